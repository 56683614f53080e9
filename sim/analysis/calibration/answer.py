"""What a calibration says: targets before and after, inputs before and after."""

from __future__ import annotations

from dataclasses import dataclass

from sim.analysis.intervals import Share
from sim.analysis.tidy import Tabular


@dataclass(frozen=True)
class Met:
    """One target, played with the inputs as stated and as narrowed."""

    name: str
    note: str
    low: float  # what is agreed with
    high: float
    before: Share
    after: Share
    met: bool  # the interval of the share after reaches into the range


@dataclass(frozen=True)
class Narrowed:
    """One number, as stated and as tilted."""

    path: str
    form: str  # range, choice or coin
    before: tuple[float, ...]  # 5 %, 50 % and 95 % points; of a coin its probability
    after: tuple[float, ...]
    range: tuple[float, float]  # the lowest and the highest that was stated
    bits: float  # relative entropy of what it is to what was stated


@dataclass(frozen=True, repr=False)
class Calibration(Tabular):
    """The numbers that moved, the most first."""

    scenario: str
    targets: str  # their title
    runs: int
    seed: int
    rounds: int  # of reweighting and playing again
    effective: float  # effective number of the replications as stated, reweighted to the narrowed inputs
    met: tuple[Met, ...]
    narrowed: tuple[Narrowed, ...]
    untouched: int  # uncertain numbers that stay as they were
    conflict: tuple[str, ...]  # the fewest targets that cannot be met together; one alone is out of reach

    @property
    def agrees(self) -> bool:
        """Are all targets met?"""
        return all(target.met for target in self.met)
