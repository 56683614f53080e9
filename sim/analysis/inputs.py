"""Which uncertain inputs move the answer. Plain frozen values."""

from __future__ import annotations

from dataclasses import dataclass

from sim.analysis.intervals import Difference, Share


@dataclass(frozen=True)
class Driver:
    """An uncertain input: the goal in the lowest and in the highest third of its draws."""

    path: str
    low_third: Share
    high_third: Share
    low_up_to: float
    high_from: float
    difference: Difference  # highest less lowest third
    clear: bool  # told apart from chance, with all inputs tried (Bonferroni)


@dataclass(frozen=True)
class Carrier:
    """An input that carries some of the spread of an outcome, told apart from chance with all inputs tried."""

    path: str
    part: float  # of the spread that is gone once it is known: its first-order index
