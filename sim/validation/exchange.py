"""Round 0 of the exchange model: the compromise from which trading of positions starts.

Stokman & van Oosten (1994), The exchange of voting positions, in European Community Decision Making (Yale University
Press). Positions of states on the summits of Copenhagen and Paris: Sprinz et al. (2016), Predicting Paris, Politics and
Governance 4(3), 172-187; files and numbers of decide-exchange-model 2025.3.2, which reports them with four digits.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np

from sim.bargaining.protocols.challenge.trajectory import trajectory
from sim.validation import check
from sim.validation.check import Check
from sim.validation.tables import BadData, TextCell, rows

GROUP, SOURCE = "exchange", "decide-exchange-model 2025.3.2"
COPENHAGEN = {
    "Newtreaty": 61.5763,
    "DevlopC2020": 58.1447,
    "Domestred": 30.7074,
    "MRVdecrease": 52.2359,
    "Commitments": 51.9499,
    "Control": 57.6214,
    "Extra": 64.6207,
}
PARIS = {
    "differentiation": 49.2554,
    "mrv": 57.2113,
    "legal": 57.9688,
    "adapt_legal": 59.5115,
    "adapt_inst": 59.6404,
    "finance_vol": 47.6441,
    "finance_who": 38.0971,
    "adapt_finance": 55.1217,
    "ld": 40.1058,
    "progress": 45.5962,
    "amb2050": 67.8775,
    "amb2100": 85.7086,
    "eaa": 57.1005,
}
SUMMITS = {"copenhagen.csv": ("Copenhagen 2009", COPENHAGEN), "cop21.csv": ("Paris 2015", PARIS)}
exact = partial(check.within_tolerance, group=GROUP)


def found(folder: Path | None, name: str) -> Path | None:
    """The file, in the folder or in its decide/."""
    places = [] if folder is None else [folder / name, folder / "decide" / name]
    return next((place for place in places if place.is_file()), None)


def exchange(folder: Path | None, name: str) -> Iterator[Check]:
    """What all want, weighted by power times salience, on each issue of a summit."""
    title, printed = SUMMITS[name]
    file = found(folder, name)
    if file is None:
        why = f"pass --data DIR with {name} of github.com/foarsitter/decide-exchange-model, data/input"
        yield check.skipped(f"{title}: round 0 of {len(printed)} issues", SOURCE, why, group=GROUP)
        return
    computed = compromises(file)
    if missing := set(printed) - set(computed):
        raise BadData(f"{file}:1:1: nobody has a position on {', '.join(sorted(missing))}")
    for issue, number in printed.items():
        yield exact(f"{title}, {issue}: compromise of round 0", SOURCE, number, computed[issue], 0.00005)


def compromises(file: Path) -> dict[str, float]:
    """By issue: the weighted mean of our challenge protocol before its first round."""
    issues: dict[str, list[tuple[float, ...]]] = {}
    for kind, *line in rows(file):
        if kind.text == "#D":
            issue, *numbers = said(kind, line)
            issues.setdefault(issue.text, []).append(tuple(cell.number for cell in numbers))
    compromise = {}
    for name, actors in issues.items():
        position, salience, power = np.array(actors).T
        compromise[name] = float(trajectory(position, power, salience, 0).means[0])
    return compromise


def said(kind: TextCell, line: list[TextCell]) -> list[TextCell]:
    """Issue, position, salience and power of one actor."""
    if len(line) != 5:
        raise BadData(f"{kind.place}: a line of data has 6 cells, this one {len(line) + 1}")
    return line[1:]
