"""Days that the talks do not have."""

from __future__ import annotations

from collections.abc import Iterator
from math import isinf

from sim.doubts.doubt import Doubt, may_be
from sim.scenario.schema import Scenario


def rounds_fit(scenario: Scenario) -> Iterator[Doubt]:
    """The talks would be one short round, or have one text."""
    if scenario.step_days > scenario.horizon_days:
        told = f"a round of {scenario.step_days:g} days is longer than the talks ({scenario.horizon_days:g})"
        yield Doubt(("text_days" if scenario.step_days == scenario.text_days else "round_days",), told)
    elif scenario.pace_days > scenario.horizon_days:
        told = f"is longer than the talks (`horizon_days` {scenario.horizon_days:g})"
        yield Doubt(("text_days",), told, "the only text comes at their end")


def deadlines_come(scenario: Scenario) -> Iterator[Doubt]:
    """Who has time beyond the end never comes down to what it can accept."""
    if scenario.protocol != "challenge":
        for name, party in scenario.parties.items():
            if party.deadline_days.support[0] > scenario.horizon_days:
                told = f"is after the end of the talks (`horizon_days` {scenario.horizon_days:g})"
                hint = "its demand never comes down to what it can accept"
                yield Doubt(("actors", name, "deadline_days"), told, hint)


def patience_ends(scenario: Scenario) -> Iterator[Doubt]:
    """A mediator whose patience outlasts the talks has no end of it."""
    for name, mediator in scenario.mediators.items() if scenario.protocol == "mediated" else ():
        lowest = mediator.patience_days.support[0]
        if lowest > scenario.horizon_days and not isinf(lowest):
            told = f"is after the end of the talks (`horizon_days` {scenario.horizon_days:g})"
            yield Doubt(("actors", name, "patience_days"), told, "it never leaves, as with `.inf`")


def events_happen(scenario: Scenario) -> Iterator[Doubt]:
    """Within the talks."""
    if scenario.protocol != "mediated":
        return
    for v, event in enumerate(scenario.events):
        path = ("events", event.name or str(v))
        if event.day is not None and event.day.support[0] > scenario.horizon_days:
            told = (
                f"never happens: it is after the end of the talks (`horizon_days` {scenario.horizon_days:g})"
            )
            yield Doubt((*path, "day"), told)
        if event.rate is not None and not may_be(event.rate):
            yield Doubt((*path, "rate"), "never happens: its `rate` is 0")
        if not may_be(event.chance):
            yield Doubt((*path, "chance"), "never happens: its `chance` is 0")


DOUBTS = (rounds_fit, deadlines_come, patience_ends, events_happen)
