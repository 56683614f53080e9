"""Who speaks when, what is offered, who signs. Aydoğan, Festen, Hindriks & Jonker (2017).

A party whose turn it is answers the offer on the table; if it refuses it makes one of its own in the same turn. An
offer that all the others sign one after the other is agreed.
"""

import math

from sim.bargaining.compiled import compiled
from sim.bargaining.menu import compose_packages
from sim.bargaining.nouns import MICRO, NO, NOT_ASKED, YES, Array, Finals, Ladders, Record, Table
from sim.bargaining.protocols.alternating_offers.demands import (
    draw_curve,
    hear,
    remember,
    set_demand,
    step_down,
)
from sim.bargaining.protocols.alternating_offers.ladder import build_ladder, list_ladder, rung_above, rung_at
from sim.bargaining.protocols.alternating_offers.packages import (
    lay_down,
    look,
    may_be_signed,
    number_in,
    zone_is_there,
)
from sim.bargaining.record import Sheet, note_ending
from sim.bargaining.rules import on_grid
from sim.bargaining.tabling import CONSENT, HOLDING_OUT, NONE, RED_LINE, WAR_PAYS, accepts, consents


@compiled
def take_turns(ladders: Ladders, finals: Finals, talks: Record, actor: Array) -> None:
    """Everything before the first turn: the war's value at the start is the reservation value, and stays."""
    if ladders.listed:
        compose_packages(finals, talks, actor)
    else:
        talks.packages = finals.proposals.shape[0]
        for q in range(talks.packages):
            for k in range(finals.options.shape[0]):
                finals.terms[q, k] = finals.proposals[q, k]
    for row in range(talks.packages):
        look(ladders, finals, talks, actor, row)
    for i in range(talks.parties):
        ladders.order[actor[i].place] = i
        prepare(ladders, finals, talks, actor, i)


@compiled
def prepare(ladders: Ladders, finals: Finals, talks: Record, actor: Array, i: int) -> None:
    """Party i sorts its packages and sets its clock."""
    me, speaker = actor[i], ladders.speaker[i]
    if ladders.listed:
        list_ladder(ladders, finals, talks.packages, i)
    else:
        build_ladder(ladders, finals, i)
    me.reservation = me.war_value
    speaker.bottom = max(me.reservation, worst(ladders, i))
    speaker.heard, speaker.made, speaker.ready = 0, 0, 0
    me.demand, me.conceded = on_grid(max(speaker.bottom, me.aspiration) - ladders.tolerance), 0.0
    for b in range(ladders.lowers[i]):
        ladders.rung[i, b] = 0 if me.strategy == MICRO else -1
    if me.strategy == MICRO:
        step_down(ladders, finals, talks, actor, i)
    draw_curve(ladders, talks, me, i)


@compiled
def worst(ladders: Ladders, i: int) -> float:
    """Utility of the lowest rung of party i."""
    if ladders.uppers[i] == 0 or ladders.lowers[i] == 0:
        return 0.0
    return ladders.upper[i, ladders.uppers[i] - 1] + ladders.lower[i, ladders.lowers[i] - 1]


@compiled
def open_turn(ladders: Ladders, whim: Array, talks: Record, actor: Array) -> int:
    """Whose turn it is; the day moves on, and the party's demand with it."""
    n = talks.turns // talks.parties
    i = ladders.order[talks.turns % talks.parties]
    talks.day = (n + 1) * talks.round_days
    set_demand(ladders, whim, actor[i], ladders.speaker[i], i, n)
    return i


@compiled
def choose_offer(ladders: Ladders, finals: Finals, whim: Array, talks: Record, actor: Array, i: int) -> int:
    """The row of what party i offers: the package nearest to its demand that can be signed; -1 for none."""
    me, speaker = actor[i], ladders.speaker[i]
    if me.strategy == MICRO:
        number = speaker.next_number if speaker.ready else repeated(ladders, whim, talks, i)
    else:
        number = lowest_offer(ladders, finals, talks, actor, i)
    if number < 0:
        return -1
    return lay_down(ladders, finals, talks, actor, number, talks.packages)


