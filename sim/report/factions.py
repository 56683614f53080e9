"""Factions: who is bound by them and how, and for whose sake parties refuse."""

from __future__ import annotations

from collections.abc import Iterator

from sim.analysis.summary import Summary
from sim.report import amounts, wording
from sim.scenario.actors import Party
from sim.scenario.schema import Scenario

HOW = {
    "weighted": "wants what its factions want on average, by their say",
    "majority": "signs nothing that factions with half of the say or more cannot bear",
    "veto": "signs nothing that any of its factions cannot bear",
}


def told(scenario: Scenario) -> Iterator[str]:
    """What binds whom, for the assumptions."""
    for name, party in scenario.parties.items():
        if party.factions:
            camps = wording.listed([wording.faction(scenario, name, faction) for faction in party.factions])
            who = wording.sentence(wording.actor(scenario, name))
            yield f"{who} {_how(scenario, name, party)}: {camps}."


def _how(scenario: Scenario, name: str, party: Party) -> str:
    if party.decision == "weighted" or name in scenario.divided:
        return HOW[party.decision]
    return "has factions that nobody asks under this protocol"


def held_back(scenario: Scenario, summary: Summary) -> str:
    """Which factions held their parties back from the last package, and how often; empty if none did."""
    parts = [
        f"{wording.faction(scenario, one.party, one.faction)} ({wording.actor(scenario, one.party)}) "
        f"{amounts.estimate(one.share)}"
        for one in summary.held_back
        if one.share.hits
    ]
    return f"{' · '.join(parts)} of failures" if parts else ""
