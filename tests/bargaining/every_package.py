"""Is there a zone of agreement? Every package there is, looked at in plain NumPy: an oracle for large scenarios.

As a program: python -m tests.bargaining.every_package RUNS SCENARIO says how often the engine is wrong.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

import numpy as np

from sim.bargaining.protocols.mediated.session import Session
from sim.bargaining.run.batch import play
from sim.bargaining.setup.streams import Streams
from sim.bargaining.types import Array
from sim.scenario.reading import read
from sim.scenario.schema import Scenario

TIE = 2.0**-30


def zones_by_brute_force(scenario: Scenario, replication: int) -> Iterator[bool]:
    """Round by round: is there a package that all would rather sign than fight on?"""
    session, every = begun(scenario, replication)
    while session.running:
        session.step()
        yield zone(session, every)


def zone_first_and_last(scenario: Scenario, replication: int) -> tuple[bool, bool]:
    """The same in the first round and in the last, for less."""
    session, every = begun(scenario, replication)
    session.step()
    first = zone(session, every)
    while session.running:
        session.step()
    return first, zone(session, every)


def begun(scenario: Scenario, replication: int) -> tuple[Session, Array]:
    """Talks before their first round, and every [package, issue] option that can be signed in them."""
    session = Session(scenario, Streams(1, replication, 1))
    options = session.frame.options
    every = np.stack(np.unravel_index(np.arange(np.prod(options)), options), axis=1)
    return session, allowed(session, every)


def zone(session: Session, every: Array) -> bool:
    """In the round just played. every [package, issue] option."""
    fine, content = consented(session, every), []
    for i in range(int(session.talks["parties"])):
        me = session.table.actor[i]
        content.append(value(session, every, i) >= me["reservation"] - TIE)
        for k in np.flatnonzero(session.draw.genuine[i]):
            content[i] &= ~session.draw.lines[i, k, every[:, k]]
        content[i] &= borne(session, every, i)
    return bool((fine & carried(session, np.stack(content, axis=1))).any())


def borne(session: Session, every: Array, i: int) -> Array:
    """[package] do those factions of a party get what they need on which it hangs?"""
    block = session.scenario.parties[session.seats.parties[i]]
    mine = np.flatnonzero(session.draw.faction["party"] == i)
    if not len(mine):
        return np.ones(len(every), np.bool_)
    links = [
        utility(session, every, i) - sum(session.draw.gain[i, k, every[:, k]] for k in range(every.shape[1]))
    ]
    worth = [sum(session.draw.faction_gain[f, k, every[:, k]] for k in range(every.shape[1])) for f in mine]
    content = np.stack(worth) + links >= session.draw.faction["floor"][mine, None] - TIE
    if block.decision == "veto":
        return np.asarray(content.all(axis=0))
    return np.asarray(session.draw.faction["say"][mine] @ content > 0.5 + TIE)


def carried(session: Session, signs: Array) -> Array:
    """[package] are those enough who sign, signs [package, party]?"""
    rule, parties = session.scenario.signatures, session.seats.parties
    votes = np.array([rule.weights.get(party, 1.0) for party in parties])
    enough = signs @ votes >= rule.quota * votes.sum() - TIE
    enough &= signs.sum(axis=1) >= rule.members * len(parties) - TIE
    return np.asarray(enough & signs[:, [parties.index(name) for name in rule.required]].all(axis=1))


def utility(session: Session, every: Array, a: int) -> Array:
    """[package] by the weights, and by what links add."""
    worth = sum(session.draw.gain[a, k, every[:, k]] for k in range(every.shape[1]))
    for n, never in enumerate(session.frame.links.never):
        worth += 0.0 if never else session.draw.synergy[n, a] * goes_with(session, every, n)
    return np.asarray(worth)


def goes_with(session: Session, every: Array, n: int) -> Array:
    """[package] does link n hold?"""
    when = session.frame.links.when[n]
    return np.all([when[k, every[:, k]] for k in range(every.shape[1])], axis=0)


def allowed(session: Session, every: Array) -> Array:
    """Those that no link excludes."""
    broken = [goes_with(session, every, n) for n in np.flatnonzero(session.frame.links.never)]
    return every[~np.any(broken, axis=0)] if broken else every


def value(session: Session, every: Array, i: int) -> Array:
    """[package] as a party perceives it. Formulas 2 and 7."""
    frame, talks, me = session.frame, session.talks, session.table.actor[i]
    worth, missing = utility(session, every, i), np.ones(len(every))
    for k in range(every.shape[1]):
        if frame.guarantor[k] >= 0 and frame.protects[k, i]:
            word = session.table.actor[frame.guarantor[k]]["credibility_now"]
            missing *= 1.0 - word * session.draw.guards[k, every[:, k]]
    cover = talks["cover"] if talks["proposer"] == talks["mediator_seat"] else 0.0
    fear = me["distrust_now"] * missing * np.maximum(0.0, worth - me["war_value"] + me["exposure"])
    face = me["audience_cost"] * (1.0 - cover) * np.maximum(0.0, me["aspiration"] - worth)
    return np.asarray(worth - fear - face)


def consented(session: Session, every: Array) -> Array:
    """[package] is everybody content whose consent it needs?"""
    fine = np.ones(len(every), np.bool_)
    for a in range(int(session.talks["parties"]), len(session.table.actor)):
        asked = np.zeros(len(every), np.bool_)
        for k in range(every.shape[1]):
            asked |= session.frame.needs[k, every[:, k], a]
        fine &= ~asked | (utility(session, every, a) >= session.table.actor[a]["floor_now"] - TIE)
    return fine


def main(runs: int, file: str) -> None:
    """Count how often the engine is wrong, ever and at the end."""
    scenario = read(file)
    outcomes = play(scenario, runs, 1)
    found = [list(zones_by_brute_force(scenario, replication)) for replication in range(runs)]
    ends, ever = np.array([each[-1] for each in found]), np.array([any(each) for each in found])
    print(f"ever: {ever.mean():.3f}, wrong {(ever != outcomes.zone).mean():.4f}")
    print(f"at the end: {ends.mean():.3f}, wrong {(ends != outcomes.zone_at_end).mean():.4f}")


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
