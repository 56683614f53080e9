"""How everything stands before the first round."""

import math

from sim.bargaining.compiled import inlined, inner, separate
from sim.bargaining.records import Actor, Lever, Records, Records2, Talks
from sim.bargaining.rules.life import STILL
from sim.bargaining.rules.rules import on_grid
from sim.bargaining.rules.war import listen, suppose, value_war
from sim.bargaining.search.menu import best_borne
from sim.bargaining.search.valuing import utility_of
from sim.bargaining.setup.blocks import is_barred, worth_in_block
from sim.bargaining.types import NO_THREAT, STANDING, Array, Finals, Links


@separate
def sit_down(finals: Finals, talks: Talks, actor: Records[Actor], lever: Records2[Lever]) -> None:
    """Everything as it stands before the first round, but for what is on the table."""
    size_up_war(finals.gain, finals.links, finals.synergy, finals.proposals, talks, actor, lever)
    for i in range(talks.parties):
        aspire(finals, talks, actor[i], i)
        suppose(talks, actor, lever, i)
        actor[i].doubt = actor[i].high - actor[i].low


@inlined
def size_up_war(
    gain: Array,
    links: Links,
    synergy: Array,
    proposals: Array,
    talks: Talks,
    actor: Records[Actor],
    lever: Records2[Lever],
) -> None:
    """Everybody takes a seat and thinks of what fighting on, or no deal, would be worth."""
    clear_table(talks)
    for a in range(actor.shape[0]):
        take_seat(actor[a])
    threaten(talks, lever)
    listen(talks, actor)
    for i in range(talks.parties):
        imagine_war(gain, links, synergy, proposals, talks, actor, lever, i)


@inlined
def imagine_war(
    gain: Array,
    links: Links,
    synergy: Array,
    proposals: Array,
    talks: Talks,
    actor: Records[Actor],
    lever: Records2[Lever],
    i: int,
) -> None:
    """What the two imposed peaces would be worth to party i, and fighting on."""
    me = actor[i]
    if talks.war:
        me.if_attacker_wins = utility_of(gain, links, synergy, proposals, talks.attacker_terms, i)
        me.if_defender_wins = utility_of(gain, links, synergy, proposals, talks.defender_terms, i)
    value_war(talks, actor, lever, i)


@inner
def clear_table(talks: Talks) -> None:
    """Nothing has happened yet."""
    talks.day, talks.balance, talks.fighting_days, talks.halted = 0.0, talks.first_balance, 0.0, 0.0
    talks.halted_alone = 0.0
    talks.cooldown_until, talks.pause_end, talks.pause_halted = 0.0, math.nan, 0.0
    talks.to_outdo, talks.extensions = 0.0, 0.0
    talks.ceasefire_day, talks.full_day, talks.full_end = math.nan, math.nan, math.nan
    talks.settlement_day, talks.mediator_left_day, talks.zone_day = math.nan, math.nan, math.nan
    talks.first_lost_day, talks.peace_days = math.nan, math.nan
    talks.package, talks.pause_package, talks.on_table, talks.pause, talks.told = -1, -1, -1, -1, -1
    talks.truces_begun, talks.truces_broken, talks.closing = 0, 0, -1
    talks.over, talks.rejected, talks.broken, talks.slack = 0, 0, STILL, 0.0
    talks.step, talks.place, talks.offer = 0, 0, -1
    talks.votes_lost, talks.first_refuser, talks.refuser, talks.reopened = 0, -1, -1, 0
    talks.collapsed, talks.expired, talks.extended = 0, 0, 0
    talks.mediator, talks.mediator_seat = talks.mediators, talks.parties if talks.mediators else -1
    talks.breaker = -1


@inner
def take_seat(me: Actor) -> None:
    """An actor before anything has moved."""
    me.floor_now, me.ceasefire_floor_now, me.credibility_now = me.floor, me.ceasefire_floor, me.credibility
    me.distrust_now, me.suspicion = me.distrust, 0.0
    me.cost, me.best_seen, me.there, me.left_day = me.cost_per_day, -math.inf, 1, math.nan
    me.held, me.doubt, me.spoiled = 0.0, 0.0, 0
    me.lone_day, me.lone_until, me.lone_days, me.lone_broken = math.nan, 0.0, 0.0, 0
    me.answer, me.reason, me.truce_answer, me.truce_reason = 0, 0, 0, 0


@inner
def threaten(talks: Talks, lever: Records2[Lever]) -> None:
    """Every threat that may be meant stands."""
    for m in range(lever.shape[0]):
        for i in range(talks.parties):
            measure = lever[m, i]
            measure.threat = STANDING if measure.probability > 0.0 else NO_THREAT
            measure.defiance, measure.defies = 0.0, 0


@inlined
def aspire(finals: Finals, talks: Talks, me: Actor, i: int) -> None:
    """What party i hopes for."""
    best = best_borne(finals, talks, i) if is_divided(finals, i) else best_attainable(finals, i)
    me.aspiration = on_grid(me.aspiration_share * best)


@inner
def is_divided(finals: Finals, i: int) -> bool:
    """Can factions hold party i back?"""
    for f in range(finals.faction.shape[0]):
        if finals.faction[f].party == i:
            return True
    return False


@inlined
def best_attainable(finals: Finals, i: int) -> float:
    """Utility of party i's best package within its own genuine red lines. Formula 7."""
    total = 0.0
    for b in range(finals.blocks.options.shape[0]):
        best, found = 0.0, False
        for c in range(finals.blocks.options[b]):
            if not is_barred(finals.blocks, finals.genuine, finals.lines, i, b, c):
                worth = worth_in_block(finals.blocks, finals.gain, finals.synergy, i, b, c)
                if worth > best or not found:
                    best, found = worth, True
        total += best
    return total
