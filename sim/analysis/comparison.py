"""Scenarios beside the first of them, replication by replication. Plain frozen values."""

from __future__ import annotations

from dataclasses import dataclass

from sim.analysis.agreements import Signing, Terms
from sim.analysis.durations import Timing
from sim.analysis.failures import Blocker, Failures
from sim.analysis.intervals import Difference, Share
from sim.analysis.pairing import VarianceReduction
from sim.analysis.tidy import Tabular
from sim.scenario.differing import Change


@dataclass(frozen=True)
class Contrast:
    """One event here and in the base, in the same replications."""

    event: str  # of sim.analysis.events
    base: Share
    share: Share  # here
    difference: Difference  # here less base, paired
    clear: bool  # told from chance, with all differences that were looked at (Bonferroni)
    would_tell: (
        int | None
    )  # about so many replications would; None: it is clear, or beyond what anybody plays
    gain: VarianceReduction | None  # by pairing; None where no replication differs


@dataclass(frozen=True)
class Flow:
    """From the outcome in the base to the outcome here: the same replications."""

    ends: tuple[str, ...]  # outcomes that occur in either, in the fixed order
    counts: tuple[tuple[int, ...], ...]  # [end in the base][end here] replications
    saved: Share  # of all: a settlement here and none in the base
    lost: Share  # of all: a settlement in the base and none here


@dataclass(frozen=True)
class Side:
    """What one scenario says on its own."""

    name: str  # short, and unlike that of any other
    title: str
    can_fail: bool
    truce: bool  # can a ceasefire be agreed?
    horizon_days: float
    outcomes: dict[str, Share]
    zone: Share
    failures: Failures
    timing: tuple[Timing, ...]
    terms: tuple[Terms, ...]
    ceasefire_terms: tuple[Terms, ...]
    blockers: tuple[Blocker, ...]
    ceasefire_blockers: tuple[Blocker, ...]
    proposals: tuple[Signing, ...]
    ceasefire_proposals: tuple[Signing, ...]


@dataclass(frozen=True)
class Beside:
    """One scenario beside the base."""

    contrasts: tuple[Contrast, ...]  # EVENTS first, then other categories of outcomes; what compares
    flow: Flow
    changes: tuple[Change, ...]  # of the file

    def contrast(self, event: str) -> Contrast | None:
        """One event in both; None where it cannot be compared."""
        return next((each for each in self.contrasts if each.event == event), None)


@dataclass(frozen=True, repr=False)
class Comparison(Tabular):
    """The first scenario is the base of all others."""

    runs: int
    seed: int
    tried: int  # differences looked at
    z: float  # for `clear`
    sides: tuple[Side, ...]
    beside: tuple[Beside, ...]  # of each side but the first

    @property
    def base(self) -> Side:
        return self.sides[0]

    @property
    def others(self) -> tuple[tuple[Side, Beside], ...]:
        """Every scenario but the base, with what is said of it beside the base."""
        return tuple(zip(self.sides[1:], self.beside, strict=True))
