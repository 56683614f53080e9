"""Every replication of a chunk under the challenge model."""

from collections.abc import Callable
from functools import partial

from sim.bargaining.compiled import compiled
from sim.bargaining.protocols.challenge.position_table import Arena, empty_arena, take_positions
from sim.bargaining.protocols.challenge.round import challenge_all, note_end
from sim.bargaining.search.workspace import empty_menu
from sim.bargaining.setup.record import Sheet
from sim.bargaining.setup.seats import desk_at, finals_at
from sim.bargaining.setup.start import sit_down
from sim.bargaining.types import Draw, Frame, Menu, Table


def player(frame: Frame, drawn: Draw, sheet: Sheet) -> Callable[[], None]:
    """Plays every replication drawn and writes down how each ended: as often as others are drawn in the same arrays."""
    return partial(play_all, frame, drawn, empty_menu(frame), empty_arena(frame), sheet)


@compiled
def play_all(frame: Frame, drawn: Draw, menu: Menu, arena: Arena, sheet: Sheet) -> None:
    """Play every replication of a chunk to its end."""
    for r in range(drawn.talks.shape[0]):
        talks, actor = drawn.talks[r], drawn.actor[r]
        finals = finals_at(frame, drawn, menu, r)
        table = Table(talks, actor, *desk_at(frame, drawn, menu, r))
        sit_down(finals, talks, actor, table.lever)
        take_positions(arena, frame.options, frame.scale, drawn.gain[r], drawn.salience[r], actor)
        n = 0
        while not talks.over:
            challenge_all(arena, talks, n, frame.rounds)
            n += 1
        note_end(arena, frame.scale, finals, table, sheet, r)
