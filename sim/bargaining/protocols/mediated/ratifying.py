"""The second vote, at home. Formula 9."""

from sim.bargaining.compiled import compiled
from sim.bargaining.enough import all_must_sign, are_enough
from sim.bargaining.nouns import YES, Table
from sim.bargaining.rules import ratified
from sim.bargaining.tabling import RATIFICATION


@compiled
def is_ratified(table: Table, m: int) -> bool:
    """Does the signed package pass in every second vote at home? Where some are enough, whoever's fails stays out."""
    every = all_must_sign(table.nodes)
    for i in range(table.talks.parties):
        me = table.actor[i]
        if me.ratifies and me.answer == YES:
            chance = ratified(table.judged[m, i].utility, me.ratify_slope, me.ratify_mid)
            if me.ratify_luck >= chance:
                me.reason = RATIFICATION
                if every:
                    return False
        table.signs[i] = 1.0 if me.answer == YES and me.reason != RATIFICATION else 0.0
    return every or are_enough(table.nodes, table.signs)
