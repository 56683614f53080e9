"""Solution concepts on domains of the Automated Negotiating Agents Competition, by enumeration of its GENIUS files.

Weights made to sum to 1; no agreement is worth 0. Points go by other names elsewhere: what GENIUS calls Kalai is
Kalai & Smorodinsky's, NegMAS's kalai is the egalitarian one, and NegoLog's is the utilitarian one.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np

from sim.bargaining.solutions.concepts import CONCEPTS
from sim.bargaining.solutions.solve import picture
from sim.scenario.reading import read
from sim.validation import check
from sim.validation.bench import in_words
from sim.validation.check import Check

LAPTOP, ITEX, NICE = "laptop_2011", "itex_cypress_2010", "nice_or_die_2011"
TITLES = {LAPTOP: "Laptop 2011", ITEX: "Itex-Cypress 2010", NICE: "Nice or Die 2011"}
SOURCE = "GENIUS files, enumerated"
# By file: what the points are worth to the two, in the order of the concepts.
POINTS = {
    LAPTOP: ("1 and 0.8151", "0.874 and 0.874", "0.874 and 0.874", "1 and 0.8151"),
    ITEX: ("0.6705 and 0.7215",) * 4,
    NICE: ("1 and 0.16", "0.299 and 0.299", "0.299 and 0.299", "1 and 0.16"),
}
FRONTIERS = {LAPTOP: (4, 0.159664), ITEX: (18, 0.431462), NICE: (3, 0.84)}  # packages, distance from (1, 1)
KINDS = {
    "nash": "Nash point",
    "kalai_smorodinsky": "Kalai-Smorodinsky point",
    "egalitarian": "egalitarian point",
    "utilitarian": "utilitarian point",
}
TIED = "as good for the other side by symmetry: of equals the first package in the file is picked, there and here"
same, exact = partial(check.same, group="anac"), partial(check.within_tolerance, group="anac")


def anac(scenarios: Path, file: str) -> Iterator[Check]:
    """One domain: its points, the packages that nothing betters, and its opposition (Baarslag et al. 2013)."""
    scenario, title = read(scenarios / "anac" / f"{file}.yaml"), TITLES[file]
    found = picture(scenario, [0] * len(scenario.issues))
    for (kind, name), expected in zip(KINDS.items(), POINTS[file], strict=True):
        point = found.solutions.utility[0, CONCEPTS.index(kind)]
        note = TIED if expected == "1 and 0.16" else ""
        yield same(f"{title}: {name}", SOURCE, expected, in_words(point), note=note)
    packages, opposition = FRONTIERS[file]
    yield same(f"{title}: packages that none betters", SOURCE, str(packages), str(len(found.frontier)))
    nearest = float(np.linalg.norm(1.0 - found.frontier, axis=1).min())
    yield exact(f"{title}: opposition, least distance from (1, 1)", SOURCE, opposition, nearest, 5e-7)
