"""Factions that change nothing: of their party's mind, content with anything, or never asked."""

from __future__ import annotations

from collections.abc import Iterator

from sim.doubts.doubt import Doubt, any_may_be, may_be
from sim.scenario.actors import Party
from sim.scenario.schema import Scenario


def factions_do_something(scenario: Scenario) -> Iterator[Doubt]:
    """Each way to decide looks at some of what a faction can say."""
    for name, party in scenario.parties.items():
        path = ("actors", name)
        if party.decision != "weighted" and not party.factions and scenario.protocol == "mediated":
            yield Doubt((*path, "decision"), "has no effect: there are no `factions`", idle=True)
        elif party.factions and party.decision == "weighted":
            yield from _weighted(path, party)
        elif party.factions:
            yield from _bound(path, party, asked=name in scenario.divided, protocol=scenario.protocol)


def _weighted(path: tuple[str, ...], party: Party) -> Iterator[Doubt]:
    if not any(faction.weight or faction.value for faction in party.factions.values()):
        yield Doubt(
            (*path, "factions"), "change nothing: none has a `weight` or a `value` of its own", idle=True
        )
    for name, faction in party.factions.items():
        if may_be(faction.floor):
            told = "has no effect: with `decision: weighted` no faction holds anything back"
            yield Doubt((*path, "factions", name, "floor"), told, idle=True)


def _bound(path: tuple[str, ...], party: Party, *, asked: bool, protocol: str) -> Iterator[Doubt]:
    if not asked:
        told = f"have no effect: under `protocol: {protocol}` nobody asks what they can bear"
        yield Doubt((*path, "factions"), told, idle=True)
        return
    if not any_may_be(faction.floor for faction in party.factions.values()):
        yield Doubt((*path, "factions"), "change nothing: none has a `floor`", idle=True)
    for name, faction in party.factions.items():
        if party.decision == "veto" and may_be(faction.say, 1.0):
            told = "has no effect: with `decision: veto` each has the same say"
            yield Doubt((*path, "factions", name, "say"), told, idle=True)


DOUBTS = (factions_do_something,)
