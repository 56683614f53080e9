"""One round of talks, in order: demands, the final package, the ceasefire, threats, patience. The war comes before."""

import math

from sim.bargaining.ceasefire import (
    choose_truce,
    consents_to_truce,
    learn_from_truce,
    may_table_truce,
    signs_truce,
    vote_on_truce,
)
from sim.bargaining.choosing import choose_package
from sim.bargaining.compiled import compiled, inner
from sim.bargaining.enough import is_signed
from sim.bargaining.life import begin_truce, watch_truce
from sim.bargaining.menu import compose_again
from sim.bargaining.nouns import (
    CEASEFIRE_FIRST,
    EXECUTED,
    EXPOSED,
    NO,
    NO_THREAT,
    NOT_ASKED,
    STANDING,
    Array,
    Finals,
    Record,
    Table,
    Truces,
)
from sim.bargaining.protocols.mediated.ratifying import ratify, reopen
from sim.bargaining.slips import signs
from sim.bargaining.tabling import (
    consents,
    learn,
    note_defiance,
    notice_concession,
    pick_proposer,
    set_demand,
    vote,
    widen_beliefs,
)
from sim.bargaining.views import judge_package
from sim.bargaining.war import befalls, strike, value_pause, value_war
from sim.bargaining.zone import has_zone


@compiled
def strike_events(
    finals: Finals,
    truces: Truces,
    talks: Record,
    actor: Array,
    event: Array,
    shock: Array,
    luck: Array,
    n: int,
) -> None:
    """Shocks from outside that fall into round n. If they move floors or credibility, other packages matter.

    So they do after a vote that was lost in the round before.
    """
    moved = False
    reopen(finals, talks, actor)
    for v in range(event.shape[0]):
        if befalls(talks, event[v], luck[v, n], n):
            strike(talks, actor, event[v], shock[v])
            moved = moved or moves_packages(shock[v])
    if moved:
        compose_again(finals, truces, talks, actor)


@inner
def moves_packages(shock: Array) -> bool:
    """Does an event change what anybody consents to, or whose word is worth what?"""
    for a in range(shock.shape[0]):
        if shock[a].floor != 0.0 or shock[a].credibility != 0.0:
            return True
    return False


@compiled
def talk(table: Table, luck: Array, n: int) -> None:
    """What is said in round n, after the war has moved: demands, packages, threats, patience. luck: [round] LUCK."""
    talks = table.talks
    take_stock(table, luck[n], n)
    if may_table_final(talks):
        talks.package = opening_or(talks.opening, n, choose_package(table))
    if talks.package >= 0:
        answer_package(table)
        close_package(table)
    if not talks.over:
        weigh_pauses(table)
        watch_truce(table)
        if may_table_truce(talks):
            talks.pause_package = opening_or(talks.truce_opening, n, choose_truce(table))
        if talks.pause_package >= 0:
            answer_truce(table)
            close_truce(table, luck)
        close_round(talks, table.actor)


@compiled
def take_stock(table: Table, luck: Record, n: int) -> None:
    """Who proposes, and where everybody stands before anything is tabled."""
    talks = table.talks
    talks.package, talks.pause_package = -1, -1
    talks.collapsed, talks.expired, talks.extended, talks.refuser, talks.breaker = 0, 0, 0, -1, -1
    pick_proposer(talks, luck)
    if n == 0 and talks.mediator and (talks.opening >= 0 or talks.truce_opening >= 0):
        talks.proposer = talks.mediator_seat  # an opening text is the mediator's
    mediated = talks.proposer == talks.mediator_seat
    for i in range(talks.parties):
        me = table.actor[i]
        if mediated:
            me.defies = 0
        value_war(talks, me)
        if n > 0:
            widen_beliefs(talks, me)
    for i in range(talks.parties):
        set_demand(talks, table.actor, i)
    for m in range(talks.named):
        judge_package(talks, table.actor, table.judged, m)
    if talks.on_table >= 0:
        judge_package(talks, table.actor, table.judged, talks.on_table)
    if math.isnan(talks.zone_day) and has_zone(table):
        talks.zone_day = talks.day


