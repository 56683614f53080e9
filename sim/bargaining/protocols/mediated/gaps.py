"""How near a round came to a text that all would sign."""

import math

from sim.bargaining.compiled import compiled, inner
from sim.bargaining.records import Records, SignatureNode
from sim.bargaining.rules.enough import all_must_sign, lacking_to_enough
from sim.bargaining.rules.views import judge_package
from sim.bargaining.types import Array, Table


@inner
def nearest(table: Table) -> float:
    """What the party worst served, of those needed, lacks of the best text on the menu; below 0 if they would sign."""
    best = math.inf
    for m in range(table.talks.named, table.talks.listed):
        if table.offer[m].consented:
            judge_package(table.talks, table.actor, table.judged, m)
            worst = -math.inf
            for i in range(table.talks.parties):
                eyes = table.judged[m, i]
                table.signs[i] = math.inf if eyes.barred else table.actor[i].demand - eyes.value
                worst = max(worst, table.signs[i])
            if not all_must_sign(table.nodes):
                worst = lacking_to_enough(table.nodes, table.signs, table.odds)
            best = min(best, worst)
    return best


@compiled
def spare_others(nodes: Records[SignatureNode], odds: Array, short: Array) -> None:
    """Of each text, forget what those lack, short [text, party], without whom it is signed as soon as with them."""
    for row in range(short.shape[0]):
        needed = lacking_to_enough(nodes, short[row], odds)
        for i in range(short.shape[1]):
            if short[row, i] > needed:
                short[row, i] = -math.inf
