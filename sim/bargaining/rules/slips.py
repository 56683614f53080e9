"""Who is not exact: signing and tabling by chance, the better the likelier. McKelvey & Palfrey (1995, 1998)."""

import math

from sim.bargaining.compiled import compiled, inner
from sim.bargaining.records import Actor, Judged, Records, Talks
from sim.bargaining.rules.rules import likely
from sim.bargaining.rules.tabling import accepts, is_imprecise, text_due
from sim.bargaining.types import Array

SIGN, SIGN_TRUCE, TABLE, TABLE_TRUCE = range(4)  # what a party needs luck for, of a text


@compiled
def draw_slips(talks: Talks, actor: Records[Actor], slips: Array) -> None:
    """The luck of this round's text, for whoever needs it. slips [party, text, what for] uniform."""
    n = text_due(talks)
    for i in range(talks.parties):
        me = actor[i]
        if n >= 0 and is_imprecise(me):
            me.slip, me.truce_slip = slips[i, n, SIGN], slips[i, n, SIGN_TRUCE]
            me.pick, me.truce_pick = slips[i, n, TABLE], slips[i, n, TABLE_TRUCE]


@inner
def has_imprecise(talks: Talks, actor: Records[Actor]) -> bool:
    """Is any party not exact?"""
    for i in range(talks.parties):
        if is_imprecise(actor[i]):
            return True
    return False


@compiled
def signs(talks: Talks, me: Actor, eyes: Judged, a: int) -> bool:
    """Do I, party a, sign the package today? Who tabled it has thought it over. Formula 9."""
    if a == talks.proposer or not is_imprecise(me):
        return accepts(me, eyes)
    return not eyes.barred and me.slip < likely(me.precision, eyes.value - me.demand)


@inner
def picked(score: Array, first: int, last: int, precision: float, share: float) -> int:
    """The row at this share of probability, of rows with a chance that grows with their score; -1 if none has any."""
    best, total, found = 0.0, 0.0, -1
    for m in range(first, last):
        best = max(best, score[m])
    for m in range(first, last):
        if score[m] > 0.0:
            total += math.exp(precision * (score[m] - best))
    reached = 0.0
    for m in range(first, last):
        if score[m] > 0.0 and reached <= share * total:
            found, reached = m, reached + math.exp(precision * (score[m] - best))
    return found
