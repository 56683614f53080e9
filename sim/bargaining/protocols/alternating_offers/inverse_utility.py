"""A party's packages from best to worst for itself, without listing them.

Utility is additive over issues, so a package is a sum of two halves. Each half is sorted once; the last rung that is
worth a demand is then found with one pointer per lower sum, and pointers move little as demands slide (Horowitz &
Sahni 1974 for the halves). Of rungs of equal utility the one with the higher number stands lower. Halves of very many
packages are thinned out: no list of a time that can be waited for holds the nearest to every demand.
"""

import math

from sim.bargaining.compiled import inlined, inner
from sim.bargaining.protocols.alternating_offers.half_spaces import sort, sort_half
from sim.bargaining.records import (
    Judged,
    OfferedBlock,
    OffersGame,
    Records,
    Records2,
    Records3,
    Rung,
    Speaker,
    Talks,
)
from sim.bargaining.types import Array

HAIR = 1e-6  # an offer may fall short of a demand by so little, as in NegMAS
UPPERS, LOWERS = 1024, 512  # rungs that are left of a half that is thinned out


@inlined
def build_ladder(
    half: Records3[Rung],
    spare: Records[Rung],
    speaker: Speaker,
    topic: Records[OfferedBlock],
    worth: Array,
    game: OffersGame,
    i: int,
) -> None:
    """Sort both halves of party i's packages."""
    uppers, lowers = (UPPERS, LOWERS) if game.thinned else (spare.shape[0], spare.shape[0])
    speaker.slack = 0.0
    speaker.uppers = sort_half(half[i, 0], spare, topic, worth[i], 0, game.cut, uppers, speaker)
    speaker.lowers = sort_half(half[i, 1], spare, topic, worth[i], game.cut, topic.shape[0], lowers, speaker)


@inner
def list_ladder(
    half: Records3[Rung],
    spare: Records[Rung],
    speaker: Speaker,
    judged: Records2[Judged],
    talks: Talks,
    i: int,
) -> None:
    """Sort the menu as party i sees it."""
    size = 0
    for row in range(talks.named, talks.listed):
        if not judged[row, i].barred:
            half[i, 0, size].value, half[i, 0, size].number = judged[row, i].utility, row
            size += 1
    speaker.uppers, speaker.lowers = size, 1
    half[i, 1, 0].value, half[i, 1, 0].number = 0.0, 0
    sort(half[i, 0], spare, 1, size)


@inlined
def rung_at(
    half: Records3[Rung], pointer: Array, i: int, mine: Speaker, lower_count: int, least: float
) -> int:
    """Number of the last rung worth `least` (or a hair less, if that is nearer); -1 for none.

    It stays the one until the demand has slid to within a hair of the next rung.
    """
    if not (mine.beneath + HAIR < least <= mine.most):
        search(half, pointer, i, mine, lower_count, least)
    return mine.found


@inlined
def search(
    half: Records3[Rung], pointer: Array, i: int, mine: Speaker, lower_count: int, least: float
) -> None:
    """Find that rung, how much it is worth at `most`, and what the next one `beneath` is worth."""
    best, gap, drop = -1, math.inf, math.inf
    for b in range(mine.lowers):
        wanted = least - half[i, 1, b].value
        p = slide(half, i, mine.uppers, pointer[i, b], wanted)
        pointer[i, b] = p
        if p >= 0 and half[i, 0, p].value - wanted <= gap:
            number = half[i, 0, p].number * lower_count + half[i, 1, b].number
            if half[i, 0, p].value - wanted < gap or number > best:
                best, gap = number, half[i, 0, p].value - wanted
        if p + 1 < mine.uppers:
            short = wanted - half[i, 0, p + 1].value
            drop = min(drop, short)
            if short <= HAIR and short < gap:
                best, gap = half[i, 0, p + 1].number * lower_count + half[i, 1, b].number, short
    mine.found, mine.beneath = best, least - drop
    mine.most = least + gap if drop > HAIR else -math.inf


@inlined
def slide(half: Records3[Rung], i: int, uppers: int, p: int, wanted: float) -> int:
    """From upper rung p to the last one worth what is wanted; -1 for none."""
    while p + 1 < uppers and half[i, 0, p + 1].value >= wanted:
        p += 1
    while p >= 0 and half[i, 0, p].value < wanted:
        p -= 1
    return p


@inner
def rung_above(
    half: Records3[Rung],
    pointer: Array,
    i: int,
    speaker: Speaker,
    lower_count: int,
    value: float,
    number: int,
) -> int:
    """Number of the rung just above another one, given its utility and number; -1 above the top."""
    best, best_value = -1, math.inf
    speaker.most = -math.inf  # the next search starts from other rungs
    for b in range(speaker.lowers):
        p = pointer[i, b]
        while p >= 0:
            found = half[i, 0, p].value + half[i, 1, b].value
            name = half[i, 0, p].number * lower_count + half[i, 1, b].number
            if found > value or (found == value and name < number):
                if found < best_value or (found == best_value and name > best):
                    best, best_value = name, found
                break
            p -= 1
        pointer[i, b] = p
    return best


@inner
def top_rung(half: Records3[Rung], pointer: Array, i: int, speaker: Speaker, lower_count: int) -> int:
    """The lower half of the best rung that has not been taken yet; -1 if none is left."""
    best, best_value, best_number = -1, -math.inf, 0
    for b in range(speaker.lowers):
        p = pointer[i, b]
        if p < speaker.uppers:
            value, number = (
                half[i, 0, p].value + half[i, 1, b].value,
                half[i, 0, p].number * lower_count + half[i, 1, b].number,
            )
            if value > best_value or (value == best_value and number < best_number):
                best, best_value, best_number = b, value, number
    return best
