"""How long a ceasefire lives, and a peace: collapse, extension, what a breach leaves behind. Formulas 13-15."""

import math

from sim.bargaining.compiled import compiled, inner
from sim.bargaining.records import Actor, Pause, Records, RoundLuck, Talks
from sim.bargaining.rules.ceasefire import truce_value
from sim.bargaining.rules.rules import (
    ENDLESS,
    PERIOD,
    TIE,
    age_when,
    at_least,
    is_due,
    tempted,
    wearier,
    worn,
)
from sim.bargaining.types import Table

STILL, COLLAPSED, EXPIRED = range(3)  # how the last full ceasefire ended


@inner
def begin_truce(talks: Talks, pause: Pause, luck: Records[RoundLuck]) -> None:
    """Put the signed ceasefire into force, and give it its life: it ends when so much hazard has cumulated."""
    talks.pause, talks.halted = talks.pause_package, pause.halts
    talks.pause_begun, talks.pause_checked, talks.pause_worn = talks.day, talks.day, 0.0
    talks.pause_life = -math.log1p(-luck[talks.truces_begun].life)
    talks.pause_cause = luck[talks.truces_begun].cause
    talks.pause_expiry, talks.extensions = talks.day + talks.pause_days, 0.0
    talks.cooldown_until = talks.day
    talks.truces_begun += 1
    if math.isnan(talks.full_day):
        talks.told = talks.pause
    if math.isnan(talks.ceasefire_day):
        talks.ceasefire_day = talks.day
    if talks.halted >= 1.0 and math.isnan(talks.full_day):
        talks.full_day = talks.day


@compiled
def watch_truce(table: Table) -> None:
    """What became of a ceasefire, and what the next has to outdo."""
    talks = table.talks
    if talks.pause >= 0:
        go_on_or_end(table)
    talks.to_outdo = outdone(talks)


@inner
def outdone(talks: Talks) -> float:
    """What a ceasefire tabled in this round has to halt more than; all, if none may be. Formula 12.

    A text stands for the days around it: for one the last ceasefire is still in force that has ended since half-way.
    """
    if is_due(talks.day, talks.cooldown_until, talks.text_days):
        return talks.halted
    return talks.pause_halted if is_due(talks.pause_end, talks.day, talks.text_days) else 1.0


@inner
def go_on_or_end(table: Table) -> None:
    """A ceasefire may collapse on any day; on its last it is extended or ends. Formulas 13 and 14."""
    talks, worst = table.talks, least_value(table)
    while (
        talks.day >= talks.pause_expiry and at_least(worst, 0.0) and talks.extensions < talks.max_extensions
    ):
        talks.extensions += 1.0
        talks.pause_expiry += talks.pause_days
        talks.extended = 1
    factor = tempted(table.pause[talks.pause].hazard, talks.temptation, worst * PERIOD / talks.pause_days)
    more = spoiling(table)
    factor *= more
    breaks = breaking_day(talks, factor)
    if breaks <= min(talks.day, talks.pause_expiry):
        talks.collapsed, talks.extended, talks.breaker = 1, 0, breaker(table, more)
        talks.truces_broken += 1
        if talks.breaker < 0:
            remember_breach(table, worst)
        else:
            remember_spoiler(table, table.actor[talks.breaker])
        end_truce(talks, breaks, COLLAPSED)
    elif talks.day >= talks.pause_expiry:
        talks.expired = 1
        end_truce(talks, talks.pause_expiry, EXPIRED)
    else:
        wear_on(talks, factor)


@inner
def spoiling(table: Table) -> float:
    """Factor on the hazard of the ceasefire in force by those who attack it: of several causes the hazards add up."""
    factor = 1.0
    for a in range(table.actor.shape[0] - table.talks.spoilers, table.actor.shape[0]):
        if attacks(table, a):
            factor += table.actor[a].hazard - 1.0
    return factor


