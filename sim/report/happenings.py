"""Events in words: when, on which condition, for how long, and what they set."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sim.analysis.summary import Summary
from sim.report import amounts, assumptions, inputs, wording
from sim.scenario.events import Circumstances, Event
from sim.scenario.quantities import Fixed, Quantity
from sim.scenario.schema import Scenario

CEASEFIRE = {
    "in_force": "a ceasefire is in force",
    "none": "no ceasefire is in force",
    "broken": "a ceasefire has collapsed by then",
}


def events_told(scenario: Scenario) -> tuple[str, ...]:
    """What a table of numbers cannot say of events. Where the protocol knows of none, that is told elsewhere."""
    if scenario.protocol != "mediated":
        return ()
    events = enumerate(scenario.events)
    return tuple(_told(scenario, v, event) for v, event in events if _has_more(event))


def set_by(scenario: Scenario, name: str, drawn: Sequence[tuple[str, float]]) -> str:
    """What an event changes when it begins, with the numbers that were drawn for it; nothing if it sets nothing."""
    numbers = [(path, amounts.short_number(number)) for path, number in drawn]
    named = (event for v, event in enumerate(scenario.events) if name == (event.name or str(v)))
    said = [text for event in named for text in _set(scenario, event, numbers)]
    return f" From now on {wording.listed(said)}." if said else ""


def ended(scenario: Scenario, summary: Summary) -> str:
    """Which events ended the talks, how often; empty if none did."""
    said = [
        f"{wording.event(scenario, one.event)} {amounts.estimate(one.share)} of replications, "
        f"{amounts.estimate(one.of_failures)} of failures"
        for one in summary.ended
        if one.share.hits
    ]
    return " · ".join(said)


def _has_more(event: Event) -> bool:
    return bool(event.until or event.condition or event.sets or event.ends_talks)


def _told(scenario: Scenario, v: int, event: Event) -> str:
    named = event.name or event.label
    called = wording.sentence(wording.event(scenario, event.name or str(v))) if named else f"Event {v}"
    numbers = event.sets.numbers if event.sets else ()
    what = list(_set(scenario, event, [(path, assumptions.in_words(number)) for path, number in numbers]))
    if event.ends_talks:
        what = ["the talks end"]
    told = "; ".join(what) or "what it shifts is in force"
    return f"{called}, {_when(scenario, event)}{_if(scenario, event.condition)}: {told}."


def _when(scenario: Scenario, event: Event) -> str:
    if event.rate:
        return f"at random, {assumptions.in_words(event.rate)} times a day"
    since = f"from {_day(scenario, event.day)} on" if event.day else "never"
    if event.ends_talks:
        return since.removeprefix("from ").removesuffix(" on")
    return (
        since if event.until is None else f"{since.removesuffix(' on')} until {_day(scenario, event.until)}"
    )


def _day(scenario: Scenario, day: Quantity) -> str:
    if isinstance(day, Fixed):
        return wording.when(scenario, day.value)
    return f"a day ({assumptions.in_words(day)})"


def _if(scenario: Scenario, condition: Circumstances | None) -> str:
    """The condition behind the time."""
    if condition is None:
        return ""
    bars = getattr(condition, "unless", None)
    so, but = list(_facts(scenario, condition)), list(_facts(scenario, bars)) if bars else []
    return (f", if {wording.listed(so)}" if so else "") + (
        f", unless {wording.listed(but, 'or')}" if but else ""
    )


def _facts(scenario: Scenario, so: Circumstances) -> Iterator[str]:
    if so.ceasefire:
        yield CEASEFIRE[so.ceasefire]
    if so.event:
        yield f"“{wording.event(scenario, so.event)}” has happened by then"


def _set(scenario: Scenario, event: Event, numbers: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Each number and red line that an event sets."""
    for path, number in numbers:
        yield f"{inputs.plainly(scenario, path).removesuffix(',')} is {number}"
    for party, issue, options in event.sets.lines if event.sets else ():
        whose, topic = wording.actor(scenario, party), wording.issue(scenario, issue)
        crossing = [f"“{wording.option(scenario.issues[issue], option)}”" for option in options]
        does = f"rules out {wording.listed(crossing)}" if crossing else "is lifted"
        yield f"the red line of {whose} on “{topic}” {does}"
