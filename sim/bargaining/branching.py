"""The best package of a great many: branch and bound, issue by issue. Land & Doig (1960), Econometrica 28.

A branch is left once it can come to no more than the best package so far. The search has a budget, and what it leaves
open when that is spent says how much better than the best found a package could be.
"""

import math

from sim.bargaining.compiled import inner
from sim.bargaining.concepts import betters, measured
from sim.bargaining.nouns import Array, Record
from sim.bargaining.prices import gain_for
from sim.bargaining.rules import TIE


@inner
def consider(
    values: Array,
    needs: Array,
    least: Array,
    stake: Array,
    kind: int,
    level: Array,
    worth: Array,
    reach: Array,
    tally: Record,
) -> None:
    """The package of the options in `level`, if it can be signed: is it the best so far?"""
    last = level.shape[0] - 1
    for k in range(last):
        take(values, needs, stake, level, worth, k, level[k].option)
    score = outlook(stake, kind, worth, reach, last)
    if is_open(least, stake, level, worth, reach, last):
        keep_if_better(stake, kind, level, worth, tally, score)


@inner
def take(values: Array, needs: Array, stake: Array, level: Array, worth: Array, k: int, o: int) -> None:
    """Add an option of an issue to what was taken before."""
    parties, here, following = stake.shape[0], level[k], level[k + 1]
    here.option, following.asked = o, here.asked
    following.number = here.number + o * here.stride
    following.differing = here.differing + (o != here.home)
    for d in range(values.shape[0]):
        worth[k + 1, d] = worth[k, d] + values[d, k, o]
        if d >= parties and needs[k, o, d]:
            following.asked |= 1 << (d - parties)


@inner
def is_open(least: Array, stake: Array, level: Array, worth: Array, reach: Array, k: int) -> bool:
    """With k issues taken: can all who must sign still get their least?"""
    parties = stake.shape[0]
    for d in range(worth.shape[1]):
        signs = d < parties or level[k].asked >> (d - parties) & 1
        if signs and worth[k, d] + reach[d, k].most < least[d]:
            return False
    return True


@inner
def outlook(stake: Array, kind: int, worth: Array, reach: Array, k: int) -> float:
    """With k issues taken: what a package comes to if each party then gets its best."""
    for i in range(stake.shape[0]):
        stake[i].gain = worth[k, i] + reach[i, k].most - stake[i].least
    return measured(stake, kind)


@inner
def keep_if_better(stake: Array, kind: int, level: Array, worth: Array, tally: Record, score: float) -> None:
    """A whole package."""
    last, total = level.shape[0] - 1, 0.0
    for i in range(stake.shape[0]):
        total += worth[last, i]
    if betters(score, total, level[last].number, tally.score, tally.total, tally.number):
        tally.score, tally.total, tally.number, tally.found = score, total, level[last].number, 1
        for k in range(last):
            level[k].best = level[k].option
        set_needs(kind, tally)


@inner
def set_needs(kind: int, tally: Record) -> None:
    """What it takes to equal the best package so far, and to be better."""
    tally.equal = gain_for(tally.score - TIE, kind, tally)
    tally.more = gain_for(tally.score + TIE, kind, tally)


@inner
def rank_options(options: Array, level: Array, priced: Array, order: Array, tally: Record) -> None:
    """Of each issue the options with which a package can equal the best, the dearest first: Shell (1959)."""
    gain = level[0].priced + level[0].ahead
    for k in range(options.shape[0]):
        count, most = 0, level[k].ahead - level[k + 1].ahead
        for o in range(options[k]):
            if gain - most + priced[k, o] >= tally.equal and priced[k, o] > -math.inf:
                order[k, count] = o
                count += 1
        level[k].count, gap = count, count // 2
        while gap > 0:
            for j in range(gap, count):
                o, at = order[k, j], j
                while at >= gap and precedes(priced, k, o, order[k, at - gap]):
                    order[k, at] = order[k, at - gap]
                    at -= gap
                order[k, at] = o
            gap //= 2


@inner
def precedes(priced: Array, k: int, o: int, other: int) -> bool:
    """Is an option to be tried before another?"""
    return priced[k, o] > priced[k, other] or (priced[k, o] == priced[k, other] and o < other)


@inner
def descend(
    values: Array,
    needs: Array,
    least: Array,
    stake: Array,
    kind: int,
    level: Array,
    worth: Array,
    reach: Array,
    priced: Array,
    order: Array,
    tally: Record,
    differing: int,
    nodes: int,
) -> None:
    """Look through all packages that differ in at most so many issues from `home`, depth first."""
    last, k = level.shape[0] - 1, 0
    level[0].tried, tally.nodes, tally.open = 0, 0, -math.inf
    while k >= 0:
        here = level[k]
        if here.tried >= here.count:
            k -= 1
            continue
        o = order[k, here.tried]
        here.tried += 1
        gain = here.priced + priced[k, o] + level[k + 1].ahead
        if gain < tally.equal or tally.nodes >= nodes:  # those behind it come to less
            tally.open = tally.open if gain < tally.equal else max(tally.open, gain)
            here.tried = here.count
            continue
        if here.differing + (o != here.home) > differing:
            continue
        tally.nodes += 1
        take(values, needs, stake, level, worth, k, o)
        score = outlook(stake, kind, worth, reach, k + 1)
        if is_open(least, stake, level, worth, reach, k + 1):
            if k + 1 == last:
                keep_if_better(stake, kind, level, worth, tally, score)
            elif is_promising(stake, level, worth, tally, k + 1, score, gain):
                k += 1
                level[k].tried, level[k].priced = 0, here.priced + priced[k - 1, o]


@inner
def is_promising(
    stake: Array, level: Array, worth: Array, tally: Record, k: int, score: float, gain: float
) -> bool:
    """With k issues taken: can there still be a better package, or an equal one with a greater sum or number?"""
    if score > tally.score + TIE and gain > tally.more:
        return True
    total = level[k].plain
    for i in range(stake.shape[0]):
        total += worth[k, i]
    if score < tally.score - TIE or total < tally.total - TIE:
        return False
    return total > tally.total + TIE or level[k].number < tally.number
