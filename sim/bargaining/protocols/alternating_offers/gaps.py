"""How near each replication came to an offer that all would sign."""

import math

import numpy as np

from sim.bargaining.compiled import borrowed, compiled
from sim.bargaining.nouns import Array, Draw, Frame, Ladders, Menu, Record
from sim.bargaining.protocols.alternating_offers.ends import be_generous, begin
from sim.bargaining.protocols.alternating_offers.generosity import Wish, empty_wish
from sim.bargaining.protocols.alternating_offers.packages import BARRED
from sim.bargaining.protocols.alternating_offers.room import empty_ladders
from sim.bargaining.protocols.alternating_offers.turns import play_offer
from sim.bargaining.seats import empty_menu, finals_at
from sim.bargaining.start import sit_down


def gaps(frame: Frame, drawn: Draw) -> Array:
    """[replication] the least that some party lacked of the offer that was nearest to all, when it was on the table."""
    gap, menu, wish = np.full(len(drawn.talks), math.inf), empty_menu(frame), empty_wish(frame, drawn)
    measure_all(frame, drawn, menu, empty_ladders(frame, menu, drawn, wish), wish, gap)
    return gap


@compiled
def measure_all(frame: Frame, drawn: Draw, menu: Menu, ladders: Ladders, wish: Wish, gap: Array) -> None:
    """Play every replication of a chunk as player.play_all does, measuring after every offer."""
    frame, drawn, menu = borrowed(frame), borrowed(drawn), borrowed(menu)
    ladders, wish = borrowed(ladders), borrowed(wish)
    game, speaker, half, pointer = ladders.game[0], ladders.speaker, ladders.half, ladders.pointer
    curve, topic, sums, offered = ladders.curve, ladders.topic, ladders.sums, ladders.offered
    needs, terms = frame.needs, menu.terms
    for r in range(drawn.talks.shape[0]):
        talks, actor = drawn.talks[r], drawn.actor[r]
        finals = finals_at(frame, drawn, menu, r)
        sit_down(finals, talks, actor)
        begin(ladders, finals, drawn.whim[r], talks, actor)
        be_generous(game, wish, half, speaker, ladders.worth, finals, talks, actor)
        while talks.step < game.steps and not talks.over:
            play_offer(game, talks, actor, speaker, half, pointer, curve, topic, sums, needs, terms, offered)
            if talks.offer >= 0:
                gap[r] = min(gap[r], lacking(talks, actor, speaker))


@compiled
def lacking(talks: Record, actor: Array, speaker: Array) -> float:
    """What the party worst served by the offer on the table lacks, of what each of them asked for last."""
    worst = -math.inf
    for j in range(talks.parties):
        if j != talks.proposer:
            barred = speaker[j].value < BARRED / 2.0
            worst = max(worst, math.inf if barred else actor[j].demand - speaker[j].value)
    return worst
