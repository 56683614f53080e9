"""Which obstacle, taken away alone, opens a zone of agreement, and which turns failure into a settlement?

The same replications are played again without it and with the same luck, so that every difference is paired.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import isfinite

import numpy as np

from sim.analysis.changes import Removal, removals, settings
from sim.analysis.intervals import Difference, Share, paired_difference, share_of, z_for
from sim.analysis.replays import GOALS, Goal, Replays, Worlds, in_proportion, worlds
from sim.analysis.synergies import Pairs, pairs, pairs_work
from sim.analysis.tidy import Tabular
from sim.bargaining.outcomes import Flags, Outcomes
from sim.scenario.schema import Scenario

SCREENING = 200  # replications that choose what is told, where that is not all
PROMISING, IN_BRIEF = 8, 500  # changes that a report has room for, and replications that it has time for


@dataclass(frozen=True)
class Effect:
    """What taking something away does to one goal."""

    gained: Share  # of the failed worlds: it comes about now, and did not
    lost: Share  # of the worlds in which it came about: it does no longer
    net: Difference  # over all worlds, paired
    clear: bool  # does `net` leave out zero, all that is told of allowed for?
    first: (
        int  # the best rank by `net` that chance leaves open, every two of them compared on the same worlds
    )
    last: int  # the worst one


@dataclass(frozen=True)
class Tried:
    """One change alone."""

    change: Removal
    settings: tuple[str, ...]  # as typed after --set
    zone: Effect
    settlement: Effect

    @property
    def clear(self) -> bool:
        """Is either goal moved by more than chance would?"""
        return self.zone.clear or self.settlement.clear

    def on(self, goal: Goal) -> Effect:
        """What it does to a goal."""
        return self.zone if goal == "zone" else self.settlement


@dataclass(frozen=True, repr=False)
class DealBreakers(Tabular):
    """What settles most first; where that is the same, what opens most."""

    runs: int
    zone: Share  # as it is
    settled: Share  # as it is
    candidates: int  # changes that this scenario leaves room for
    screened_on: int  # other replications that chose those below from all candidates; 0: all are below
    tried: tuple[Tried, ...]
    pairs: Pairs | None = None
    by_day: float | None = None  # all settle: "settled" means by this day; None: at all


def find_dealbreakers(replays: Replays, base: Worlds, in_pairs: bool = False) -> DealBreakers:
    """Every change alone, and two at once if asked; base: what became of `replays` as they are."""
    alone = {change: replays.without(change) for change in removals(replays.scenario)}
    told = _told(replays.scenario, base, alone)
    told = replace(told, by_day=replays.by_day if isfinite(replays.by_day) else None)
    if not in_pairs or len(alone) < 2:
        return told
    others = replace(replays, first=replays.first + replays.runs, runs=SCREENING)
    return replace(told, pairs=pairs(replays, others, base, alone))


def replays_needed(replays: Replays, in_pairs: bool) -> int:
    """How many replications `find_dealbreakers` plays."""
    candidates = len(removals(replays.scenario))
    return candidates * replays.runs + (pairs_work(candidates, replays.runs, SCREENING) if in_pairs else 0)


def in_brief(scenario: Scenario, outcomes: Outcomes, seed: int) -> DealBreakers | None:
    """For a report: the most promising changes on the first replications of a study; None without obstacles.

    Other replications, which come after those of the study, choose: a choice by luck then shows as no more than that.
    """
    told_on = in_proportion(IN_BRIEF, len(outcomes))
    base, candidates = worlds(outcomes).first(told_on), removals(scenario)
    if not scenario.can_fail or not base.failed.any() or not candidates:
        return None
    replays = Replays(scenario, seed, 0, len(base.zone))
    if len(candidates) <= PROMISING:
        return find_dealbreakers(replays, base)
    others = replace(replays, first=len(outcomes), runs=in_proportion(SCREENING, len(outcomes)))
    chosen = {change: replays.without(change) for change in _most_moving(candidates, others)}
    return replace(_told(scenario, base, chosen), candidates=len(candidates), screened_on=others.runs)


def _most_moving(candidates: Sequence[Removal], others: Replays) -> list[Removal]:
    asis = others.without()
    moved = {change: others.without(change).more_than(asis) for change in candidates}
    return sorted(moved, key=lambda change: -moved[change])[:PROMISING]


def _told(scenario: Scenario, base: Worlds, alone: Mapping[Removal, Worlds]) -> DealBreakers:
    zone, settlement = (effects(base, [*alone.values()], goal) for goal in GOALS)
    tried = [
        Tried(change, settings(scenario, change), *effect)
        for change, *effect in zip(alone, zone, settlement, strict=True)
    ]
    tried.sort(key=lambda one: (-one.settlement.net.difference, -one.zone.net.difference))
    return DealBreakers(
        runs=len(base.zone),
        zone=share_of(base.zone),
        settled=share_of(base.settlement),
        candidates=len(alone),
        screened_on=0,
        tried=tuple(tried),
    )


def effects(base: Worlds, taken: Sequence[Worlds], goal: Goal) -> list[Effect]:
    """What each change does to a goal, and which rank it may have among them."""
    asis, after = base.of(goal), [worlds.of(goal) for worlds in taken]
    z = z_for(len(GOALS) * len(after))
    return [
        Effect(
            gained=share_of((reached & ~asis)[base.failed]),
            lost=share_of(~reached[asis]),
            net=paired_difference(reached, asis),
            clear=paired_difference(reached, asis, z).clear,
            first=first,
            last=last,
        )
        for reached, (first, last) in zip(after, ranks(after), strict=True)
    ]


def ranks(reached: Sequence[Flags]) -> list[tuple[int, int]]:
    """The best and worst place of each [replication], most often reached first, that paired intervals leave open.

    They hold together with 95 %: every two are compared, and that is allowed for. Mogstad, Romano, Shaikh &
    Wilhelm (2024), Review of Economic Studies 91:476-518.
    """
    beats = np.zeros((len(reached), len(reached)), np.bool_)
    z = z_for(len(reached) * (len(reached) - 1) // 2)
    for i, j in combinations(range(len(reached)), 2):
        apart = paired_difference(reached[i], reached[j], z)
        beats[i, j], beats[j, i] = apart.low > 0.0, apart.high < 0.0
    better, worse = beats.sum(axis=0), beats.sum(axis=1)
    return [(1 + int(b), len(reached) - int(w)) for b, w in zip(better, worse, strict=True)]
