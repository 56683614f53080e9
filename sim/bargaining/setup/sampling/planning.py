"""Scenario -> Plan: the whole of a draw noted once, in the order in which the page of results names its inputs."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from typing import Any

from sim.bargaining.records import EventSetting
from sim.bargaining.setup.relevance import is_read
from sim.bargaining.setup.sampling.actors import draw_actors, empty_seats
from sim.bargaining.setup.sampling.assembling import assembled
from sim.bargaining.setup.sampling.clauses import (
    draw_genuine,
    draw_guards,
    draw_lines,
    draw_synergy,
    draw_truce_table,
    draw_worth,
)
from sim.bargaining.setup.sampling.events import draw_events, draw_settings, draw_shocks
from sim.bargaining.setup.sampling.home import (
    average_factions,
    draw_divisions,
    draw_ratifier_gains,
    empty_ratifiers,
)
from sim.bargaining.setup.sampling.plan import Plan
from sim.bargaining.setup.sampling.records import records
from sim.bargaining.setup.sampling.rounds import (
    luck_of_events,
    luck_of_rounds,
    occasions,
    slips,
    votes,
    whims,
)
from sim.bargaining.setup.sampling.sampler import Free, Sampler
from sim.bargaining.setup.sampling.talks import draw_talks, of_truce
from sim.bargaining.setup.sampling.tape import Tape
from sim.bargaining.setup.sampling.tastes import draw_gains, draw_salience, draw_weights
from sim.bargaining.setup.streams import tied
from sim.bargaining.setup.structure import Seating, seating
from sim.bargaining.types import Draw
from sim.scenario.bundles import copulas
from sim.scenario.schema import Scenario


def planned(scenario: Scenario, rounds: int, given: Collection[str] = ()) -> Plan:
    """What is drawn for a replication of so many rounds. given: paths of numbers that may be told and not drawn."""
    return _planned(scenario, rounds, frozenset(given))


@lru_cache(maxsize=16)  # who plays one replication after another, or a scenario beside a few of its variants
def _planned(scenario: Scenario, rounds: int, given: frozenset[str]) -> Plan:
    tape = Tape()
    sampler = Sampler(tape, tied(Free(tape), copulas(scenario)), given)
    drawn = noted(scenario, seating(scenario), rounds, sampler)
    read = {path: number for path, number in sampler.drawn.items() if is_read(scenario.protocol, path)}
    return assembled(tape, drawn, read)


def noted(scenario: Scenario, seats: Seating, rounds: int, sampler: Sampler) -> Draw:
    """All that is drawn."""
    weights = {actor: draw_weights(scenario, seats, actor, sampler) for actor in seats.actors}
    (actor, lever), ratifier = empty_seats(scenario, seats), empty_ratifiers(scenario, seats)
    talks = draw_talks(scenario, seats, actor, sampler)
    draw_actors(scenario, seats, actor, lever, ratifier, sampler)
    gain = draw_gains(scenario, seats, weights, sampler)
    average_factions(scenario, seats, weights, gain, sampler)
    faction, faction_gain = draw_divisions(scenario, seats, weights, gain, sampler)
    talking = (
        rounds if scenario.protocol == "mediated" else 1
    )  # of the others only a picture of the first is made
    tables: dict[str, Any] = {
        "talks": talks,
        "actor": actor,
        "gain": gain,
        "guards": draw_guards(scenario, seats, sampler),
        "lines": draw_lines(scenario, seats),
        "genuine": draw_genuine(scenario, seats, sampler),
        "halts": draw_truce_table(scenario, seats, sampler, "halts", 0.0),
        "worth": draw_worth(scenario, seats, sampler),
        "hazard": draw_truce_table(scenario, seats, sampler, "hazard", 1.0),
        "event": draw_events(scenario, sampler),
        "shock": draw_shocks(scenario, seats, sampler),
        "event_luck": luck_of_events(scenario, talking),
        "setting": records(EventSetting, 0),
        "luck": luck_of_rounds(scenario, talking),
        "whim": whims(scenario, seats, rounds),
        "salience": draw_salience(scenario, seats, weights, sampler),
        "ratifier": ratifier,
        "ratifier_gain": draw_ratifier_gains(scenario, seats, weights, gain, sampler),
        "ratifier_luck": votes(scenario, seats, rounds),
        "faction": faction,
        "faction_gain": faction_gain,
        "synergy": draw_synergy(scenario.links, scenario.issues, seats, sampler, "links"),
        "truce_synergy": draw_synergy(*of_truce(scenario), seats, sampler, "ceasefire", "links"),
        "slips": slips(seats, actor, rounds),
        "occasions": occasions(scenario, seats, talking),
        "lever": lever,
    }
    drawn = Draw(**tables)
    return drawn._replace(setting=draw_settings(scenario, seats, drawn, sampler))
