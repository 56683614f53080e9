"""How each replication ended, written down row by row."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from sim.bargaining.compiled import compiled, inner, separate
from sim.bargaining.records import Actor, Ending, Records, Talks
from sim.bargaining.rules.ceasefire import accepts_truce, consents_to_truce
from sim.bargaining.rules.enough import all_must_sign
from sim.bargaining.rules.life import COLLAPSED, EXPIRED
from sim.bargaining.rules.tabling import RATIFICATION, consents
from sim.bargaining.rules.unilateral import held_until
from sim.bargaining.search.valuing import is_below
from sim.bargaining.search.zone import has_zone, rather_signs
from sim.bargaining.types import NO, Array, Frame, Table

# Positions in outcomes.OUTCOMES.
NO_AGREEMENT, PARTIAL, BROKEN, LAPSED, HOLDING, REJECTED, SETTLED = range(7)


class Sheet(NamedTuple):
    """One row per replication, in the order of the arrays."""

    ending: Records[Ending]  # [replication]
    ceasefire_terms: Array  # [replication, ceasefire issue]
    terms: Array  # [replication, issue]
    signed: Array  # [replication, actor]
    utility: Array  # [replication, actor]
    war_value: Array  # [replication, actor]
    reservation: Array  # [replication, actor]
    reason: Array  # [replication, actor]
    ceasefire_reason: Array  # [replication, actor]
    unilateral_day: Array  # [replication, actor]
    unilateral_days: Array  # [replication, actor]
    collapses: Array  # [replication, by whose doing]
    below_floor: Array  # [replication, faction]
    would_sign: Array  # [replication, proposal, actor]
    would_sign_ceasefire: Array  # [replication, ceasefire proposal, actor]


def empty_sheet(frame: Frame, runs: int) -> Sheet:
    """Nothing has happened yet."""
    actors = frame.needs.shape[2]
    return Sheet(
        ending=Ending.empty(runs),
        ceasefire_terms=np.full((runs, len(frame.truce_options)), -1, np.int16),
        terms=np.full((runs, len(frame.options)), -1, np.int16),
        signed=np.zeros((runs, actors), np.bool_),
        utility=np.full((runs, actors), np.nan),
        war_value=np.zeros((runs, actors)),
        reservation=np.zeros((runs, actors)),
        reason=np.zeros((runs, actors), np.int8),
        ceasefire_reason=np.zeros((runs, actors), np.int8),
        unilateral_day=np.full((runs, actors), np.nan),
        unilateral_days=np.zeros((runs, actors)),
        collapses=np.zeros((runs, frame.spoilers + min(1, frame.spoilers)), np.int16),
        below_floor=np.zeros((runs, frame.factions), np.bool_),
        would_sign=np.zeros((runs, len(frame.proposals), actors), np.bool_),
        would_sign_ceasefire=np.zeros((runs, len(frame.truce_proposals), actors), np.bool_),
    )


@separate
def note_first_text(table: Table, sheet: Sheet, r: int) -> None:
    """Who would sign which named ceasefire at once, when the first text is due? Asked in the first round at least."""
    for e in range(sheet.would_sign_ceasefire.shape[1]):
        for a in range(table.actor.shape[0]):
            me, eyes = table.actor[a], table.clauses[e, a]
            if a < table.talks.parties:
                sheet.would_sign_ceasefire[r, e, a] = accepts_truce(me, table.pause[e], eyes)
            else:
                sheet.would_sign_ceasefire[r, e, a] = consents_to_truce(me, eyes)


@separate
def note_ending(table: Table, sheet: Sheet, r: int) -> None:
    """Everything about how replication r ended: nothing of what was noted of others in that row remains."""
    talks, ending = table.talks, sheet.ending[r]
    note_days(talks, ending)
    ending.zone_at_end = has_zone(table)
    for a in range(table.actor.shape[0]):
        me = table.actor[a]
        sheet.reason[r, a], sheet.ceasefire_reason[r, a] = me.reason, me.truce_reason
        sheet.war_value[r, a], sheet.reservation[r, a] = me.war_value, me.reservation
        sheet.unilateral_day[r, a], sheet.unilateral_days[r, a] = me.lone_day, held_until(me, talks.day)
        for q in range(sheet.would_sign.shape[1]):
            eyes = table.judged[q, a]
            sheet.would_sign[r, q, a] = rather_signs(me, eyes) if a < talks.parties else consents(me, eyes)
        sheet.utility[r, a], sheet.signed[r, a] = math.nan, False
        if talks.over:
            out = a < talks.parties and stays_out(table, me)
            sheet.utility[r, a] = me.war_value if out else table.judged[talks.package, a].utility
            sheet.signed[r, a] = a < talks.parties and not out and not talks.rejected
    if talks.spoilers > 0:
        note_collapses(talks, table.actor, sheet.collapses[r])
    for f in range(sheet.below_floor.shape[1]):
        sheet.below_floor[r, f] = refuses(table, f)
    note_terms(table.terms, talks.package if talks.over else -1, sheet.terms, r)
    note_terms(table.truce_terms, talks.told, sheet.ceasefire_terms, r)


@inner
def note_terms(terms: Array, row: int, noted: Array, r: int) -> None:
    """Which option of each issue a package has; -1 if there is none."""
    for k in range(noted.shape[1]):
        noted[r, k] = terms[row, k] if row >= 0 else -1


@inner
def note_collapses(talks: Talks, actor: Records[Actor], collapses: Array) -> None:
    """How many ceasefires the parties broke, and how many each spoiler."""
    collapses[0] = talks.truces_broken
    for s in range(talks.spoilers):
        collapses[s + 1] = actor[actor.shape[0] - talks.spoilers + s].spoiled
        collapses[0] -= collapses[s + 1]


@inner
def refuses(table: Table, f: int) -> bool:
    """Does faction f get less than it needs of what was tabled last?"""
    m = table.talks.on_table
    return bool(m >= 0 and is_below(table.faction, table.faction_gain, table.terms, table.judged, m, f))


@inner
def stays_out(table: Table, me: Actor) -> bool:
    """Is something in force that this party has not signed, or not ratified, because others are enough?"""
    some = not all_must_sign(table.nodes) and not table.talks.rejected
    return some and (me.answer == NO or me.reason == RATIFICATION)


@inner
def note_days(talks: Talks, ending: Ending) -> None:
    """Days, war and outcome."""
    ending.ceasefire_day = talks.ceasefire_day
    ending.full_ceasefire_day = talks.full_day
    ending.full_ceasefire_end = talks.full_end
    ending.settlement_day = talks.settlement_day
    ending.last_day = talks.day
    ending.mediator_left_day = talks.mediator_left_day
    ending.zone_day = talks.zone_day
    ending.balance = talks.balance
    ending.fighting_days = talks.fighting_days
    ending.peace_days = talks.peace_days
    ending.slack = talks.slack
    ending.votes_lost, ending.first_vote_lost_by = talks.votes_lost, talks.first_refuser
    ending.first_vote_lost_day = talks.first_lost_day
    ending.ended_by = -1 if talks.over else talks.closing
    ending.outcome = classify(talks)


@compiled
def classify(talks: Talks) -> int:
    """Which of OUTCOMES it was."""
    if talks.over:
        return REJECTED if talks.rejected else SETTLED
    if talks.halted >= 1.0:
        return HOLDING
    if talks.broken == COLLAPSED:
        return BROKEN
    if talks.broken == EXPIRED:
        return LAPSED
    return NO_AGREEMENT if math.isnan(talks.ceasefire_day) else PARTIAL
