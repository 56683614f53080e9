"""DEU III: what each member state, the Commission and the Parliament wanted, and what became law.

Arregui & Perarnaud (2022), The Decision-Making in the European Union (DEU) dataset III, 1999-2019,
doi:10.34810/data53; weights by gross domestic product as added to it in blksv/predictioneers_game.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import numpy as np

from sim.bargaining.outcomes import Floats
from sim.validation.tables import BadData, TextCell, rows

FILE = "deu3.csv"
Line: TypeAlias = "dict[str, TextCell]"


@dataclass(frozen=True)
class Controversy:
    """One issue on a scale from 0 to 100, and those who took a position on it."""

    proposal: str  # of the Commission; it may raise several controversies
    position: Floats  # [actor]
    salience: Floats  # [actor] 0..1; 0 where it is not known
    power: Floats  # [actor] gross domestic product; of the Commission and the Parliament, that of the greatest state
    reference: float | None  # what holds without a decision, if it is known
    outcome: float


def controversies(folder: Path) -> list[Controversy]:
    """Those with a known outcome. Raises Unreadable."""
    head, weights, *lines = named(folder / FILE)
    actors = [name[1:] for name in head if name.startswith("p") and f"s{name[1:]}" in head]
    found = [controversy(line, weights, actors) for line in lines if line["out"].text]
    if not found:
        raise BadData(f"{folder / FILE}:3:1: there is no issue with an outcome here")
    return found


def named(file: Path) -> list[Line]:
    """The lines, their cells by the names that stand in the first line, which comes first."""
    first, *rest = rows(file) or [[]]
    names = [cell.text for cell in first]
    if missing := {"prnr", "rp", "out"} - set(names):
        raise BadData(f"{file}:1:1: the first line names no column {', '.join(sorted(missing))}")
    for line in rest:
        if len(line) != len(names):
            raise BadData(f"{line[0].place}: {len(line)} cells, and {len(names)} names in the first line")
    if not rest:
        raise BadData(f"{file}:2:1: the line with the weights is missing")
    return [dict(zip(names, line, strict=True)) for line in (first, *rest)]


def controversy(line: Line, weights: Line, actors: list[str]) -> Controversy:
    """Actors without a position are left out."""
    present = [actor for actor in actors if line[f"p{actor}"].text]
    cares = [line[f"s{actor}"] for actor in present]
    salience = np.array([cell.share(100.0) if cell.text else 0.0 for cell in cares])
    if not salience.any():
        raise BadData(f"{line['prnr'].place}: here nobody has both a position and a salience")
    return Controversy(
        proposal=line["prnr"].text,
        position=np.array([percent(line[f"p{actor}"]) for actor in present]),
        salience=salience,
        power=np.array([weights[f"p{actor}"].positive for actor in present]),
        reference=percent(line["rp"]) if line["rp"].text else None,
        outcome=percent(line["out"]),
    )


def percent(cell: TextCell) -> float:
    """A place on the scale."""
    cell.share(100.0)
    return cell.number
