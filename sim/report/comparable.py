"""What happened in comparable cases, in a sentence for each event."""

from __future__ import annotations

from sim.analysis.comparable import Comparable
from sim.report import amounts, wording
from sim.scenario.base_rates import Rate
from sim.scenario.schema import Scenario


def sentences(scenario: Scenario, found: tuple[Comparable, ...]) -> str:
    """How often it happened there and how often here, within the same time, and how far that is apart."""
    return " ".join(_sentence(scenario, each) for each in found)


def briefly(found: tuple[Comparable, ...]) -> str:
    """The same without the day by which it is compared."""
    said = [
        f"{_there(each)}: {amounts.estimate(each.counted)}{_sooner(each)}; here {amounts.estimate(each.here)}, "
        f"{amounts.points(each.apart)} points"
        for each in found
    ]
    return f"{'. '.join(said)}." if said else ""


def _there(each: Comparable) -> str:
    window = (each.within_days, each.counted.hits, each.counted.of)
    return Rate(each.outcome, each.whose, each.source, (window,)).counted(each.within_days)


def _sentence(scenario: Scenario, each: Comparable) -> str:
    by = wording.when(scenario, each.by_day)
    return (
        f"{_there(each)}: {amounts.estimate(each.counted)}{_sooner(each)}. "
        f"Here it is {amounts.estimate(each.here)} by {by}, a difference of {amounts.points(each.apart)} points."
    )


def _sooner(each: Comparable) -> str:
    if each.by_day == each.within_days:
        return ""
    days = amounts.plain_number(each.by_day)
    return f", at the same rate {amounts.estimate(each.there)} within {days}"
