"""Threats, texts, events and red lines that are there and change nothing."""

from __future__ import annotations

from collections.abc import Iterator

from sim.doubts.doubt import Doubt, any_may_be, may_be, parts
from sim.doubts.idle_actors import floor_counts, guarantees
from sim.scenario.events import Event
from sim.scenario.schema import Scenario

BLOWS = ("balance", "cost", "floor", "credibility", "sets", "ends_talks")


def levers_do_something(scenario: Scenario) -> Iterator[Doubt]:
    """A threat has to be possible, and to hurt."""
    levers = [
        (("actors", seat, "leverage", name), lever)
        for seat, mediator in scenario.mediators.items()
        for name, lever in mediator.leverage.items()
    ]
    for path, lever in levers if scenario.protocol == "mediated" else ():
        if not may_be(lever.probability):
            yield Doubt(path, "has no effect: its `probability` is 0", idle=True)
        elif scenario.war and not (may_be(lever.balance) or may_be(lever.cost, 1.0)):
            yield Doubt(path, "threatens nothing: its `balance` and `cost` change nothing")


def several_table(scenario: Scenario) -> Iterator[Doubt]:
    """Where several mediate, one at a time tables a text; who never does can only threaten, and give counsel."""
    rates = {name: mediator.proposal_rate for name, mediator in scenario.mediators.items()}
    if scenario.protocol == "mediated" and any_may_be(rates.values()):
        for name, rate in rates.items():
            if not may_be(rate):
                told = "it never tables a text: all that mediators table is the others'"
                yield Doubt(("actors", name, "proposal_rate"), told)


def events_do_something(scenario: Scenario) -> Iterator[Doubt]:
    """What happens should change something."""
    if scenario.protocol != "mediated":
        return
    for part in parts(scenario):
        if isinstance(part.block, Event) and not set(BLOWS) & set(part.said):
            told = (
                "changes nothing: it has no `balance`, `cost`, `floor`, `credibility`, `sets` or `ends_talks`"
            )
            yield Doubt(part.path, told)


def events_move_somebody(scenario: Scenario) -> Iterator[Doubt]:
    """A floor is there for who is asked, and a word for who gives it."""
    if scenario.protocol != "mediated":
        return
    for part in parts(scenario):
        if isinstance(part.block, Event):
            for name in part.block.credibility:
                if not guarantees(scenario, name):
                    told = "has no effect: it is no `guarantor` of any issue"
                    yield Doubt((*part.path, "credibility", name), told, idle=True)
            for name in part.block.floor:
                if not any(floor_counts(scenario, name, ceasefire=truce) for truce in (False, True)):
                    told = "decides nothing: no option needs its `consent`"
                    yield Doubt((*part.path, "floor", name), told, idle=True)


def red_lines_may_be_drawn(scenario: Scenario) -> Iterator[Doubt]:
    """A line that is never genuine is none."""
    if scenario.protocol != "challenge":
        for name, party in scenario.parties.items():
            for issue, line in party.red_lines.items():
                if not may_be(line.probability):
                    path = ("actors", name, "red_lines", issue)
                    yield Doubt(path, "has no effect: with `probability: 0` it is never genuine", idle=True)


DOUBTS = (
    levers_do_something,
    several_table,
    events_do_something,
    events_move_somebody,
    red_lines_may_be_drawn,
)
