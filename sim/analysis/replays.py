"""The same replications in other worlds: what would have become of them, luck and all else as it was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import inf
from typing import Literal, TypeAlias, get_args

from sim.analysis.changes import Removal, changed
from sim.bargaining.outcomes import Flags, Outcomes
from sim.bargaining.run.batch import play
from sim.bargaining.run.workers import Workers
from sim.scenario.schema import Scenario

Goal: TypeAlias = Literal["zone", "settlement"]
GOALS: tuple[Goal, ...] = get_args(Goal)
Tick: TypeAlias = Callable[[int], None]
WHOLE, FEWEST = (
    10_000,
    50,
)  # of a study that gets all replays that a report has time for; that each is told on


@dataclass(frozen=True)
class Worlds:
    """What became of some replications."""

    zone: Flags  # [replication] did a zone of agreement ever open?
    settlement: Flags  # [replication] by the day that was asked for

    def of(self, goal: Goal) -> Flags:
        """[replication] was the goal reached?"""
        return self.zone if goal == "zone" else self.settlement

    @property
    def failed(self) -> Flags:
        """[replication] did they end without a settlement, or without one by that day?"""
        return ~self.settlement

    def first(self, runs: int) -> Worlds:
        """The first so many."""
        return Worlds(self.zone[:runs], self.settlement[:runs])

    def more_than(self, others: Worlds) -> int:
        """How many more goals are reached than in other worlds, both goals counted."""
        return sum(int(self.of(goal).sum()) - int(others.of(goal).sum()) for goal in GOALS)

    def __or__(self, others: Worlds) -> Worlds:
        """Reached in the one or in the other."""
        return Worlds(self.zone | others.zone, self.settlement | others.settlement)


@dataclass(frozen=True)
class Replays:
    """Replications first .. first + runs - 1 of a scenario, to be played again as often as is asked."""

    scenario: Scenario
    seed: int
    first: int
    runs: int
    workers: Workers = None
    tick: Tick | None = None
    by_day: float = inf  # what is settled later counts as not settled

    def without(self, *taken: Removal) -> Worlds:
        """What becomes of them without these obstacles."""
        return worlds(
            play(
                changed(self.scenario, *taken),
                self.runs,
                self.seed,
                first=self.first,
                workers=self.workers,
                progress=self.tick,
            ),
            self.by_day,
        )


def in_proportion(most: int, runs: int) -> int:
    """How many replications of a study of `runs` a chapter plays again, where a large study has `most` of them.

    Who plays few wants an answer soon: its chapters take about as long as the study itself.
    """
    return min(runs, max(FEWEST, min(most, most * runs // WHOLE)))


def worlds(outcomes: Outcomes, by_day: float = inf) -> Worlds:
    """What became of the replications of a study, by a day."""
    late = outcomes.settlement_day > by_day  # NaN, where nothing is settled, is not
    return Worlds(outcomes.zone, outcomes.settled & ~late)
