"""What works only together: two obstacles taken away at once, against each of them alone in the same world."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import TypeAlias

from sim.analysis.changes import Removal, settings
from sim.analysis.intervals import Difference, Share, paired_difference, share_of, z_for
from sim.analysis.replays import GOALS, Goal, Replays, Worlds

CONFIRMED = 24  # pairs that are told of
MOST_TRIED = 400
Two: TypeAlias = tuple[Removal, Removal]
Alone: TypeAlias = Mapping[Removal, Worlds]


@dataclass(frozen=True)
class Joint:
    """What taking two things away at once does to one goal."""

    together: Share  # of the failed worlds: it comes about with both, and did not
    only_together: Share  # of the failed worlds: it comes about with both, and with neither alone
    beyond: (
        Difference  # worlds with it, both taken away, less those in which one or the other alone is enough
    )
    clear: bool  # does `beyond` leave out zero, all pairs told of allowed for?


@dataclass(frozen=True)
class Pair:
    """Two changes at once."""

    one: Removal
    other: Removal
    settings: tuple[str, ...]  # as typed after --set
    zone: Joint
    settlement: Joint

    def on(self, goal: Goal) -> Joint:
        """What both do to a goal."""
        return self.zone if goal == "zone" else self.settlement


@dataclass(frozen=True)
class Pairs:
    """Those that settle most beyond what either alone settles first."""

    possible: int
    tried: int
    screened_on: int  # other replications that chose those below from all tried; 0: all are below
    found: tuple[Pair, ...]


def pairs(replays: Replays, others: Replays, base: Worlds, alone: Alone) -> Pairs:
    """The pairs that do most beyond their parts on `others`, which are replications of the same scenario, told
    on `replays`: a choice by luck shows as no more than that.

    alone: by change, what becomes of `replays` without it; base: as they are.
    """
    possible = list(combinations(alone, 2))
    tried = possible if len(possible) <= CONFIRMED else _most_promising(others, alone)
    chosen = tried[:CONFIRMED]
    found = [_pair(replays, two, base, alone, z_for(len(GOALS) * len(chosen))) for two in chosen]
    ranked = sorted(
        found, key=lambda pair: (-pair.settlement.beyond.difference, -pair.zone.beyond.difference)
    )
    screened = others.runs if len(tried) > len(chosen) else 0
    return Pairs(len(possible), len(tried), screened, tuple(ranked))


def pairs_work(changes: int, runs: int, screening: int) -> int:
    """How many replications `pairs` plays."""
    possible = changes * (changes - 1) // 2
    if possible <= CONFIRMED:
        return possible * runs
    few = _few(changes)
    return CONFIRMED * runs + (1 + changes + few * (few - 1) // 2) * screening


def _few(changes: int) -> int:
    """Of how many changes there is time to try all pairs."""
    return next(m for m in range(changes, 0, -1) if m * (m - 1) // 2 <= MOST_TRIED)


def _most_promising(others: Replays, among: Alone) -> list[Two]:
    """All that there is time to try, those that do most beyond their parts first."""
    asis = others.without()
    alone = {change: others.without(change) for change in among}
    ranked = sorted(alone, key=lambda change: -alone[change].more_than(asis))
    tried = {
        (one, other): others.without(one, other).more_than(alone[one] | alone[other])
        for one, other in combinations(ranked[: _few(len(ranked))], 2)
    }
    return sorted(tried, key=lambda two: -tried[two])


def _pair(replays: Replays, two: Two, base: Worlds, alone: Alone, z: float) -> Pair:
    both, either = replays.without(*two), alone[two[0]] | alone[two[1]]
    zone, settlement = (_joint(goal, base, both, either, z) for goal in GOALS)
    typed = dict.fromkeys(line for change in two for line in settings(replays.scenario, change))
    return Pair(*two, tuple(typed), zone, settlement)


def _joint(goal: Goal, base: Worlds, both: Worlds, either: Worlds, z: float) -> Joint:
    reached, enough = both.of(goal), either.of(goal)
    new = reached & ~base.of(goal)
    return Joint(
        together=share_of(new[base.failed]),
        only_together=share_of((new & ~enough)[base.failed]),
        beyond=paired_difference(reached, enough),
        clear=paired_difference(reached, enough, z).clear,
    )
