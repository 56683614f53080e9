"""Before the first turn, and after the last."""

import math

from sim.bargaining.compiled import compiled, inner, separate
from sim.bargaining.protocols.alternating_offers.demands import draw_curve
from sim.bargaining.protocols.alternating_offers.generosity import (
    Wish,
    keep_generous,
    rank_generously,
    set_out,
)
from sim.bargaining.protocols.alternating_offers.inverse_utility import build_ladder, list_ladder
from sim.bargaining.protocols.alternating_offers.packages import (
    BARRED,
    add_up,
    lay_down,
    list_worths,
    unfold,
)
from sim.bargaining.protocols.alternating_offers.turns import step_down
from sim.bargaining.records import Actor, OffersGame, Records, Records2, Records3, Rung, Speaker, Talks
from sim.bargaining.rules.rows import copy_rows
from sim.bargaining.rules.rules import on_grid
from sim.bargaining.search.menu import compose_packages, has_plain_zone
from sim.bargaining.search.valuing import utility_of, value_plainly
from sim.bargaining.setup.blocks import is_barred, worth_in_block
from sim.bargaining.setup.record import Sheet, note_ending
from sim.bargaining.types import MICRO, Array, Blocks, Finals, Ladders, Table


@separate
def begin(ladders: Ladders, finals: Finals, whim: Array, talks: Talks, actor: Records[Actor]) -> None:
    """Everybody knows its packages. The war's value at the start is the reservation value, and stays."""
    if ladders.game[0].listed:
        compose_packages(finals, talks, actor, True)
    else:
        talks.packages = copy_rows(finals.proposals, finals.terms)
    draw_lines(ladders.worth, ladders.blocks, finals)
    weigh_halves(ladders)
    for row in range(talks.packages):
        value_plainly(finals, talks, actor, row)
        weigh_row(ladders, finals, row)
    for i in range(talks.parties):
        ladders.speaker[actor[i].place].seat = i
        climb(ladders, finals, talks, actor, i)
        draw_curve(ladders.curve[i], whim[i], actor[i], ladders.speaker[i], talks.round_days)


@inner
def draw_lines(worth: Array, blocks: Blocks, finals: Finals) -> None:
    """What each option is worth to whom, and which ones cross a genuine red line."""
    for a in range(worth.shape[0]):
        for b in range(blocks.options.shape[0]):
            for c in range(blocks.options[b]):
                if is_barred(blocks, finals.genuine, finals.lines, a, b, c):
                    worth[a, b, c] = BARRED
                else:
                    worth[a, b, c] = worth_in_block(blocks, finals.gain, finals.synergy, a, b, c)


@inner
def weigh_halves(ladders: Ladders) -> None:
    """What each half of all packages, or each option, is worth to everybody whose opinion counts."""
    game, topic, worth = ladders.game[0], ladders.topic, ladders.worth
    if game.thinned:
        for a in range(game.weighed):
            list_worths(ladders.sums[a, 0], topic, worth[a])
    elif not game.listed:
        for a in range(game.weighed):
            add_up(ladders.sums[a, 0], topic, worth[a], 0, game.cut)
            add_up(ladders.sums[a, 1], topic, worth[a], game.cut, topic.shape[0])


@compiled
def weigh_row(ladders: Ladders, finals: Finals, row: int) -> None:
    """What a row of the menu is worth to everybody whose opinion counts, if rows are what is offered."""
    if ladders.game[0].listed:
        for a in range(ladders.game[0].weighed):
            ladders.sums[a, 0, row] = utility_of(
                ladders.worth, finals.links, finals.synergy, finals.terms, row, a
            )


@inner
def climb(ladders: Ladders, finals: Finals, talks: Talks, actor: Records[Actor], i: int) -> None:
    """Party i sorts its packages and stands on the top rung."""
    me, mine, half, game = actor[i], ladders.speaker[i], ladders.half[i], ladders.game[0]
    if game.listed:
        list_ladder(ladders.half, ladders.spare, mine, finals.judged, talks, i)
    else:
        build_ladder(ladders.half, ladders.spare, mine, ladders.topic, ladders.worth, game, i)
        talks.slack = max(talks.slack, mine.slack)
    me.reservation, me.conceded = me.war_value, 0.0
    mine.bottom, mine.lower_count = max(me.reservation, worst(half, mine)), game.lower_count
    mine.heard, mine.made, mine.ready, mine.most = 0, 0, 0, -math.inf
    me.demand = on_grid(max(mine.bottom, me.aspiration) - game.tolerance)
    for b in range(mine.lowers):
        ladders.pointer[i, b] = 0 if me.strategy == MICRO else -1
    if me.strategy == MICRO:
        step_down(
            game,
            talks,
            actor,
            ladders.speaker,
            ladders.half,
            ladders.pointer,
            ladders.topic,
            ladders.sums,
            ladders.blocks.needs,
            finals.terms,
            i,
        )


@separate
def be_generous(
    game: OffersGame,
    wish: Wish,
    half: Records3[Rung],
    speaker: Records[Speaker],
    worth: Array,
    blocks: Blocks,
    finals: Finals,
    talks: Talks,
    actor: Records[Actor],
) -> None:
    """Generous parties come down another ladder; MiCRO's list is of all packages."""
    for i in range(talks.parties):
        if actor[i].generous and actor[i].strategy != MICRO:
            if game.listed:
                keep_generous(half, speaker[i], finals.judged, i)
            else:
                set_out(wish, blocks, worth[i], finals.gain, finals.synergy, talks.parties, i)
                rank_generously(half, speaker[i], wish, blocks.options, actor, i)


@inner
def worst(half: Records2[Rung], mine: Speaker) -> float:
    """Utility of the lowest rung."""
    if mine.uppers == 0 or mine.lowers == 0:
        return 0.0
    return half[0, mine.uppers - 1].value + half[1, mine.lowers - 1].value


@compiled
def show_offer(ladders: Ladders, finals: Finals, talks: Talks, actor: Records[Actor]) -> None:
    """Put the last offer into its row of the menu, for all to see."""
    talks.package = talks.offer
    if talks.offer >= 0 and not ladders.game[0].listed:
        unfold(ladders.game[0], ladders.topic, finals.terms, talks.offer)
        lay_down(ladders.topic, ladders.blocks, finals.terms, talks.packages)
        value_plainly(finals, talks, actor, talks.packages)
        talks.package = talks.packages


@separate
def note_end(ladders: Ladders, finals: Finals, table: Table, sheet: Sheet, r: int) -> None:
    """Everything about how replication r ended. The zone is that of all packages, not only of the listed ones."""
    talks = table.talks
    zone = talks.over or has_plain_zone(finals, talks, table.actor)
    show_offer(ladders, finals, talks, table.actor)
    talks.zone_day = talks.round_days if zone else math.nan
    note_ending(table, sheet, r)
    sheet.ending[r].zone_at_end = zone
