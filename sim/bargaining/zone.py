"""The zone of possible agreement: what everybody would rather sign than fight on."""

from sim.bargaining.compiled import compiled, inner
from sim.bargaining.enough import all_must_sign, are_enough
from sim.bargaining.nouns import Record, Table
from sim.bargaining.rules import at_least
from sim.bargaining.views import judge_package


@compiled
def has_zone(table: Table) -> bool:
    """Is some package acceptable today to all, or to enough? One that matters is, if any is."""
    talks, every = table.talks, all_must_sign(table.nodes)
    for m in range(talks.named, talks.listed):
        if (promises(table, m) if every else may_be_enough(table, m)) and table.offer[m].consented:
            judge_package(talks, table.actor, table.judged, m)
            if better_than_war(table, m) if every else better_for_enough(table, m):
                return True
    return False


@inner
def promises(table: Table, m: int) -> bool:
    """Is package m, were it perceived at its full utility, better than war for everybody?"""
    for i in range(table.talks.parties):
        if not at_least(table.utility[i, m], table.actor[i].reservation):
            return False
    return True


@inner
def better_than_war(table: Table, m: int) -> bool:
    """Would every party rather sign package m than fight on?"""
    for i in range(table.talks.parties):
        if not rather_signs(table.actor[i], table.judged[m, i]):
            return False
    return True


@inner
def may_be_enough(table: Table, m: int) -> bool:
    """As `promises`, for enough of them."""
    for i in range(table.talks.parties):
        table.signs[i] = 1.0 if at_least(table.utility[i, m], table.actor[i].reservation) else 0.0
    return are_enough(table.nodes, table.signs)


@inner
def better_for_enough(table: Table, m: int) -> bool:
    """As `better_than_war`, for enough of them."""
    for i in range(table.talks.parties):
        table.signs[i] = 1.0 if rather_signs(table.actor[i], table.judged[m, i]) else 0.0
    return are_enough(table.nodes, table.signs)


@inner
def rather_signs(me: Record, eyes: Record) -> bool:
    """Would I, a party, rather sign the package than fight on?"""
    return not eyes.barred and at_least(eyes.value, me.reservation)
