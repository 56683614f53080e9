"""The plan of draws of a scenario: what is drawn, from which stream, by which inverse, into which field.

Made once, followed for every replication (execute.py). All of it is plain arrays, so that compiled code can follow it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from sim.bargaining.records import PlanHole, PlanStep, PlanStrand, Records
from sim.bargaining.setup.sampling.memory import Layout
from sim.bargaining.types import Array

REAL, WHOLE, FLAG = range(3)


class Program(NamedTuple):
    """What compiled code does for each replication."""

    step: Records[PlanStep]  # [step]
    hole: Records[PlanHole]  # [hole]
    told: Array  # [input] register
    strand: Records[PlanStrand]  # [strand]
    pool: Array  # [number] of tables, one behind the other


@dataclass(frozen=True)
class Plan:
    """Of a scenario, for so many rounds."""

    inputs: tuple[str, ...]  # what is uncertain and matters, by its path in the file
    streams: tuple[str, ...]  # what luck is asked for, by name
    layout: Layout
    program: Program
    known: tuple[float, ...]  # what the first registers hold

    def registers(self) -> Array:
        """[register] Where numbers are while a replication is drawn: the known ones, then what comes of each step."""
        return np.array(self.known + (0.0,) * len(self.program.step))