@compiled
def weigh_pauses(table: Table) -> None:
    """What a halt is worth to everybody, now that a final package is on the table or not."""
    talks = table.talks
    for i in range(talks.parties):
        me, gain = table.actor[i], 0.0
        if talks.on_table >= 0 and not table.judged[talks.on_table, i].barred:
            gain = table.judged[talks.on_table, i].value - me.war_value
        value_pause(talks, me, gain)


@compiled
def may_table_final(talks: Record) -> bool:
    """Under `ceasefire_first` final packages wait for a full ceasefire."""
    return talks.sequence != CEASEFIRE_FIRST or talks.halted >= 1.0


@compiled
def opening_or(opening: int, n: int, chosen: int) -> int:
    """The named opening text in the first round, else what the proposer chose."""
    return opening if n == 0 and opening >= 0 else chosen


@compiled
def answer_package(table: Table) -> None:
    """Everybody whose signature the package on the table needs says yes or no."""
    talks, m = table.talks, table.talks.package
    for a in range(table.actor.shape[0]):
        me, eyes = table.actor[a], table.judged[m, a]
        me.answer, me.reason = NOT_ASKED, 0
        if a < talks.parties:
            vote(talks, me, eyes, signs(talks, me, eyes, a), True)
        elif eyes.asked:
            vote(talks, me, eyes, consents(me, eyes), False)


@compiled
def close_package(table: Table) -> None:
    """Draw the consequences of the answers to the final package."""
    talks, m = table.talks, table.talks.package
    talks.on_table = m
    for i in range(talks.parties):
        me, eyes = table.actor[i], table.judged[m, i]
        learn(talks, me, eyes, i)
        notice_concession(table, i, eyes)
        note_defiance(talks, me, me.answer)
    if is_signed(table):
        ratify(table, m)


@compiled
def answer_truce(table: Table) -> None:
    """Everybody whose signature the ceasefire on the table needs says yes or no."""
    talks, pause = table.talks, table.pause[table.talks.pause_package]
    for a in range(table.actor.shape[0]):
        me, eyes = table.actor[a], table.clauses[talks.pause_package, a]
        me.truce_answer, me.truce_reason = NOT_ASKED, 0
        if a < talks.parties:
            vote_on_truce(me, pause, eyes, signs_truce(talks, me, pause, eyes, a), True)
        elif eyes.asked:
            vote_on_truce(me, pause, eyes, consents_to_truce(me, eyes), False)


@compiled
def close_truce(table: Table, luck: Array) -> None:
    """Draw the consequences of the answers to the ceasefire. luck: [round] LUCK."""
    talks, pause, signed = table.talks, table.pause[table.talks.pause_package], True
    for a in range(table.actor.shape[0]):
        signed = signed and table.actor[a].truce_answer != NO
    for i in range(talks.parties):
        me = table.actor[i]
        if pause.halts > 0.0:
            learn_from_truce(talks, me, pause, table.clauses[talks.pause_package, i], i)
        note_defiance(talks, me, me.truce_answer)
    if signed and pause.halts > 0.0:
        begin_truce(talks, pause, luck)


@compiled
def close_round(talks: Record, actor: Array) -> None:
    """Threats are carried out or exposed as bluff; then the mediator may lose patience."""
    for i in range(talks.parties):
        me = actor[i]
        if me.defies:
            me.defiance += talks.round_days
        if me.threat == STANDING and me.defiance >= talks.defiance_days - 1e-9:
            me.threat = EXECUTED if me.meant else EXPOSED
    if talks.mediator and talks.day >= talks.patience_days and talks.halted < 1.0:
        depart(talks, actor)


@compiled
def depart(talks: Record, actor: Array) -> None:
    """The mediator leaves: no more threats, no more cover, and what its going changes in the war."""
    talks.mediator, talks.mediator_left_day = 0, talks.day
    talks.balance += talks.leaves_balance
    for i in range(talks.parties):
        actor[i].cost *= actor[i].leaves_cost
        if actor[i].threat == STANDING:
            actor[i].threat = NO_THREAT
