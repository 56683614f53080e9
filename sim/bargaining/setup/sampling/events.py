"""Events: when they come, what they shift, what they set while they last."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.bargaining.records import Actor, EventCell, EventSetting, Shock, Talks
from sim.bargaining.records import Event as EventRecord
from sim.bargaining.setup.cells import cells
from sim.bargaining.setup.sampling.actors import draw_actors, empty_seats
from sim.bargaining.setup.sampling.clauses import draw_genuine, draw_lines
from sim.bargaining.setup.sampling.home import draw_ratifier_gains, empty_ratifiers
from sim.bargaining.setup.sampling.records import records
from sim.bargaining.setup.sampling.sampler import Apart, Sampler
from sim.bargaining.setup.sampling.talks import draw_talks
from sim.bargaining.setup.sampling.tape import Number
from sim.bargaining.setup.sampling.tastes import draw_gains, draw_weights
from sim.bargaining.setup.structure import Seating, position, ratifiers
from sim.bargaining.types import (
    CONDITIONS,
    IN_ACTOR,
    IN_GAIN,
    IN_GAIN_AT_HOME,
    IN_GENUINE,
    IN_LINES,
    IN_TALKS,
    Array,
    Draw,
)
from sim.scenario.events import Event
from sim.scenario.lasting import during
from sim.scenario.paths import dotted
from sim.scenario.schema import Scenario


class Movable(NamedTuple):
    """What events can set, by kind of cell."""

    talks: Array
    actor: Array
    gain: Array
    ratifier_gain: Array
    lines: Array
    genuine: Array

    def at(self, cell: EventCell) -> Number:
        """The number in one cell."""
        if cell.kind == IN_TALKS:
            return self.talks[Talks.names[cell.field]][()]
        if cell.kind == IN_ACTOR:
            return self.actor[Actor.names[cell.field]][cell.seat]
        if cell.kind == IN_GENUINE:
            return self.genuine[cell.seat, cell.field]
        table = {IN_GAIN: self.gain, IN_GAIN_AT_HOME: self.ratifier_gain, IN_LINES: self.lines}[cell.kind]
        return table[cell.seat, cell.field, cell.option]


def event_name(scenario: Scenario, v: int) -> str:
    """The name of an event, or its number."""
    return scenario.events[v].name or str(v)


def draw_events(scenario: Scenario, sampler: Sampler) -> Array:
    """[event] Event; an event without a day comes at its rate."""
    table = records(EventRecord, len(scenario.events))
    for v, event in enumerate(scenario.events):
        row, path = table[v], dotted("events", event_name(scenario, v))
        row["came"] = np.inf
        for key in ("day", "until", "rate", "balance"):
            row[key] = sampler.optional(f"{path}.{key}", getattr(event, key))
        if event.day is None:
            row["day"] = np.nan
        if event.until is None:
            row["until"] = np.inf
        row["sets"], row["ends"] = event.sets is not None, event.ends_talks
        set_condition(scenario, event, row)
        if event.chance.span != (1.0, 1.0) or f"{path}.chance" in sampler.given:
            chance = sampler.number(f"{path}.chance", event.chance)
            happens = sampler.coin(f"{path}.happens", event.chance, chance)
            row["day"], row["rate"] = (
                np.where(happens, row["day"], np.nan),
                np.where(happens, row["rate"], 0.0),
            )
    return table


def set_condition(scenario: Scenario, event: Event, row: Array) -> None:
    """On which condition an event happens: what must be so, and what may not."""
    names, condition = [event_name(scenario, v) for v in range(len(scenario.events))], event.condition
    for so, truce, after in (
        (condition, "truce", "after"),
        (condition and condition.unless, "no_truce", "not_after"),
    ):
        row[truce] = CONDITIONS.index(so.ceasefire if so else None)
        row[after] = position(names, so.event if so else None)


def draw_shocks(scenario: Scenario, seats: Seating, sampler: Sampler) -> Array:
    """[event, actor] Shock."""
    table = records(Shock, len(scenario.events), len(seats.actors))
    table["cost"] = 1.0
    for v, event in enumerate(scenario.events):
        for key in Shock.names:
            for name, quantity in getattr(event, key).items():
                path = dotted("events", event_name(scenario, v), key, name)
                table[key][v, seats.actors.index(name)] = sampler.number(path, quantity)
    return table


def draw_settings(scenario: Scenario, seats: Seating, drawn: Draw, sampler: Sampler) -> Array:
    """[cell] EventSetting: what each event sets, beside what is there without it."""
    found = cells(scenario, seats.actors, seats.issues, ratifiers(scenario, seats))
    usual = Movable(**{name: getattr(drawn, name) for name in Movable._fields})
    table = records(EventSetting, len(found))
    events = dict.fromkeys(found["event"].tolist())
    during_event = {v: draw_during(scenario, seats, v, sampler) for v in events}
    for c, cell in enumerate(found):
        table["usual"][c] = usual.at(cell)
        table["value"][c] = during_event[int(cell.event)].at(cell)
    return table


def draw_during(scenario: Scenario, seats: Seating, v: int, sampler: Sampler) -> Movable:
    """What events can set, as it is while event v lasts. All luck but that of the numbers set is the usual one."""
    event = scenario.events[v]
    paths = frozenset(path for path, _ in event.sets.numbers) if event.sets else frozenset[str]()
    at = dotted("events", event_name(scenario, v), "sets")
    apart = Apart(sampler.tape, sampler.luck, sampler.given, at=at, paths=paths)
    scenario = during(scenario, event)
    weights = {actor: draw_weights(scenario, seats, actor, apart) for actor in seats.actors}
    (actor, lever), ratifier = empty_seats(scenario, seats), empty_ratifiers(scenario, seats)
    talks = draw_talks(scenario, seats, actor, apart)
    draw_actors(scenario, seats, actor, lever, ratifier, apart)
    gain = draw_gains(scenario, seats, weights, apart)
    found = Movable(
        talks=talks,
        actor=actor,
        gain=gain,
        ratifier_gain=draw_ratifier_gains(scenario, seats, weights, gain, apart),
        lines=draw_lines(scenario, seats),
        genuine=draw_genuine(scenario, seats, apart),
    )
    sampler.drawn |= apart.own
    return found
