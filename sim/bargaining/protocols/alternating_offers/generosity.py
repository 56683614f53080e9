"""Offers that weigh others: of what meets its demand a party offers the package worth most to all the others together.

Only packages on the frontier of own utility and the sum of the others' can be such offers. It is grown issue by issue,
anew in every replication, and takes the place of the party's ladder: a party that comes down it gives most for least.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from sim.bargaining.compiled import inner
from sim.bargaining.protocols.alternating_offers.packages import BARRED
from sim.bargaining.records import Actor, Judged, Records, Records2, Records3, Rung, Speaker
from sim.bargaining.rules.rules import TIE
from sim.bargaining.setup.blocks import worth_in_block
from sim.bargaining.solutions.frontier import grow_consented
from sim.bargaining.solutions.space import FrontierSpace, frontier_space
from sim.bargaining.types import Array, Blocks, Draw, Frame

MOST_RUNGS = 1024  # of a generous ladder; a longer frontier is thinned out
OWN, OTHERS, CONSENTS = range(3)  # dimensions; from the last on those who may be asked for consent


class Wish(NamedTuple):
    """Room to find generous offers in; next to none where nobody is generous."""

    values: Array  # [dimension, block, option]
    allowed: Array  # [block, option]
    needs: Array  # [block, option, dimension]
    least: Array  # [dimension]
    space: FrontierSpace


def empty_wish(frame: Frame, drawn: Draw) -> Wish:
    """Room for one party at a time."""
    generous = bool(drawn.actor["generous"].any()) and not frame.listed
    consenters = frame.needs.shape[2] - frame.party_count
    shape = (CONSENTS + consenters, *frame.blocks.needs.shape[:2])
    needs = np.zeros((*shape[1:], shape[0]), np.bool_)
    needs[:, :, CONSENTS:] = frame.blocks.needs[:, :, frame.party_count :]
    return Wish(
        values=np.zeros(shape),
        allowed=np.zeros(shape[1:], np.bool_),
        needs=needs,
        least=np.full(shape[0], -math.inf),
        space=frontier_space(shape, MOST_RUNGS if generous else 1),
    )


@inner
def rank_generously(
    half: Records3[Rung], mine: Speaker, wish: Wish, options: Array, actor: Records[Actor], i: int
) -> None:
    """Put the frontier in the place of party i's ladder."""
    parties = half.shape[0]
    wish.least[OWN] = actor[i].reservation - TIE
    for c in range(CONSENTS, wish.least.shape[0]):
        wish.least[c] = actor[parties + c - CONSENTS].floor_now - TIE
    space = wish.space
    found = grow_consented(
        wish.values,
        options,
        wish.allowed,
        wish.needs,
        wish.least,
        CONSENTS,
        space.worth,
        space.number,
        space.pile,
        space.bound,
        space.reach,
        space.values,
        space.allowed,
    )
    mine.uppers, mine.lowers, mine.lower_count = space.pile[found].rows, 1, 1
    for row in range(mine.uppers):
        half[i, 0, row].value, half[i, 0, row].number = space.worth[found, row, OWN], space.number[found, row]
    half[i, 1, 0].value, half[i, 1, 0].number = 0.0, 0


@inner
def set_out(
    wish: Wish, blocks: Blocks, worth: Array, gain: Array, synergy: Array, parties: int, i: int
) -> None:
    """What each option is worth to party i, to the other parties together, and to those who may be asked.

    worth [block, option]: its own; gain [actor, issue, option], synergy [link, actor].
    """
    values = wish.values
    for b in range(blocks.options.shape[0]):
        for c in range(blocks.options[b]):
            wish.allowed[b, c] = worth[b, c] > BARRED / 2.0
            values[OWN, b, c], values[OTHERS, b, c] = worth[b, c], 0.0
            for j in range(parties):
                if j != i:
                    values[OTHERS, b, c] += worth_in_block(blocks, gain, synergy, j, b, c)
            for d in range(CONSENTS, values.shape[0]):
                a = parties + d - CONSENTS
                values[d, b, c] = worth_in_block(blocks, gain, synergy, a, b, c)


@inner
def keep_generous(half: Records3[Rung], mine: Speaker, judged: Records2[Judged], i: int) -> None:
    """Of a sorted menu keep what no better package for party i is as good for the others. judged [package, actor]."""
    parties, kept, most = half.shape[0], 0, -math.inf
    for rung in range(mine.uppers):
        row, others = half[i, 0, rung].number, 0.0
        for j in range(parties):
            if j != i:
                others += judged[row, j].utility
        if others > most + TIE:
            half[i, 0, kept].value, half[i, 0, kept].number = half[i, 0, rung].value, row
            kept, most = kept + 1, others
    mine.uppers = kept
