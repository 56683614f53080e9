"""What happened in comparable cases, in a sentence for each event."""

from __future__ import annotations

from sim.analysis.comparable import Comparable
from sim.report import amounts, wording
from sim.scenario.base_rates import Rate
from sim.scenario.schema import Scenario


def sentences(scenario: Scenario, found: tuple[Comparable, ...]) -> str:
    """How often it happened there and how often here, within the same time, and how far that is apart."""
    return " ".join(_sentence(scenario, each) for each in found)


def _sentence(scenario: Scenario, each: Comparable) -> str:
    counted = each.counted
    window = (each.within_days, counted.hits, counted.of)
    there = Rate(each.outcome, each.whose, each.source, (window,)).counted(each.within_days)
    by = wording.when(scenario, each.by_day)
    return (
        f"{there}: {amounts.estimate(counted)}{_sooner(each)}. Here it is {amounts.estimate(each.here)} by {by}, a "
        f"difference of {amounts.points(each.apart)} points."
    )


def _sooner(each: Comparable) -> str:
    if each.by_day == each.within_days:
        return ""
    days = amounts.plain_number(each.by_day)
    return f", at the same rate {amounts.estimate(each.there)} within {days}"