@compiled
def attacks(table: Table, a: int) -> bool:
    """Is what is on the table, or in force, more than spoiler a can bear? Stedman (1997). Formula 13."""
    talks, me = table.talks, table.actor[a]
    if talks.on_table >= 0 and not at_least(table.judged[talks.on_table, a].utility, me.floor_now):
        return True
    return not at_least(table.clauses[talks.pause, a].conditions, me.ceasefire_floor_now)


@inner
def breaker(table: Table, factor: float) -> int:
    """Whose doing a collapse is: each cause has the share of its hazard in the whole. -1 for no spoiler's."""
    left = table.talks.pause_cause * factor - 1.0
    for a in range(table.actor.shape[0] - table.talks.spoilers, table.actor.shape[0]):
        if left >= 0.0 and attacks(table, a):
            left -= table.actor[a].hazard - 1.0
            if left < 0.0:
                return a
    return -1


@inner
def breaking_day(talks: Talks, factor: float) -> float:
    """On which day the ceasefire in force collapses if its hazard stays as it is."""
    if factor <= 0.0:
        return math.inf
    so_far = worn(talks.pause_checked - talks.pause_begun, talks.life_shape, talks.life_scale)
    left = (talks.pause_life - talks.pause_worn) / factor
    return talks.pause_begun + age_when(so_far + left, talks.life_shape, talks.life_scale)


@inner
def wear_on(talks: Talks, factor: float) -> None:
    """The hazard since the last look adds up. Whole days: of what is left the next look takes care."""
    before = talks.pause_checked - talks.pause_begun
    talks.pause_checked += math.floor(talks.day - talks.pause_checked + 1e-9)
    after = talks.pause_checked - talks.pause_begun
    talks.pause_worn += factor * (
        worn(after, talks.life_shape, talks.life_scale) - worn(before, talks.life_shape, talks.life_scale)
    )


@inner
def least_value(table: Table) -> float:
    """Gain from the ceasefire in force to the party that likes it least."""
    worst = math.inf
    for i in range(table.talks.parties):
        worst = min(worst, value_in_force(table, i))
    return worst


@inner
def value_in_force(table: Table, i: int) -> float:
    """Gain of party i from the ceasefire in force."""
    e = table.talks.pause
    return truce_value(table.actor[i], table.pause[e], table.clauses[e, i])


@inner
def remember_breach(table: Table, worst: float) -> None:
    """Whoever was worst off broke it; the others trust less, and ask for more before the next."""
    for i in range(table.talks.parties):
        me = table.actor[i]
        if value_in_force(table, i) > worst + TIE:
            trust_less(me, me.betrayal)


@inner
def remember_spoiler(table: Table, spoiler: Actor) -> None:
    """No side broke it; but whoever could not stop the spoiler is trusted less. Kydd & Walter (2002)."""
    spoiler.spoiled += 1
    for i in range(table.talks.parties):
        trust_less(table.actor[i], spoiler.distrust)


@compiled
def trust_less(me: Actor, share: float) -> None:
    """A breach takes a share of the trust that I have left, in words on paper and in the next ceasefire."""
    me.distrust_now = wearier(me.distrust_now, share)
    me.suspicion = wearier(me.suspicion, share)


@compiled
def end_truce(talks: Talks, day: float, how: int) -> None:
    """Fighting resumes; no new ceasefire before the cool-down is over."""
    if talks.halted >= 1.0:
        talks.broken = how
        if math.isnan(talks.full_end):
            talks.full_end = day
    talks.pause, talks.pause_halted, talks.halted, talks.pause_end = -1, talks.halted, 0.0, day
    talks.cooldown_until = day + talks.cooldown_days


@inner
def last_peace(table: Table) -> None:
    """For how many days peace lasts after a settlement: the better protected, the longer. Formula 15."""
    talks, guarded = table.talks, 0.0
    for i in range(talks.parties):
        guarded += (1.0 - table.judged[talks.package, i].unguarded) / talks.parties
    wear = -math.log1p(-talks.peace_luck) / math.pow(talks.guarded_hazard, guarded)
    talks.peace_days = min(ENDLESS, age_when(wear, talks.peace_shape, talks.peace_scale))
