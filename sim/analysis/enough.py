"""Whether those who sign are enough, in many replications at once."""

from __future__ import annotations

import numpy as np

from sim.bargaining.outcomes import Flags
from sim.scenario.schema import Scenario
from sim.scenario.signatures import LOSES, WINS, Coalitions


def coalitions(scenario: Scenario) -> Coalitions:
    """Of the parties, in the order of the file."""
    return Coalitions(scenario.signing, tuple(scenario.parties))


def some_are_enough(scenario: Scenario) -> bool:
    """Can a package be signed that some party does not sign?"""
    return not coalitions(scenario).unanimous


def enough(scenario: Scenario, would: Flags) -> Flags:
    """[replication] would all sign, or enough of the parties and everybody else? would[replication, signer]."""
    if not some_are_enough(scenario):
        return np.asarray(np.all(would, axis=1))
    others = [a for a, name in enumerate(scenario.signers) if name not in scenario.parties]
    seats = [a for a in range(would.shape[1]) if a not in others]
    return np.asarray(would[:, others].all(axis=1) & _carried(coalitions(scenario), would[:, seats]))


def _carried(game: Coalitions, signs: Flags) -> Flags:
    """[replication] signs[replication, party]."""
    found = {LOSES: np.zeros(len(signs), np.bool_), WINS: np.ones(len(signs), np.bool_)}
    for place, node in enumerate(game.nodes[WINS + 1 :], WINS + 1):
        found[place] = np.where(signs[:, node.party], found[node.yes], found[node.no])
    return found[len(game.nodes) - 1]
