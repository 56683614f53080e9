"""The second vote, at home. Formula 9."""

from sim.bargaining.compiled import compiled, inner, separate
from sim.bargaining.records import Actor, Records, Talks
from sim.bargaining.rules.enough import all_must_sign, are_enough
from sim.bargaining.rules.life import last_peace
from sim.bargaining.rules.rules import TIE, ratified
from sim.bargaining.rules.tabling import RATIFICATION
from sim.bargaining.search.menu import compose_finals_again
from sim.bargaining.search.valuing import worth_at_home
from sim.bargaining.types import YES, Finals, Table


@compiled
def ratify(table: Table, m: int) -> None:
    """Put the signed package to the vote at home: it is in force, or has failed, or the talks go on without it."""
    talks, ends = table.talks, hold_votes(table, m)
    if stands(table):
        talks.over, talks.settlement_day = 1, talks.day
        if talks.peace:
            last_peace(table)
    elif ends:
        talks.over, talks.rejected = 1, 1
    else:
        talks.reopened, talks.on_table = 1, -1
        for b in range(table.ratifier.shape[0]):
            if table.ratifier[b].refuses:
                bar(table, b, m)


@inner
def hold_votes(table: Table, m: int) -> bool:
    """Everybody votes whose party has signed, until one has said no; where some are enough, one of each party.

    Does a no end the talks?
    """
    ends = False
    for b in range(table.ratifier.shape[0]):
        body, me = table.ratifier[b], table.actor[table.ratifier[b].party]
        if me.answer == YES and me.reason != RATIFICATION:
            worth = worth_at_home(table.ratifier_gain, table.terms, table.judged, m, b, body.party)
            chance = ratified(worth, body.slope, body.floor)
            lost = table.ratifier_luck[b, body.votes] >= chance
            body.votes += 1
            if lost:
                me.reason, body.refuses = RATIFICATION, 1
                note_refusal(table.talks, b)
                ends = ends or not body.reopens
                if all_must_sign(table.nodes):
                    return ends
    return ends


@inner
def note_refusal(talks: Talks, b: int) -> None:
    """Body b has said no; of the first that did, also the day is kept."""
    if talks.votes_lost == 0:
        talks.first_refuser, talks.first_lost_day = b, talks.day
    talks.refuser = b
    talks.votes_lost += 1


@inner
def stands(table: Table) -> bool:
    """Is the package in force with those who have signed, and whose votes were won?"""
    whole = True
    for i in range(table.talks.parties):
        me = table.actor[i]
        table.signs[i] = 1.0 if me.answer == YES and me.reason != RATIFICATION else 0.0
        whole = whole and table.signs[i] > 0.0
    return whole if all_must_sign(table.nodes) else are_enough(table.nodes, table.signs)


@inner
def bar(table: Table, b: int, m: int) -> None:
    """What is no better for who has said no is not put to the vote again: else a text with a comma more would be."""
    body = table.ratifier[b]
    refused = worth_at_home(table.ratifier_gain, table.terms, table.judged, m, b, body.party)
    body.least, body.refuses = max(body.least, refused + 2.0 * TIE), 0


@separate
def reopen(finals: Finals, talks: Talks, actor: Records[Actor]) -> None:
    """A vote was lost: other packages matter now."""
    if talks.reopened:
        talks.reopened = 0
        compose_finals_again(finals, talks, actor)
