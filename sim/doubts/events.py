"""Events that can never happen, or that set what has no effect."""

from __future__ import annotations

from collections.abc import Iterator

from sim.doubts.doubt import BlockPart, Doubt, may_be
from sim.doubts.idle import WHY, nothing
from sim.doubts.idle_scenario import no_truce, nothing_breaks
from sim.scenario.events import Event, Sets, numbers_of
from sim.scenario.lasting import during
from sim.scenario.quantities import Quantity
from sim.scenario.schema import Scenario

Path = tuple[str, ...]


def events_last(scenario: Scenario) -> Iterator[Doubt]:
    """What is over before it begins never happens."""
    for path, event in _events(scenario):
        if event.until and event.day and event.until.support[1] <= event.day.support[0]:
            first, last = event.day.support[0], event.until.support[1]
            when = "on the day on which" if first == last else "before"
            yield Doubt((*path, "until"), f"never happens: it is over {when} it would begin")


def conditions_may_hold(scenario: Scenario) -> Iterator[Doubt]:
    """What is asked must be able to be so on the day."""
    for path, event in _events(scenario):
        if event.condition:
            for why in filter(None, (_never_met(scenario, event), _always_barred(scenario, event))):
                yield Doubt((*path, "if"), f"never happens: {why}")


def talks_go_on(scenario: Scenario) -> Iterator[Doubt]:
    """Nothing happens in talks that an earlier event has surely ended."""
    ends = [(path, event) for path, event in _events(scenario) if event.ends_talks and _is_sure(event)]
    for path, event in _events(scenario):
        for other, end in ends:
            if event.day and end.day and event.day.support[0] > end.day.support[1]:
                yield Doubt((*path, "day"), f"never happens: {other[-1]} has ended the talks by then")
                break


def what_is_set_counts(scenario: Scenario) -> Iterator[Doubt]:
    """A number that does nothing does nothing either when an event sets it; in company it may."""
    for path, event in _events(scenario):
        sets, then = event.sets or Sets(), during(scenario, event)
        for name, numbers in sets.actors.items():
            actor = then.actors[name]
            part = BlockPart(actor.role, ("actors", name), actor)
            for key, _ in numbers_of(numbers):
                reason = WHY.get((part.kind, key))
                if why := reason(then, part) if reason else None:
                    told = f"{nothing(why)}: {why}"
                    yield Doubt((*path, "sets", "actors", name, key), told, idle=True)


def _events(scenario: Scenario) -> Iterator[tuple[Path, Event]]:
    """Those that can be heeded, with the way to each."""
    for v, event in enumerate(scenario.events if scenario.protocol == "mediated" else ()):
        yield ("events", event.name or str(v)), event


def _is_sure(event: Event) -> bool:
    """Does it happen on its day, come what may?"""
    return event.day is not None and event.condition is None and not may_be(event.chance, 1.0)


def _never_met(scenario: Scenario, event: Event) -> str | None:
    """Why the condition of an event is never met."""
    condition = event.condition
    asked = condition.ceasefire if condition else None
    if asked in ("in_force", "broken") and (why := _no_truce_by(scenario, event, asked)):
        return why
    other = _named(scenario, condition.event if condition else None)
    if other and event.day and other.day:
        return f"{other.name} comes later" if other.day.support[0] > event.day.support[1] else None
    return None


def _always_barred(scenario: Scenario, event: Event) -> str | None:
    """Why what may not be always is."""
    unless = event.condition.unless if event.condition else None
    if unless and unless.ceasefire == "none":
        return _no_truce_by(scenario, event, "in_force")
    other = _named(scenario, unless.event if unless else None)
    if other and event.day and other.day and _is_sure(other):
        return f"{other.name} has always happened by then" if _is_by(other.day, event.day) else None
    return None


def _no_truce_by(scenario: Scenario, event: Event, asked: str) -> str | None:
    """Why on the day of an event no ceasefire can be in force, or broken."""
    part = BlockPart("ceasefire", ("ceasefire",), scenario.ceasefire or scenario)
    if why := no_truce(scenario, part):
        return why
    if asked == "broken" and (why := nothing_breaks(scenario, part)):
        return why
    early = event.day is not None and event.day.support[1] <= scenario.pace_days
    return "before the first text there is no ceasefire" if early else None


def _is_by(one: Quantity, other: Quantity) -> bool:
    """Is one day never later than the other?"""
    return one.support[1] <= other.support[0]


def _named(scenario: Scenario, name: str | None) -> Event | None:
    return next((event for event in scenario.events if name and event.name == name), None)


DOUBTS = (events_last, conditions_may_hold, talks_go_on, what_is_set_counts)
