"""Every replication of a chunk under the mediated protocol."""

from sim.bargaining.compiled import borrowed, compiled
from sim.bargaining.menu import compose_packages, compose_truces, value_packages, value_truces
from sim.bargaining.nouns import Draw, Frame, Menu, Table
from sim.bargaining.protocols.mediated.round import strike_events, talk
from sim.bargaining.record import Sheet, note_ending, note_first_round
from sim.bargaining.seats import empty_menu, finals_at, truces_at
from sim.bargaining.start import sit_down
from sim.bargaining.war import fight


def play(frame: Frame, drawn: Draw, sheet: Sheet) -> None:
    """Play every replication drawn and write down how each ended."""
    play_all(frame, drawn, empty_menu(frame), sheet)


@compiled
def play_all(frame: Frame, drawn: Draw, menu: Menu, sheet: Sheet) -> None:
    """Play every replication of a chunk to its end."""
    frame, drawn, menu, sheet = borrowed(frame), borrowed(drawn), borrowed(menu), borrowed(sheet)
    for r in range(drawn.talks.shape[0]):
        talks, actor, luck = drawn.talks[r], drawn.actor[r], drawn.luck[r]
        event, shock, event_luck = drawn.event[r], drawn.shock[r], drawn.event_luck[r]
        finals = finals_at(frame, drawn, menu, r)
        truces = truces_at(frame, drawn, menu, r)
        table = Table(talks, actor, menu.offer, menu.judged, menu.pause, menu.clauses)
        sit_down(finals, talks, actor)
        compose_packages(finals, talks, actor)
        compose_truces(truces, talks, actor)
        for n in range(frame.rounds):
            fight(talks, luck[n])
            if strike_events(talks, actor, event, shock, event_luck, n):
                value_packages(finals, talks, actor)
                value_truces(truces, talks, actor)
            talk(table, luck[n], n)
            if n == 0:
                note_first_round(table, sheet, r)
            if talks.over:
                break
        note_ending(table, menu.terms, menu.truce_terms, sheet, r)
