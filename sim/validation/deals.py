"""CaSiNo: two people share out three packages each of food, water and firewood, and what both wanted is known.

Chawla, Ramirez, Clever, Lucas, May & Gratch (2021), CaSiNo: a corpus of campsite negotiation dialogues for automatic
negotiation systems, NAACL 2021, 3167-3185. The dialogues are CC BY 4.0 (github.com/kushalchawla/CaSiNo).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from sim.analysis.steady import product
from sim.bargaining.outcomes import Floats
from sim.bargaining.run.batch import play
from sim.scenario.reading import scenario_of
from sim.scenario.schema import Scenario
from sim.validation.tables import BadData, TextCell, rows

FILE = "casino_outcomes.csv"
THINGS = ("Food", "Water", "Firewood")
EACH, MOST = 3, 36  # packages of a thing; points for all of everything
POINTS = (5, 4, 3)  # for a package of what one wants most, second, third
WALK_AWAY = 5  # points, if they do not agree
ROUNDS = 10  # dialogues have eleven messages at the median
SPLITS = (EACH + 1) ** len(THINGS)
PIECE = 2_000  # replications that are played together, and once, however many are asked for
UNSEEN = 0.5  # of a deal: what never came among so many replications might have come

Wants = tuple[int, int, int]


@dataclass(frozen=True)
class Deal:
    """What two people agreed on; things stand in the order in which the first wants them."""

    dialogue: int
    wants: Wants  # points of the second for a package of each
    split: int  # number of what they agreed on: of the packages of each thing how many the first gets


def deals(folder: Path) -> list[Deal]:
    """Those that were made. Raises Unreadable."""
    names, *lines = rows(folder / FILE, ",") or [[]]
    head = [cell.text for cell in names]
    needed = {
        "dialogue",
        "agreed",
        *(f"{key}_{thing}" for key in ("v_a", "v_b", "a_gets") for thing in THINGS),
    }
    if missing := needed - set(head):
        raise BadData(f"{folder / FILE}:1:1: the first line names no column {', '.join(sorted(missing))}")
    for line in lines:
        if len(line) != len(head):
            raise BadData(f"{line[0].place}: {len(line)} cells, and {len(head)} names in the first line")
    named = [dict(zip(head, line, strict=True)) for line in lines]
    return [deal(line) for line in named if line["agreed"].text == "1"]


def deal(line: dict[str, TextCell]) -> Deal:
    """One line of the file."""
    order = sorted(THINGS, key=lambda thing: -line[f"v_a_{thing}"].number)
    first, second = (tuple(int(line[f"{who}_{thing}"].number) for thing in order) for who in ("v_a", "v_b"))
    if first != POINTS or sorted(second, reverse=True) != list(POINTS):
        raise BadData(f"{line['dialogue'].place}: each wants one thing for 5, one for 4 and one for 3 points")
    shares = [int(line[f"a_gets_{thing}"].share(EACH) * EACH + 0.5) for thing in order]
    return Deal(int(line["dialogue"].number), second, number(*shares))  # type: ignore[arg-type]


def number(first: int, second: int, third: int) -> int:
    """Of a split: how many packages of each thing go to whom wants it most, second, third."""
    return (first * (EACH + 1) + second) * (EACH + 1) + third


def scenario(wants: Wants, precision: float | str, aspiration: float | str | None = None) -> Scenario:
    """The same talks by our rules: what both want and what walking away is worth, everything else as it comes.

    Whatever a scenario may say of a number may be said here: `people`.
    """
    issues = {
        f"thing_{k}": {
            "range": {"from": 0, "to": EACH, "step": 1},
            "weight": {"first": mine, "second": yours},
            "value": {"first": {0: 0, EACH: 1}, "second": {0: 1, EACH: 0}},
        }
        for k, (mine, yours) in enumerate(zip(POINTS, wants, strict=True), start=1)
    }
    person: dict[str, float | str] = {"outside_value": WALK_AWAY / MOST, "precision": precision}
    if aspiration is not None:
        person["aspiration"] = aspiration
    people = {"first": person, "second": person}
    return scenario_of({"horizon_days": ROUNDS, "round_days": 1, "actors": people, "issues": issues})


@cache
def chances(
    wants: Wants, precision: float | str, runs: int, seed: int, aspiration: float | str | None = None
) -> Floats:
    """[split] as often as it comes among the deals that are made."""
    pieces = (slice(first, min(first + PIECE, runs)) for first in range(0, runs, PIECE))
    counts = sum(made(wants, precision, piece.start, piece.stop, seed, aspiration) for piece in pieces)
    return np.asarray((counts + UNSEEN) / (np.sum(counts) + UNSEEN * SPLITS))


@cache
def made(
    wants: Wants, precision: float | str, first: int, end: int, seed: int, aspiration: float | str | None
) -> Floats:
    """[split] deals in replications first .. end - 1: whoever asks for more of them plays the others only."""
    talks = scenario(wants, precision, aspiration)
    terms = play(talks, end - first, seed, first=first).terms.astype(np.int64)
    signed = terms[terms[:, 0] >= 0]
    splits = (signed[:, 0] * (EACH + 1) + signed[:, 1]) * (EACH + 1) + signed[:, 2]
    return np.bincount(splits, minlength=SPLITS).astype(np.float64)


def both(wants: Wants) -> tuple[Floats, Floats]:
    """[split] points of either."""
    splits = np.array(np.unravel_index(np.arange(SPLITS), (EACH + 1,) * len(THINGS))).T.astype(np.float64)
    return product(splits, np.array(POINTS)), product(EACH - splits, np.array(wants))
