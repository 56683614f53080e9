"""Why an actor does not sign a text: the worlds are looked at one by one, as long as there is patience for it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sim.app.draft.texts import Trial
from sim.bargaining.outcomes import REASONS
from sim.bargaining.protocols.session import Session, session
from sim.bargaining.rules.ceasefire import accepts_truce, consents_to_truce
from sim.bargaining.rules.tabling import accepts, consents, text_due, vote
from sim.bargaining.setup.streams import Streams
from sim.report import wording
from sim.scenario.schema import Scenario

WORLDS, AT_ONCE = 48, 8


@dataclass(frozen=True)
class Why:
    """How often an actor refuses for which reason, in so many worlds."""

    worlds: int
    refused: dict[str, Counter[str]]  # by actor: by reason

    def and_more(self, other: Why) -> Why:
        """Of both."""
        names = dict.fromkeys([*self.refused, *other.refused])
        both = {
            name: self.refused.get(name, Counter()) + other.refused.get(name, Counter()) for name in names
        }
        return Why(self.worlds + other.worlds, both)


def in_words(scenario: Scenario, name: str, found: Why) -> str:
    """Why somebody refuses, the most frequent reason first; nothing where it never does."""
    counted = found.refused.get(name, Counter())
    return ", ".join(f"{wording.reason(scenario, reason)} {count}" for reason, count in counted.most_common())


def why(trial: Trial, seed: int, worlds: int = WORLDS, first: int = 0) -> Why:
    """Of the text on trial."""
    refused: dict[str, Counter[str]] = {}
    for replication in range(first, first + worlds):
        for actor, reason in refusals(trial, seed, replication):
            refused.setdefault(actor, Counter())[reason] += 1
    return Why(worlds, refused)


def refusals(trial: Trial, seed: int, replication: int) -> list[tuple[str, str]]:
    """Who would not sign in one world, and why not: at its end, of a ceasefire when the first text is due."""
    world = session(trial.played, Streams(seed, replication, 1))
    if trial.ceasefire:
        world.step()
        while world.running and text_due(world.talks) < 0:
            world.step()
        row = world.seats.truce_proposals.index(trial.names[0])
        return [
            (name, reason)
            for a, name in enumerate(world.seats.actors)
            if (reason := _of_truce(world, row, a))
        ]
    while world.running:
        world.step()
    row = world.seats.proposals.index(trial.names[0])
    return [
        (name, reason) for a, name in enumerate(world.seats.actors) if (reason := _of_final(world, row, a))
    ]


def _of_final(world: Session, row: int, a: int) -> str:
    table, me, eyes = world.table, world.table.actor[a], world.table.judged[row, a]
    if a >= len(world.seats.parties):
        asked = world.seats.actors[a] not in world.scenario.spoilers
        return "consent" if asked and not consents(me, eyes) else ""
    me["demand"] = me["reservation"]  # the talks are over: what counts is whether it is better than none
    if accepts(me, eyes):
        return ""
    vote(table.talks, me, eyes, False, True)
    return REASONS[me["reason"]]


def _of_truce(world: Session, row: int, a: int) -> str:
    table, me, eyes = world.table, world.table.actor[a], world.table.clauses[row, a]
    if a >= len(world.seats.parties):
        asked = world.seats.actors[a] not in world.scenario.spoilers
        return "consent" if asked and not consents_to_truce(me, eyes) else ""
    return "" if accepts_truce(me, table.pause[row], eyes) else "war_pays"
