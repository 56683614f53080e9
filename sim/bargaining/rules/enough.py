"""Whose signatures are enough, where not all are needed: walks through the diagram of coalitions. Formulas 9, 10."""

import math

from sim.bargaining.compiled import compiled, inner
from sim.bargaining.records import Records, SignatureNode
from sim.bargaining.types import NO, YES, Array, Table

LOSES, WINS = 0, 1  # nodes at which all is decided, as in sim/scenario/signatures.py


@inner
def all_must_sign(nodes: Records[SignatureNode]) -> bool:
    """Is every party needed? Then nobody asks for coalitions."""
    return nodes.shape[0] == 0


@inner
def are_enough(nodes: Records[SignatureNode], signs: Array) -> bool:
    """Are those who sign, signs [party], enough?"""
    node = nodes.shape[0] - 1
    while node > WINS:
        node = nodes[node].yes if signs[nodes[node].party] > 0.0 else nodes[node].no
    return bool(node == WINS)


@inner
def chance_of_enough(nodes: Records[SignatureNode], signs: Array, odds: Array) -> float:
    """Chance that enough sign, each with its own chance, signs [party]: the sum over all coalitions that suffice."""
    odds[LOSES], odds[WINS] = 0.0, 1.0
    for node in range(WINS + 1, nodes.shape[0]):
        step = nodes[node]
        chance = signs[step.party]
        odds[node] = chance * odds[step.yes] + (1.0 - chance) * odds[step.no]
    return float(odds[nodes.shape[0] - 1])


@inner
def lacking_to_enough(nodes: Records[SignatureNode], short: Array, odds: Array) -> float:
    """What the party worst served lacks, short [party], in the coalition that lacks least of those that suffice."""
    odds[LOSES], odds[WINS] = math.inf, -math.inf
    for node in range(WINS + 1, nodes.shape[0]):
        step = nodes[node]
        odds[node] = min(max(short[step.party], odds[step.yes]), odds[step.no])
    return float(odds[nodes.shape[0] - 1])


@compiled
def signed_by_enough(table: Table, joining: int) -> bool:
    """Are those parties enough that said yes, were party `joining` among them? -1: as they are."""
    whole = True
    for i in range(table.talks.parties):
        yes = table.actor[i].answer == YES or i == joining
        table.signs[i] = 1.0 if yes else 0.0
        whole = whole and yes
    return whole if all_must_sign(table.nodes) else are_enough(table.nodes, table.signs)


@compiled
def is_signed(table: Table) -> bool:
    """Have enough parties signed, and all consented who were asked?"""
    for a in range(table.talks.parties, table.actor.shape[0]):
        if table.actor[a].answer == NO:
            return False
    return signed_by_enough(table, -1)
