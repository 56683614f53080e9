"""The zone of possible agreement: what everybody would rather sign than fight on."""

from sim.bargaining.compiled import inner
from sim.bargaining.nouns import Record, Table


@inner
def has_zone(table: Table) -> bool:
    """Is some package on the menu acceptable to all today?"""
    for m in range(table.talks.packages):
        if table.offer[m].consented and better_than_war(table, m):
            return True
    return False


@inner
def better_than_war(table: Table, m: int) -> bool:
    """Would every party rather sign package m than fight on?"""
    for i in range(table.talks.parties):
        if not rather_signs(table.actor[i], table.judged[m, i]):
            return False
    return True


@inner
def rather_signs(me: Record, eyes: Record) -> bool:
    """Would I, a party, rather sign the package than fight on?"""
    return not eyes.barred and eyes.value >= me.reservation
