"""Room for what the parties of one replication count on, allocated once per chunk."""

from __future__ import annotations

import math

import numpy as np

from sim.bargaining.protocols.alternating_offers.generosity import Wish
from sim.bargaining.protocols.alternating_offers.inverse_utility import LOWERS, UPPERS
from sim.bargaining.records import OfferedBlock, OffersGame, Records, Rung, Speaker
from sim.bargaining.setup.linking import separate
from sim.bargaining.types import MICRO, TIT_FOR_TAT, Draw, Frame, Ladders, Menu

MOST_WHOLE = 5 * 2**12  # rungs to sort, lower ones counted four times; longer halves are thinned out


def empty_ladders(frame: Frame, menu: Menu, drawn: Draw, wish: Wish) -> Ladders:
    """Ladders wide enough for every party's packages."""
    blocks = separate(frame.options, frame.needs) if frame.listed else frame.blocks
    parties, sizes, actors = frame.party_count, blocks.options.tolist(), frame.needs.shape[2]
    game = new_game(frame, drawn, sizes)
    upper, lower = longest(game[0], sizes, len(menu.terms))
    widest = max(upper, lower, wish.space.number.shape[1])
    speaker = Speaker.empty(actors)
    speaker["clock_strategy"] = -1  # no curve has been drawn yet
    topic = OfferedBlock.empty(len(sizes))
    topic["options"] = sizes
    topic["first"] = np.cumsum(sizes) - sizes
    return Ladders(
        game=game,
        speaker=speaker,
        half=Rung.empty(parties, 2, widest),
        pointer=np.zeros((parties, max(upper, lower)), np.int64),
        spare=Rung.empty(max(upper, lower)),
        curve=np.zeros((parties, frame.rounds)),
        topic=topic,
        blocks=blocks,
        worth=np.zeros((actors, *blocks.needs.shape[:2])),
        sums=np.zeros((actors, 2, max(upper, lower, sum(sizes)))),
        offered=np.zeros((parties, frame.rounds), np.int64),
    )


def new_game(frame: Frame, drawn: Draw, sizes: list[int]) -> Records[OffersGame]:
    """[1] sizes: how many options each block has; none is cut in two."""
    game = OffersGame.empty(1)
    cut = len(sizes) if frame.listed else even_cut(sizes)
    game["tolerance"], game["listed"], game["cut"] = frame.tolerance, frame.listed, cut
    game["lower_count"] = math.prod(sizes[cut:])
    game["consulted"] = frame.needs.any()
    halves = math.prod(sizes[:cut]) + 4 * math.prod(sizes[cut:])
    game["thinned"] = halves > MOST_WHOLE and not frame.listed and not frame.needs.any()
    game["counted"] = (drawn.actor["strategy"] == MICRO).any()
    game["heard"] = (drawn.actor["strategy"] == TIT_FOR_TAT).any()
    game["steps"] = frame.rounds
    game["weighed"] = frame.needs.shape[2] if frame.needs.any() else frame.party_count
    return game


def longest(game: OffersGame, sizes: list[int], menu: int) -> tuple[int, int]:
    """How many rungs there can be in the upper and in the lower half of a ladder, while it is built."""
    upper, lower = math.prod(sizes[: game["cut"]]), math.prod(sizes[game["cut"] :])
    if game["thinned"]:
        return min(upper, UPPERS * max(sizes)), min(lower, LOWERS * max(sizes))
    return (menu if game["listed"] else upper), lower


def even_cut(sizes: list[int]) -> int:
    """Where to cut the issues in two: sorting the upper half costs once, each rung of the lower at every offer."""
    cuts = range(1, len(sizes) + 1)
    return min(cuts, key=lambda cut: math.prod(sizes[:cut]) + 4 * math.prod(sizes[cut:]))
