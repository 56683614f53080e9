"""Everything that is told about a study. Plain frozen values: no arrays, no scenario."""

from __future__ import annotations

from dataclasses import dataclass

from sim.analysis.agreements import Gain, Points, Signatory, Signing, Terms, WeightedMean
from sim.analysis.chapters import Failed
from sim.analysis.comparable import Comparable
from sim.analysis.durations import CeasefireDuration, Declared, PeaceDuration, Timing
from sim.analysis.failures import Blocker, Ended, Failures, HeldBack, Spoiled, Votes
from sim.analysis.inputs import Carrier, Driver
from sim.analysis.intervals import Quantile, Share
from sim.analysis.references import Benchmarks
from sim.analysis.tidy import Tabular


@dataclass(frozen=True, repr=False)
class Summary(Tabular):
    """The study in numbers."""

    scenario: str
    runs: int
    horizon_days: float
    outcomes: dict[str, Share]
    zone: Share  # a package acceptable to all, or to enough, on some day
    zone_at_end: Share  # the same on the last day
    failures: Failures
    timing: tuple[Timing, ...]
    life: CeasefireDuration | None  # None without a ceasefire in the scenario
    spoiled: tuple[Spoiled, ...]  # by each spoiler; empty without one
    peace: PeaceDuration | None  # None without a war, or without a settlement
    fighting: tuple[Quantile, ...] | None  # days of full fighting, all replications; None without a war
    unilateral: tuple[Declared, ...]  # of who may declare one, in the order of the file
    terms: tuple[Terms, ...]
    ceasefire_terms: tuple[Terms, ...]
    weighted_mean: tuple[WeightedMean, ...]
    benchmarks: Benchmarks | None  # None where nobody asked, or with too many packages to be numbered
    gains: tuple[Gain, ...]
    points: Points
    votes: Votes | None  # None where no vote at home reopens the talks
    signatories: tuple[Signatory, ...]  # empty where all parties must sign
    ended: tuple[Ended, ...]  # by each event that can end the talks, in the order of the file
    held_back: tuple[HeldBack, ...]  # by each faction that can; empty where none can
    blockers: tuple[Blocker, ...]  # of the last package, without a settlement
    ceasefire_blockers: tuple[Blocker, ...]  # of the last ceasefire tabled, without a full one
    proposals: tuple[Signing, ...]
    ceasefire_proposals: tuple[Signing, ...]
    goal: str  # what the drivers move: full_ceasefire_or_settlement, or the least certain event
    goal_share: Share
    drivers: tuple[Driver, ...]  # largest difference first
    cautions: tuple[str, ...]  # where the sample is too small to say much, or the search is not exact
    comparable: tuple[Comparable, ...] = ()  # what happened in cases that the scenario says are like it
    carriers: tuple[Carrier, ...] = ()  # of the goal, the strongest first
    day_carriers: tuple[Carrier, ...] = ()  # of the day of the settlement
    failed: tuple[Failed, ...] = ()  # chapters that could not be made: what they would hold is empty
