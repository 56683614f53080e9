"""What happened in comparable cases, in a sentence for each event."""

from __future__ import annotations

from collections.abc import Iterator

from sim.analysis.comparable import Comparable, rates, window
from sim.report import amounts, wording
from sim.scenario.schema import Scenario


def beside(scenario: Scenario, each: Comparable) -> str:
    """How often it happened there and how often here, within the same time, and how far that is apart."""
    event = wording.GOALS[each.outcome]
    there = (
        f"of {each.counted.of:,} {wording.clean(each.whose)} {each.counted.hits:,} had {event} within "
        f"{amounts.plain_number(each.within_days)} days, {amounts.estimate(each.counted)}{_sooner(each)}"
    )
    by = wording.when(scenario, each.by_day)
    return f"{there}; here {amounts.estimate(each.here)} have one by {by}: {amounts.points(each.apart)} points apart"


def _sooner(each: Comparable) -> str:
    if each.by_day == each.within_days:
        return ""
    days = amounts.plain_number(each.by_day)
    return f", which at the same rate is {amounts.estimate(each.there)} within {days}"


def sentences(scenario: Scenario, found: tuple[Comparable, ...]) -> str:
    """All of them in a row."""
    return " ".join(f"{wording.sentence(beside(scenario, each))}." for each in found)


def told(scenario: Scenario) -> Iterator[str]:
    """What is compared with, and where the count comes from."""
    for rate in rates(scenario):
        days, cases, of = window(rate, scenario.horizon_days)
        yield (
            f"comparable cases: of {of:,} {wording.clean(rate.whose)} {cases:,} had {wording.GOALS[rate.outcome]} "
            f"within {amounts.plain_number(days)} days ({wording.clean(rate.source)})"
        )
