"""How near each replication came to a text that all would sign."""

import math

import numpy as np

from sim.bargaining.compiled import borrowed, compiled, inner
from sim.bargaining.menu import compose_packages, compose_truces, value_packages, value_truces
from sim.bargaining.nouns import Array, Draw, Frame, Menu, Table
from sim.bargaining.protocols.mediated.round import strike_events, talk
from sim.bargaining.seats import empty_menu, finals_at, truces_at
from sim.bargaining.start import sit_down
from sim.bargaining.war import fight


def gaps(frame: Frame, drawn: Draw) -> Array:
    """[replication] the least that some party lacked, in any round, of the text on the menu that was nearest to all."""
    gap = np.full(len(drawn.talks), math.inf)
    measure_all(frame, drawn, empty_menu(frame), gap)
    return gap


@compiled
def measure_all(frame: Frame, drawn: Draw, menu: Menu, gap: Array) -> None:
    """Play every replication of a chunk as player.play_all does, measuring after every round."""
    frame, drawn, menu = borrowed(frame), borrowed(drawn), borrowed(menu)
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
            gap[r] = min(gap[r], nearest(table))
            if talks.over:
                break


@inner
def nearest(table: Table) -> float:
    """What the party worst served by the best text on the menu lacks today; below 0 if all would sign it."""
    best = math.inf
    for m in range(table.talks.packages):
        if table.offer[m].consented:
            worst = -math.inf
            for i in range(table.talks.parties):
                eyes = table.judged[m, i]
                worst = max(worst, math.inf if eyes.barred else table.actor[i].demand - eyes.value)
            best = min(best, worst)
    return best
