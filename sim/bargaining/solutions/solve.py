"""What simpler models of bargaining say of a scenario, replication by replication."""

from __future__ import annotations

import math
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from sim.bargaining.outcomes import Options
from sim.bargaining.setup.streams import Middling, Streams
from sim.bargaining.setup.structure import frame as frame_of
from sim.bargaining.solutions.solutions import Picture, Solutions, joined
from sim.bargaining.solutions.solver import Solver, consenters
from sim.bargaining.solutions.space import MOST_PACKAGES
from sim.scenario.schema import Scenario

CHUNK = 256  # replications solved together
MOST_CELLS = 2**22  # of options of blocks of issues, in all replications solved together
MOST_CONSENTERS = 8  # a frontier is grown for each set of them


def solvable(scenario: Scenario) -> bool:
    """Are there few enough packages to be numbered, and consenters for each set of them to be tried?"""
    packages = math.prod(len(issue.options) for issue in scenario.issues.values())
    return packages <= MOST_PACKAGES and len(consenters(scenario)) <= MOST_CONSENTERS


def solve(
    scenario: Scenario,
    runs: int,
    seed: int,
    simplest: Sequence[int],
    agreed: Options | None = None,
    *,
    threads: int | None = None,
    chunk: int = CHUNK,
) -> Solutions:
    """Replications 0 .. runs - 1 with the luck that they have in the study of this seed.

    simplest[issue]: the package of the weighted mean; agreed[replication, issue]: what was signed, -1 if nothing.
    """
    signed = np.full((runs, len(scenario.issues)), -1) if agreed is None else agreed
    chunk = max(1, min(chunk, MOST_CELLS // frame_of(scenario).blocks.needs.size))

    def part(start: int) -> Solutions:
        luck = Streams(seed, start, min(chunk, runs - start))
        return Solver(scenario, luck).solved(simplest, signed[start : start + chunk])

    with ThreadPoolExecutor(threads or os.cpu_count() or 1) as pool:
        return joined(list(pool.map(part, range(0, max(1, runs), chunk))))


def picture(scenario: Scenario, simplest: Sequence[int]) -> Picture:
    """The bargaining space at median inputs."""
    table = Solver(scenario, Middling())
    solutions = table.solved(simplest, np.full((1, len(scenario.issues)), -1))
    return Picture(*table.frontier(), solutions)
