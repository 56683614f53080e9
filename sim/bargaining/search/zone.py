"""The zone of possible agreement: what everybody would rather sign than fight on."""

from sim.bargaining.compiled import compiled, inner
from sim.bargaining.records import Actor, Judged, Records, Records2, Talks
from sim.bargaining.rules.enough import all_must_sign, are_enough
from sim.bargaining.rules.rules import at_least
from sim.bargaining.rules.views import judge, judge_package
from sim.bargaining.types import Array, Table


@compiled
def has_zone(table: Table) -> bool:
    """Is some package acceptable today to all, or to enough? One that matters is, if any is."""
    talks, actor = table.talks, table.actor
    if not all_must_sign(table.nodes):
        return has_zone_for_enough(table)
    for m in range(talks.named, talks.listed):
        if promises(talks, actor, table.utility, m) and table.offer[m].consented:
            judge_package(talks, actor, table.judged, m)
            if better_than_war(talks, actor, table.judged, m):
                return True
    return False


@inner
def promises(talks: Talks, actor: Records[Actor], utility: Array, m: int) -> bool:
    """Is package m, were it perceived at its full utility, better than war for everybody?"""
    for i in range(talks.parties):
        if not at_least(utility[i, m], actor[i].reservation):
            return False
    return True


@inner
def better_than_war(talks: Talks, actor: Records[Actor], judged: Records2[Judged], m: int) -> bool:
    """Would every party rather sign package m than fight on?"""
    for i in range(talks.parties):
        if not rather_signs(actor[i], judged[m, i]):
            return False
    return True


@inner
def has_zone_for_enough(table: Table) -> bool:
    """Is some package acceptable to enough parties today?"""
    talks, actor = table.talks, table.actor
    for m in range(talks.named, talks.listed):
        for i in range(talks.parties):
            judge(talks, actor[i], table.judged[m, i])
            table.signs[i] = 1.0 if rather_signs(actor[i], table.judged[m, i]) else 0.0
        if table.offer[m].consented and are_enough(table.nodes, table.signs):
            return True
    return False


@inner
def rather_signs(me: Actor, eyes: Judged) -> bool:
    """Would I, a party, rather sign the package than fight on?"""
    return not eyes.barred and at_least(eyes.value, me.reservation)
