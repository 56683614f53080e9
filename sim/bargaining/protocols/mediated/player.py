"""Every replication of a chunk under the mediated protocol."""

import math
from collections.abc import Callable
from functools import partial

import numpy as np

from sim.bargaining.compiled import compiled
from sim.bargaining.protocols.mediated.events import adjourn, settle_at_once, strike_events
from sim.bargaining.protocols.mediated.gaps import nearest
from sim.bargaining.protocols.mediated.ratifying import reopen
from sim.bargaining.protocols.mediated.round import talk
from sim.bargaining.rules.slips import draw_slips
from sim.bargaining.rules.tabling import nothing_due_before, text_due
from sim.bargaining.rules.unilateral import declare
from sim.bargaining.rules.war import fight
from sim.bargaining.search.menu import compose_packages, compose_truces
from sim.bargaining.search.workspace import empty_menu
from sim.bargaining.setup.record import Sheet, empty_sheet, note_ending, note_first_text
from sim.bargaining.setup.seats import Plain, desk_at, finals_at, outside_at, plain_records, truces_at
from sim.bargaining.setup.start import sit_down
from sim.bargaining.types import Array, Draw, Frame, Menu, Table


def player(frame: Frame, drawn: Draw, sheet: Sheet) -> Callable[[], None]:
    """Plays every replication drawn and writes down how each ended: as often as others are drawn in the same arrays."""
    return partial(play_all, frame, drawn, plain_records(drawn), empty_menu(frame), sheet, np.empty(0))


def gaps(frame: Frame, drawn: Draw) -> Array:
    """[replication] the least that some party lacked, in any round, of the text on the menu that was nearest to all."""
    gap = np.full(len(drawn.talks), math.inf)
    play_all(frame, drawn, plain_records(drawn), empty_menu(frame), empty_sheet(frame, len(gap)), gap)
    return gap


@compiled
def play_all(frame: Frame, drawn: Draw, numbers: Plain, menu: Menu, sheet: Sheet, gap: Array) -> None:
    """Play every replication of a chunk to its end. gap: [replication] what was lacking, or empty if nobody asks."""
    measured = gap.size > 0
    for r in range(drawn.talks.shape[0]):
        talks, actor, luck = drawn.talks[r], drawn.actor[r], drawn.luck[r]
        slips, occasions, outside = drawn.slips[r], drawn.occasions[r], outside_at(frame, drawn, numbers, r)
        finals = finals_at(frame, drawn, menu, r)
        truces = truces_at(frame, drawn, menu, r)
        table = Table(talks, actor, *desk_at(frame, drawn, menu, r))
        if outside.cells.shape[0] > 0:
            settle_at_once(talks, outside)
        sit_down(finals, talks, actor, table.lever)
        compose_packages(finals, talks, actor, False)
        compose_truces(truces, talks, actor)
        for n in range(frame.rounds):
            fight(talks, luck[n])
            reopen(finals, talks, actor)
            if outside.event.shape[0] > 0:
                strike_events(finals, truces, talks, actor, table.lever, outside, n)
            if slips.shape[1] > 0:
                draw_slips(talks, actor, slips)
            talk(table, luck)
            if occasions.shape[1] > 0 and not talks.over:
                declare(talks, actor, occasions, n)
            if measured and text_due(talks) >= 0:
                gap[r] = min(gap[r], nearest(table))
            if nothing_due_before(talks):  # until the first text is due: talks may end before
                note_first_text(table, sheet, r)
            if talks.over or talks.closing >= 0:
                break
            if outside.event.shape[0] > 0 and n + 1 < frame.rounds and adjourn(talks, outside, n + 1):
                break
        reopen(finals, talks, actor)
        note_ending(table, sheet, r)
