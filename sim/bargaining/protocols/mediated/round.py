"""One round of talks, in order: demands, the final package, the ceasefire, threats, patience. The war comes before."""

import math

from sim.bargaining.compiled import compiled, separate
from sim.bargaining.protocols.mediated.ratifying import ratify
from sim.bargaining.records import Actor, Lever, Records, Records2, RoundLuck, Talks
from sim.bargaining.rules.ceasefire import (
    choose_truce,
    consents_to_truce,
    learn_from_truce,
    may_table_truce,
    signs_truce,
    vote_on_truce,
)
from sim.bargaining.rules.enough import is_signed
from sim.bargaining.rules.life import begin_truce, watch_truce
from sim.bargaining.rules.rules import is_due
from sim.bargaining.rules.slips import signs
from sim.bargaining.rules.tabling import (
    consents,
    learn,
    note_defiance,
    notice_concession,
    pick_proposer,
    set_demand,
    text_due,
    vote,
    widen_beliefs,
)
from sim.bargaining.rules.views import judge_package
from sim.bargaining.rules.war import listen, value_pause, value_war
from sim.bargaining.search.choosing import choose_package
from sim.bargaining.search.zone import has_zone
from sim.bargaining.types import CEASEFIRE_FIRST, EXECUTED, EXPOSED, NO, NO_THREAT, NOT_ASKED, STANDING, Table


@separate
def talk(table: Table, luck: Records[RoundLuck]) -> None:
    """What is said in a round, after the war has moved: demands, packages, threats, patience.

    luck: of texts, ceasefires and rounds, each from 0.
    """
    talks, n = table.talks, text_due(table.talks)
    take_stock(table, luck, n)
    if n >= 0 and may_table_final(talks):
        talks.package = opening_or(talks.opening, n, choose_package(table))
    if talks.package >= 0:
        answer_package(table)
        close_package(table)
    if not talks.over:
        weigh_pauses(table)
        if n >= 0 and may_table_truce(talks):
            talks.pause_package = opening_or(talks.truce_opening, n, choose_truce(table))
        if talks.pause_package >= 0:
            answer_truce(table)
            close_truce(table, luck)
        if n >= 0:
            close_text(table)


@separate
def take_stock(table: Table, luck: Records[RoundLuck], n: int) -> None:
    """Who proposes text n, if one is due, and where everybody stands before anything is tabled. luck: [text]."""
    talks = table.talks
    talks.package, talks.pause_package = -1, -1
    talks.collapsed, talks.expired, talks.extended, talks.refuser, talks.breaker = 0, 0, 0, -1, -1
    if n >= 0:
        open_text(table, luck[n], n)
    for i in range(talks.parties):
        value_war(talks, table.actor, table.lever, i)
    for i in range(talks.parties):
        set_demand(talks, table.actor, i)
    if talks.pause >= 0:
        judge_on_table(table)
        weigh_pauses(table)
    watch_truce(table)
    for m in range(talks.named):
        judge_package(talks, table.actor, table.judged, m)
    judge_on_table(table)
    if n >= 0 and math.isnan(talks.zone_day) and has_zone(table):
        talks.zone_day = talks.day


@compiled
def open_text(table: Table, luck: RoundLuck, n: int) -> None:
    """Whose turn it is. A mediator looks anew who defies it; what was learnt of all has faded since the last text."""
    talks = table.talks
    pick_proposer(talks, table.actor, luck, n == 0 and (talks.opening >= 0 or talks.truce_opening >= 0))
    mediated = talks.proposer == talks.mediator_seat
    for i in range(talks.parties):
        if mediated:
            table.lever[talks.proposer - talks.parties, i].defies = 0
        if n > 0:
            widen_beliefs(talks, table.actor[i])


@compiled
def judge_on_table(table: Table) -> None:
    """What the text on the table is worth to everybody today."""
    if table.talks.on_table >= 0:
        judge_package(table.talks, table.actor, table.judged, table.talks.on_table)


@compiled
def weigh_pauses(table: Table) -> None:
    """What a halt is worth to everybody, now that a final package is on the table or not."""
    talks = table.talks
    for i in range(talks.parties):
        me, gain = table.actor[i], 0.0
        if talks.on_table >= 0 and not table.judged[talks.on_table, i].barred:
            gain = table.judged[talks.on_table, i].value - me.war_value
        value_pause(talks, table.actor, table.lever, i, gain)


@compiled
def may_table_final(talks: Talks) -> bool:
    """Under `ceasefire_first` final packages wait for a full ceasefire, in force at some time since the last text."""
    if talks.sequence != CEASEFIRE_FIRST or talks.halted >= 1.0:
        return True
    return talks.pause_halted >= 1.0 and talks.pause_end > talks.day - talks.text_days + 1e-9


@compiled
def opening_or(opening: int, n: int, chosen: int) -> int:
    """The named opening for text 0, else what the proposer chose."""
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


@separate
def close_package(table: Table) -> None:
    """Draw the consequences of the answers to the final package."""
    talks, m = table.talks, table.talks.package
    talks.on_table = m
    for i in range(talks.parties):
        me, eyes = table.actor[i], table.judged[m, i]
        learn(talks, me, eyes, i)
        notice_concession(table, i, eyes)
        note_defiance(talks, table.lever, i, me.answer)
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
def close_truce(table: Table, luck: Records[RoundLuck]) -> None:
    """Draw the consequences of the answers to the ceasefire. luck: [round]."""
    talks, pause, signed = table.talks, table.pause[table.talks.pause_package], True
    for a in range(table.actor.shape[0]):
        signed = signed and table.actor[a].truce_answer != NO
    for i in range(talks.parties):
        me = table.actor[i]
        if pause.halts > 0.0:
            learn_from_truce(talks, me, pause, table.clauses[talks.pause_package, i], i)
        note_defiance(talks, table.lever, i, me.truce_answer)
    if signed and pause.halts > 0.0:
        begin_truce(talks, pause, luck)


@compiled
def close_text(table: Table) -> None:
    """After a text threats are carried out or exposed as bluff; then a mediator may lose patience."""
    talks, actor, lever = table.talks, table.actor, table.lever
    for m in range(lever.shape[0]):
        mediator = actor[talks.parties + m]
        count_defiance(talks, mediator, lever[m])
        if (
            mediator.there
            and talks.halted < 1.0
            and is_due(talks.day, mediator.patience_days, talks.text_days)
        ):
            depart(talks, actor, lever, m)


@compiled
def count_defiance(talks: Talks, mediator: Actor, lever: Records[Lever]) -> None:
    """Who has refused a mediator's last text defies it until the next text. lever: [party], its own. Formula 6."""
    for i in range(talks.parties):
        measure = lever[i]
        if measure.defies:
            measure.defiance += talks.text_days
        if measure.threat == STANDING and is_due(measure.defiance, mediator.defiance_days, talks.text_days):
            measure.threat = EXECUTED if measure.meant else EXPOSED


@compiled
def depart(talks: Talks, actor: Records[Actor], lever: Records2[Lever], m: int) -> None:
    """A mediator leaves: no more threats, no more cover, and what its going changes in the war."""
    me = actor[talks.parties + m]
    me.there, me.left_day, talks.mediator = 0, talks.day, talks.mediator - 1
    if math.isnan(talks.mediator_left_day):
        talks.mediator_left_day = talks.day
    talks.balance += me.leaves_balance
    for i in range(talks.parties):
        actor[i].cost *= lever[m, i].leaves_cost
        if lever[m, i].threat == STANDING:
            lever[m, i].threat = NO_THREAT
    listen(talks, actor)
