"""The luck of rounds, votes and turns: whole strands of it, from one stream each."""

from __future__ import annotations

from sim.bargaining.records import RoundLuck
from sim.bargaining.rules.slips import TABLE_TRUCE
from sim.bargaining.rules.unilateral import LIFE
from sim.bargaining.setup.sampling.events import event_name
from sim.bargaining.setup.sampling.home import home_path
from sim.bargaining.setup.sampling.records import Strand, Strands
from sim.bargaining.setup.sampling.tape import Term
from sim.bargaining.setup.structure import Seating, ratifiers
from sim.bargaining.types import Array
from sim.scenario.paths import dotted
from sim.scenario.schema import Scenario

# By field of RoundLuck: its stream.
STREAMS = {
    "shock": "war.shock",
    "mediator": "talks.mediator",
    "party": "talks.party",
    "life": "ceasefire.life",
    "cause": "ceasefire.cause",
}


def luck_of_rounds(scenario: Scenario, rounds: int) -> Strands:
    """[round] RoundLuck; who broke a ceasefire is asked only where there is a spoiler."""
    fields = RoundLuck.names
    strands = tuple(
        Strand(stream, rounds, fields.index(name), len(fields), normal=name == "shock")
        for name, stream in STREAMS.items()
        if scenario.spoilers or name != "cause"
    )
    return Strands((rounds,), strands)


def luck_of_events(scenario: Scenario, rounds: int) -> Strands:
    """[event, round]"""
    names = [event_name(scenario, v) for v in range(len(scenario.events))]
    return beside([dotted("events", name, "luck") for name in names], rounds)


def whims(scenario: Scenario, seats: Seating, rounds: int) -> Strands:
    """[party, round], if anybody acts on a whim."""
    anybody = {"random", "micro"} & {party.strategy for party in scenario.parties.values()}
    return beside([dotted("actors", party, "whim") for party in seats.parties], rounds if anybody else 0)


def slips(seats: Seating, actor: Array, rounds: int) -> Strands:
    """[party, round, what for], if anybody is not exact, or may not be."""
    precisions = actor["precision"][: len(seats.parties)].tolist()
    exact = all(not isinstance(each, Term) and each == float("inf") for each in precisions)
    streams = [dotted("actors", party, "slips") for party in seats.parties]
    return beside(streams, 0 if exact else rounds, TABLE_TRUCE + 1)


def occasions(scenario: Scenario, seats: Seating, rounds: int) -> Strands:
    """[party, round, what for], if anybody may declare a ceasefire of its own."""
    streams = [dotted("actors", party, "unilateral", "luck") for party in seats.parties]
    return beside(streams, rounds if scenario.declarers else 0, LIFE + 1)


def votes(scenario: Scenario, seats: Seating, rounds: int) -> Strands:
    """[ratifier, vote]"""
    again = any(party.ratify and party.ratify.on_no == "reopen" for party in scenario.parties.values())
    found = ratifiers(scenario, seats)
    return beside([home_path(party, name) for party, name in found], rounds if found and again else 1)


def beside(streams: list[str], *shape: int) -> Strands:
    """[stream, ...] one strand after the other."""
    width = 1
    for size in shape:
        width *= size
    strands = tuple(Strand(stream, width, width * n) for n, stream in enumerate(streams) if width)
    return Strands((len(streams), *shape), strands)
