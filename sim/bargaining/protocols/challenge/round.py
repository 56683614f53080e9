"""One round of challenges on every issue, and what comes of them in the end."""

import math

from sim.bargaining.compiled import separate
from sim.bargaining.protocols.challenge.offers import NONE, challenge_round
from sim.bargaining.protocols.challenge.position_table import Arena, desk_of, nearest
from sim.bargaining.records import Actor, Records, Talks
from sim.bargaining.rules.rows import copy_rows
from sim.bargaining.search.menu import has_plain_zone
from sim.bargaining.search.valuing import value_plainly
from sim.bargaining.setup.record import Sheet, note_ending
from sim.bargaining.types import Array, Finals, Table


@separate
def challenge_all(arena: Arena, talks: Talks, n: int, rounds: int) -> None:
    """Round n on every issue where somebody moved in the last one; over when nobody moves, or after all rounds.

    In this model there is always a decision, whoever likes it.
    """
    talks.day, moved = (n + 1) * talks.round_days, 0
    for k in range(arena.size.shape[0]):
        for m in range(arena.size[k]):
            arena.how[k, m] = NONE
        if arena.moves[k] > 0:
            size = arena.size[k]
            desk = desk_of(arena.desk, size)
            arena.middle[k] = challenge_round(
                arena.position[k, :size],
                arena.power[k, :size],
                arena.care[k, :size],
                talks.status_quo,
                arena.span[k],
                desk,
            )
            arena.moves[k] = 0
            for m in range(size):
                arena.how[k, m], arena.yields_to[k, m] = desk.how[m], desk.yields_to[m]
                arena.moves[k] += desk.how[m] != NONE
        moved += arena.moves[k]
    if moved == 0 or n + 1 == rounds:
        talks.over, talks.settlement_day = 1, talks.day


@separate
def lay_down(arena: Arena, scale: Array, finals: Finals, talks: Talks, actor: Records[Actor]) -> None:
    """The named packages, and after them the one nearest to the medians."""
    row = copy_rows(finals.proposals, finals.terms)
    for k in range(finals.options.shape[0]):
        finals.terms[row, k] = nearest(scale[k], finals.options[k], arena.middle[k])
    talks.packages, talks.package, talks.proposer = row + 1, row, -1
    for m in range(row + 1):
        value_plainly(finals, talks, actor, m)


@separate
def note_end(arena: Arena, scale: Array, finals: Finals, table: Table, sheet: Sheet, r: int) -> None:
    """Everything about how replication r ended."""
    talks, actor = table.talks, table.actor
    for i in range(talks.parties):
        actor[i].reservation = actor[i].war_value
    zone = has_plain_zone(finals, talks, actor)
    lay_down(arena, scale, finals, talks, actor)
    talks.zone_day = talks.round_days if zone else math.nan
    note_ending(table, sheet, r)
    sheet.ending[r].zone_at_end = zone
