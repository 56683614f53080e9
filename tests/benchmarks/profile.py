"""What a round of ceasefire30 is spent on: parts of it called often where they stand, in talks as they go."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from sim.bargaining.compiled import compiled
from sim.bargaining.protocols.mediated.round import weigh_pauses
from sim.bargaining.protocols.mediated.session import Session
from sim.bargaining.rules.ceasefire import choose_truce
from sim.bargaining.rules.tabling import set_demand, text_due
from sim.bargaining.rules.views import judge_package
from sim.bargaining.rules.war import value_war
from sim.bargaining.search.choosing import choose_package
from sim.bargaining.search.menu import compose_packages, compose_truces
from sim.bargaining.search.zone import has_zone
from sim.bargaining.setup.streams import Streams
from sim.bargaining.types import Finals, Table, Truces
from tests.benchmarks import drawing
from tests.benchmarks.engine import ceasefire30, per_round
from tests.benchmarks.row import Row, told
from tests.benchmarks.timing import cpu, least

REPLICATIONS, TIMES, RUNS = 24, 100, 4_000
NANO = 1e9


class State(NamedTuple):
    """Talks after a round, which stay as they are."""

    table: Table
    due: bool  # has a text been answered in this round?
    no_zone: bool  # had nobody found a zone before it?


class Found(NamedTuple):
    """Some replications."""

    started: list[Session]
    states: list[State]


# Each does so often what a round does once, and leaves everything as it would be after one of them.


@compiled
def compose_finals(finals: Finals, table: Table, times: int) -> None:
    """The menu of packages."""
    for _ in range(times):
        compose_packages(finals, table.talks, table.actor, False)


@compiled
def compose_pauses(truces: Truces, table: Table, times: int) -> None:
    """The menu of ceasefires."""
    for _ in range(times):
        compose_truces(truces, table.talks, table.actor)


@compiled
def choose_final(table: Table, times: int) -> int:
    """A package to table."""
    found = -1
    for _ in range(times):
        found = choose_package(table)
    return found


@compiled
def choose_pause(table: Table, times: int) -> int:
    """A ceasefire to table."""
    found = -1
    for _ in range(times):
        found = choose_truce(table)
    return found


@compiled
def look_for_zone(table: Table, times: int) -> int:
    """Is there anything that all would sign?"""
    found = 0
    for _ in range(times):
        found += has_zone(table)
    return found


@compiled
def take_stock(table: Table, times: int) -> None:
    """Everybody's war and demand, the named packages, a halt."""
    talks = table.talks
    for _ in range(times):
        for i in range(talks.parties):
            value_war(talks, table.actor, table.lever, i)
            set_demand(talks, table.actor, i)
        for m in range(talks.named):
            judge_package(talks, table.actor, table.judged, m)
        weigh_pauses(table)


def found() -> Found:
    """Some replications at their start, and after every round."""
    started = [Session(ceasefire30(), Streams(1, number, 1)) for number in range(REPLICATIONS)]
    return Found(started, [state for number in range(REPLICATIONS) for state in played(number)])


def played(number: int) -> Iterator[State]:
    """One of them, round by round."""
    session = Session(ceasefire30(), Streams(1, number, 1))
    while session.running:
        before, due = session.talks["zone_day"], text_due(session.talks) >= 0
        session.step()
        yield State(copied(session.table), due, bool(before != before))


def copied(table: Table) -> Table:
    """A table that stays as it is."""
    return Table(*(each.copy() for each in table))


def once(part: Callable[..., object], rooms: list[tuple[Any, ...]]) -> float:
    """CPU seconds of a part in all of these together, once in each."""
    for room in rooms[:1]:
        part(*room, 1)
    return least(lambda: cpu(lambda: [part(*room, TIMES) for room in rooms]), 3) / TIMES


def prices() -> Iterator[tuple[str, float]]:
    """Every part, CPU seconds of it in a round, whether it was called there or not."""
    sessions, states = found()
    due = [(state.table,) for state in states if state.due]
    texts = [(state.table,) for state in states if state.due and state.no_zone]
    parts: list[tuple[str, Callable[..., object], list[tuple[Any, ...]]]] = [
        ("composing packages", compose_finals, [(each.finals, each.table) for each in sessions]),
        ("composing ceasefires", compose_pauses, [(each.truces, each.table) for each in sessions]),
        ("choosing a package", choose_final, due),
        ("choosing a ceasefire", choose_pause, due),
        ("looking for a zone", look_for_zone, texts),
        ("taking stock", take_stock, [(state.table,) for state in states]),
    ]
    for what, part, rooms in parts:
        yield what, once(part, rooms) / len(states)
    yield "drawing", drawing.drawn(ceasefire30(), RUNS) / RUNS * len(sessions) / len(states)


def rows() -> Iterator[Row]:
    """Every part, and what is left of the whole."""
    whole = rest = per_round(ceasefire30(), RUNS)
    for what, price in prices():
        rest -= price
        yield line(what, price, whole)
    yield line("all else", rest, whole)
    yield line("all", whole, whole)


def line(what: str, price: float, whole: float) -> Row:
    """Nanoseconds, and which share."""
    return told(f"a round of ceasefire30: {what}", f"{price * NANO:,.0f} ns ({price / whole:.0%})")
