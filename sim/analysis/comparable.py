"""What is played beside what happened in comparable cases: the same event, within the same time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sim.analysis.events import days_of
from sim.analysis.intervals import Difference, Share, apart, share, share_of

if TYPE_CHECKING:
    from sim.bargaining.outcomes import Outcomes
    from sim.scenario.base_rates import Rate
    from sim.scenario.schema import Scenario


@dataclass(frozen=True)
class Comparable:
    """How often something happens here by a day, and in comparable cases."""

    outcome: str
    whose: str
    source: str
    within_days: float  # of the count
    counted: Share
    by_day: float  # of what is compared; sooner than the count where the talks end sooner
    there: Share  # of the comparable cases by that day, at the same rate
    here: Share
    apart: Difference  # here less there; the interval is of both


def comparables(scenario: Scenario, outcomes: Outcomes) -> tuple[Comparable, ...]:
    """Every event of the scenario's reference class."""
    return tuple(_comparables(scenario, outcomes))


def _comparables(scenario: Scenario, outcomes: Outcomes) -> Iterator[Comparable]:
    for rate in scenario.rates:
        days, cases, of = rate.window(scenario.horizon_days)
        by_day, expected = there(rate, scenario.horizon_days)
        here = share_of(days_of(outcomes)[rate.outcome] <= by_day)
        yield Comparable(
            rate.outcome,
            rate.whose,
            rate.source,
            days,
            share(cases, of),
            by_day,
            expected,
            here,
            apart(here, expected),
        )


def there(rate: Rate, horizon: float) -> tuple[float, Share]:
    """By which day something is compared, no later than the horizon, and how often it happened by then."""
    days, cases, of = rate.window(horizon)
    by_day = min(days, horizon)
    return by_day, sooner(share(cases, of), by_day / days)


def sooner(counted: Share, part: float) -> Share:
    """The share after a part of the time, if it comes at the same rate all the time."""
    if part == 1.0:
        return counted
    after = (1.0 - (1.0 - each) ** part for each in (counted.share, counted.low, counted.high))
    return replace(counted, **dict(zip(("share", "low", "high"), after, strict=True)))
