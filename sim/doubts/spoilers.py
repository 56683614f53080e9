"""Spoilers that spoil nothing."""

from __future__ import annotations

from collections.abc import Iterator

from sim.doubts.doubt import Doubt, any_may_be, may_be, minds
from sim.scenario.actors import Spoiler
from sim.scenario.schema import Scenario


def spoilers_spoil_something(scenario: Scenario) -> Iterator[Doubt]:
    """It takes a ceasefire that can break, and something that is below a floor."""
    for name, spoiler in scenario.spoilers.items():
        path = ("actors", name)
        if why := _no_ceasefire(scenario):
            yield Doubt(path, f"attacks nothing: {why}", idle=True)
        elif not may_be(spoiler.hazard, 1.0):
            yield Doubt((*path, "hazard"), "has no effect: a factor of 1 changes no hazard", idle=True)
        elif not _minds(scenario, name, spoiler):
            told = "attacks nothing: no text and no ceasefire can be worth less to it than its floors"
            yield Doubt(path, told, "it needs a `floor`, and a `value` on some issue")
        if spoiler.behaviour:
            yield Doubt((*path, "behaviour"), "has no effect: nobody asks a spoiler", idle=True)


def _no_ceasefire(scenario: Scenario) -> str | None:
    if scenario.protocol != "mediated":
        return f"`protocol: {scenario.protocol}` knows no ceasefire"
    if scenario.ceasefire is None:
        return "there is no `ceasefire`"
    if scenario.sequence == "peace_first":
        return "`sequence: peace_first` forbids any ceasefire"
    safe = scenario.ceasefire.hazard_per_day and not may_be(scenario.ceasefire.hazard_per_day)
    return "with `hazard_per_day: 0` no ceasefire collapses" if safe else None


def _minds(scenario: Scenario, name: str, spoiler: Spoiler) -> bool:
    """Can anything be worth less to it than a floor of its, which events may raise?"""
    if any(may_be(event.floor.get(name)) for event in scenario.events):
        return True
    adds = any(name in link.adds for link in scenario.links)
    text = spoiler.floor.support[1] > 0.0 or (adds and any(minds(i, name) for i in scenario.issues.values()))
    truce = scenario.ceasefire
    worth = [row for issue in (truce.issues.values() if truce else ()) for row in issue.worth.get(name, ())]
    return text or spoiler.ceasefire_floor.support[1] > 0.0 or any_may_be(worth)


DOUBTS = (spoilers_spoil_something,)
