"""Targets as flags: in which replications does it happen, of which?"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import numpy as np

from sim.analysis.events import UnknownName, days_of, flags
from sim.analysis.intervals import Share, share
from sim.bargaining.outcomes import Flags, Outcomes
from sim.scenario.schema import Scenario
from sim.scenario.suggestions import remedy
from sim.scenario.targets import Target, Targets


class Unfit(UnknownName):
    """A target that says nothing of this scenario."""


@dataclass(frozen=True)
class Aim:
    """One target over some replications: of those in `among`, a share between low and high should be in `hits`."""

    name: str
    hits: Flags  # [replication], within `among`
    among: Flags  # [replication]
    low: float
    high: float

    @property
    def share(self) -> Share:
        """As played, every replication counted alike."""
        return share(int(self.hits.sum()), int(self.among.sum()))

    @property
    def missed(self) -> float:
        """How far the share lies outside the range; all of it where nothing is counted."""
        found = self.share
        return max(self.low - found.share, found.share - self.high, 0.0) if found.of else 1.0

    @property
    def met(self) -> bool:
        """Does the interval of the share reach into the range?"""
        found = self.share
        return found.of > 0 and found.high >= self.low and found.low <= self.high

    @property
    def inner(self) -> tuple[float, float]:
        """The range less a standard error at either end, so that other luck stays within it too."""
        margin = min((self.high - self.low) / 2.0, 0.5 / max(1.0, float(self.among.sum())) ** 0.5)
        return self.low + margin, self.high - margin


def aims(scenario: Scenario, targets: Targets, outcomes: Outcomes) -> tuple[Aim, ...]:
    """Every target. Raises Unfit, or UnknownName for an event that there is not."""
    return tuple(_aim(scenario, name, target, outcomes) for name, target in targets.targets.items())


def _aim(scenario: Scenario, name: str, target: Target, outcomes: Outcomes) -> Aim:
    hits, among = flags(outcomes, target.event), np.ones(len(outcomes), np.bool_)
    if target.given:
        among = flags(outcomes, target.given)
    if target.by or target.after:
        hits = _between(scenario, name, target, outcomes)
    if target.lasts_over is not None or target.lasts_under is not None:
        hits, among = _lasting(target, outcomes), among & hits
    return Aim(name, hits & among, among, *target.wanted)


def _between(scenario: Scenario, name: str, target: Target, outcomes: Outcomes) -> Flags:
    days = days_of(outcomes).get(target.event)
    if days is None:
        raise Unfit(
            f"{name}: {target.event} has no day of its own; {remedy(target.event, days_of(outcomes))}"
        )
    first, last = _day(scenario, name, target.after, -np.inf), _day(scenario, name, target.by, np.inf)
    return np.asarray((days > first) & (days <= last))


def _day(scenario: Scenario, name: str, date: datetime.date | None, missing: float) -> float:
    """Days from the start to the end of a day."""
    if date is None:
        return missing
    if scenario.start is None:
        raise Unfit(f"{name}: the scenario has no `start`, so {date} is no day of it")
    return float((date - scenario.start).days)


def _lasting(target: Target, outcomes: Outcomes) -> Flags:
    """[replication] did the first full ceasefire live so long? One still in force is as old as it was at the end."""
    start, end = outcomes.full_ceasefire_day, outcomes.full_ceasefire_end
    age = np.where(np.isnan(end), outcomes.last_day, end) - start
    lasts = np.ones(len(outcomes), np.bool_)
    if target.lasts_over is not None:
        lasts &= (age >= target.lasts_over) if target.lasts_under is not None else (age > target.lasts_over)
    if target.lasts_under is not None:
        ends = (age <= target.lasts_under) if target.lasts_over is not None else (age < target.lasts_under)
        lasts &= ends & ~np.isnan(end)
    return lasts & ~np.isnan(start)
