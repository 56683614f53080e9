"""The zone of possible agreement: what everybody would rather sign than fight on."""

from sim.bargaining.compiled import compiled, inner
from sim.bargaining.enough import all_must_sign, are_enough
from sim.bargaining.nouns import Record, Table
from sim.bargaining.rules import at_least
from sim.bargaining.views import judge_package


@compiled
def has_zone(table: Table) -> bool:
    """Is some package acceptable today to all, or to enough? One that matters is, if any is."""
    talks = table.talks
    for m in range(talks.named, talks.listed):
        if promises(table, m) and table.offer[m].consented:
            judge_package(talks, table.actor, table.judged, m)
            if better_than_war(table, m):
                return True
    return False


@inner
def promises(table: Table, m: int) -> bool:
    """Is package m, were it perceived at its full utility, better than war for everybody, or for enough?"""
    every = all_must_sign(table)
    for i in range(table.talks.parties):
        better = at_least(table.utility[i, m], table.actor[i].reservation)
        if every and not better:
            return False
        table.signs[i] = 1.0 if better else 0.0
    return every or are_enough(table.nodes, table.signs)


@inner
def better_than_war(table: Table, m: int) -> bool:
    """Would every party, or would enough of them, rather sign package m than fight on?"""
    every = all_must_sign(table)
    for i in range(table.talks.parties):
        better = rather_signs(table.actor[i], table.judged[m, i])
        if every and not better:
            return False
        table.signs[i] = 1.0 if better else 0.0
    return every or are_enough(table.nodes, table.signs)


@inner
def rather_signs(me: Record, eyes: Record) -> bool:
    """Would I, a party, rather sign the package than fight on?"""
    return not eyes.barred and at_least(eyes.value, me.reservation)
