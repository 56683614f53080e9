"""Every replication of a chunk under alternating offers."""

from sim.bargaining.compiled import compiled
from sim.bargaining.nouns import MICRO, Draw, Frame, Ladders, Menu, Table
from sim.bargaining.protocols.alternating_offers.room import empty_ladders
from sim.bargaining.protocols.alternating_offers.turns import note_end, play_offer, take_turns
from sim.bargaining.record import Sheet
from sim.bargaining.seats import empty_menu, finals_at
from sim.bargaining.start import sit_down


def play(frame: Frame, drawn: Draw, sheet: Sheet) -> None:
    """Play every replication drawn and write down how each ended."""
    menu = empty_menu(frame, spare=2)
    counted = bool((drawn.actor["strategy"] == MICRO).any())
    play_all(frame, drawn, menu, empty_ladders(frame, menu, counted=counted), sheet)


@compiled
def play_all(frame: Frame, drawn: Draw, menu: Menu, ladders: Ladders, sheet: Sheet) -> None:
    """Play every replication of a chunk to its end."""
    last = frame.rounds * frame.party_count
    for r in range(drawn.talks.shape[0]):
        talks, actor, whim = drawn.talks[r], drawn.actor[r], drawn.whim[r]
        finals = finals_at(frame, drawn, menu, r)
        table = Table(talks, actor, menu.offer, menu.judged, menu.pause, menu.clauses)
        sit_down(finals, talks, actor)
        take_turns(ladders, finals, talks, actor)
        while talks.turns < last and not talks.over:
            play_offer(ladders, finals, whim, talks, actor, last)
        note_end(ladders, finals, table, menu.truce_terms, sheet, r)