@compiled
def lowest_offer(ladders: Ladders, finals: Finals, talks: Record, actor: Array, i: int) -> int:
    """The number of the last rung that meets party i's demand and can be signed; -1 for none."""
    number = rung_at(ladders, i, actor[i].demand)
    while number >= 0 and not may_be_signed(ladders, finals, talks, actor, number):
        row = number if ladders.listed else talks.packages + 1
        number = rung_above(ladders, i, finals.judged[row, i].utility, number)
    return number


@compiled
def repeated(ladders: Ladders, whim: Array, talks: Record, i: int) -> int:
    """Any of party i's earlier offers; -1 if it has made none. de Jonge (2022)."""
    made = ladders.speaker[i].made
    if made == 0:
        return -1
    return ladders.offered[i, int(whim[i, talks.turns // talks.parties] * made)]


@compiled
def put_forward(ladders: Ladders, finals: Finals, talks: Record, actor: Array, i: int, row: int) -> None:
    """Party i's offer is on the table, if it makes one, and its turn is over."""
    talks.proposer, talks.package, talks.turns = i, row, talks.turns + 1
    for a in range(actor.shape[0]):
        actor[a].answer, actor[a].reason = NOT_ASKED, NONE
    if row >= 0:
        talks.on_table, actor[i].answer = row, YES
        if ladders.counted:
            number = number_in(ladders, finals, row)
            remember(ladders, i, number)
            if actor[i].strategy == MICRO and number == ladders.speaker[i].next_number:
                step_down(ladders, finals, talks, actor, i)
        for j in range(talks.parties):
            if j != i:
                hear(ladders, actor[j], j, finals.judged[row, j].utility)


@compiled
def answer(me: Record, eyes: Record, yes: bool, party: bool) -> None:
    """Write down an answer, and why not."""
    me.answer, me.reason = YES if yes else NO, NONE
    if not yes:
        me.reason = reason(me, eyes) if party else CONSENT


@compiled
def reason(me: Record, eyes: Record) -> int:
    """Why a party refuses."""
    if eyes.barred:
        return RED_LINE
    return WAR_PAYS if eyes.utility < me.reservation else HOLDING_OUT


@compiled
def agree(talks: Record) -> None:
    """All have signed."""
    talks.over, talks.settlement_day = 1, talks.day


@compiled
def play_offer(ladders: Ladders, finals: Finals, whim: Array, talks: Record, actor: Array, last: int) -> None:
    """One offer: made, and answered in turn until somebody refuses, all have signed, or time is up."""
    i = open_turn(ladders, whim, talks, actor)
    row = choose_offer(ladders, finals, whim, talks, actor, i)
    put_forward(ladders, finals, talks, actor, i, row)
    if row < 0:
        return
    for _ in range(talks.parties - 1):
        if talks.turns == last:
            return
        j = open_turn(ladders, whim, talks, actor)
        answer(actor[j], finals.judged[row, j], accepts(actor[j], finals.judged[row, j]), True)
        if actor[j].answer == NO:
            return
        talks.turns += 1
    for a in range(talks.parties, actor.shape[0]):
        if finals.judged[row, a].asked:
            answer(actor[a], finals.judged[row, a], consents(actor[a], finals.judged[row, a]), False)
            if actor[a].answer == NO:
                return
    agree(talks)


@compiled
def note_end(
    ladders: Ladders, finals: Finals, table: Table, truce_terms: Array, sheet: Sheet, r: int
) -> None:
    """Everything about how replication r ended; the zone is that of all packages."""
    talks = table.talks
    zone = talks.over == 1 or zone_is_there(ladders, finals, talks, table.actor)
    talks.zone_day = talks.round_days if zone else math.nan
    note_ending(table, finals.terms, truce_terms, sheet, r)
    sheet.ending[r].zone_at_end = zone
