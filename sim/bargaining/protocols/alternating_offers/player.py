"""Every replication of a chunk under alternating offers."""

import math
from collections.abc import Callable
from functools import partial

import numpy as np

from sim.bargaining.compiled import compiled
from sim.bargaining.protocols.alternating_offers.ends import be_generous, begin, note_end
from sim.bargaining.protocols.alternating_offers.gaps import lacking
from sim.bargaining.protocols.alternating_offers.generosity import Wish, empty_wish
from sim.bargaining.protocols.alternating_offers.turns import play_offer
from sim.bargaining.protocols.alternating_offers.workspace import empty_ladders
from sim.bargaining.search.workspace import empty_menu
from sim.bargaining.setup.record import Sheet, empty_sheet
from sim.bargaining.setup.seats import desk_at, finals_at
from sim.bargaining.setup.start import sit_down
from sim.bargaining.types import Array, Draw, Frame, Ladders, Menu, Table


def player(frame: Frame, drawn: Draw, sheet: Sheet) -> Callable[[], None]:
    """Plays every replication drawn and writes down how each ended: as often as others are drawn in the same arrays."""
    return player_with(frame, drawn, sheet, np.empty(0))


def gaps(frame: Frame, drawn: Draw) -> Array:
    """[replication] the least that some party lacked of the offer that was nearest to all, when it was on the table."""
    gap = np.full(len(drawn.talks), math.inf)
    player_with(frame, drawn, empty_sheet(frame, len(gap)), gap)()
    return gap


def player_with(frame: Frame, drawn: Draw, sheet: Sheet, gap: Array) -> Callable[[], None]:
    """The same, in arrays of its own: how wide they are depends on nothing that luck decides."""
    menu, wish = empty_menu(frame), empty_wish(frame, drawn)
    ladders = empty_ladders(frame, menu, drawn, wish)
    return partial(play_all, frame, drawn, menu, ladders, wish, sheet, gap)


@compiled
def play_all(
    frame: Frame, drawn: Draw, menu: Menu, ladders: Ladders, wish: Wish, sheet: Sheet, gap: Array
) -> None:
    """Play every replication of a chunk to its end. gap: [replication] what was lacking, or empty if nobody asks."""
    measured = gap.size > 0
    game, speaker, half, pointer = ladders.game[0], ladders.speaker, ladders.half, ladders.pointer
    curve, topic, sums, offered = ladders.curve, ladders.topic, ladders.sums, ladders.offered
    needs, terms = ladders.blocks.needs, menu.terms
    for r in range(drawn.talks.shape[0]):
        talks, actor, slips = drawn.talks[r], drawn.actor[r], drawn.slips[r]
        finals = finals_at(frame, drawn, menu, r)
        table = Table(talks, actor, *desk_at(frame, drawn, menu, r))
        sit_down(finals, talks, actor, table.lever)
        begin(ladders, finals, drawn.whim[r], talks, actor)
        be_generous(game, wish, half, speaker, ladders.worth, ladders.blocks, finals, talks, actor)
        while talks.step < game.steps and not talks.over:
            play_offer(
                game, talks, actor, speaker, half, pointer, curve, topic, sums, needs, terms, offered, slips
            )
            if measured and talks.offer >= 0:
                gap[r] = min(gap[r], lacking(talks, actor, speaker))
        note_end(ladders, finals, table, sheet, r)
