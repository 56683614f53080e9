"""The best package of a great many: branch and bound, issue by issue. Land & Doig (1960), Econometrica 28.

A branch is left once it can come to no more than the best package so far. The search has a budget, and what it leaves
open when that is spent says how much better than the best found a package could be.
"""

import math

from sim.bargaining.compiled import inner
from sim.bargaining.records import Records, SearchTally, Stake
from sim.bargaining.rules.rules import TIE
from sim.bargaining.solutions.concepts import betters, measured
from sim.bargaining.solutions.prices import gain_for
from sim.bargaining.solutions.search import Search, Space
from sim.bargaining.types import Array


@inner
def consider(space: Space, search: Search) -> None:
    """The package of the options in `level`, if it can be signed: is it the best so far?"""
    last = search.level.shape[0] - 1
    for k in range(last):
        take(space, search, k, search.level[k].option)
    score = outlook(space.stake, search, last)
    if is_open(space, search, last):
        keep_if_better(space.stake, search, score)


@inner
def take(space: Space, search: Search, k: int, o: int) -> None:
    """Add an option of an issue to what was taken before."""
    parties, here, following = space.stake.shape[0], search.level[k], search.level[k + 1]
    here.option, following.asked = o, here.asked
    following.number = here.number + o * here.stride
    following.differing = here.differing + (o != here.home)
    for d in range(space.values.shape[0]):
        search.worth[k + 1, d] = search.worth[k, d] + space.values[d, k, o]
        if d >= parties and space.needs[k, o, d]:
            following.asked |= 1 << (d - parties)


@inner
def is_open(space: Space, search: Search, k: int) -> bool:
    """With k issues taken: can all who must sign still get their least?"""
    parties = space.stake.shape[0]
    for d in range(space.values.shape[0]):
        signs = d < parties or search.level[k].asked >> (d - parties) & 1
        if signs and search.worth[k, d] + search.reach[d, k].most < space.least[d]:
            return False
    return True


@inner
def outlook(stake: Records[Stake], search: Search, k: int) -> float:
    """With k issues taken: what a package comes to if each party then gets its best."""
    for i in range(stake.shape[0]):
        stake[i].gain = search.worth[k, i] + search.reach[i, k].most - stake[i].least
    return measured(stake, search.tally.kind)


@inner
def keep_if_better(stake: Records[Stake], search: Search, score: float) -> None:
    """A whole package."""
    level, tally, total = search.level, search.tally, 0.0
    last = level.shape[0] - 1
    for i in range(stake.shape[0]):
        total += search.worth[last, i]
    if betters(score, total, level[last].number, tally.score, tally.total, tally.number):
        tally.score, tally.total, tally.number, tally.found = score, total, level[last].number, 1
        for k in range(last):
            level[k].best = level[k].option
        set_needs(tally)


@inner
def set_needs(tally: SearchTally) -> None:
    """What it takes to equal the best package so far, and to be better."""
    tally.equal = gain_for(tally.score - TIE, tally)
    tally.more = gain_for(tally.score + TIE, tally)


@inner
def rank_options(options: Array, search: Search) -> None:
    """Of each issue the options with which a package can equal the best, the dearest first: Shell (1959)."""
    level, priced, order = search.level, search.priced, search.order
    gain = level[0].priced + level[0].ahead
    for k in range(options.shape[0]):
        count, most = 0, level[k].ahead - level[k + 1].ahead
        for o in range(options[k]):
            if gain - most + priced[k, o] >= search.tally.equal and priced[k, o] > -math.inf:
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
def descend(space: Space, search: Search, differing: int, nodes: int) -> None:
    """Look through all packages that differ in at most so many issues from `home`, depth first."""
    level, tally, priced = search.level, search.tally, search.priced
    last, k = level.shape[0] - 1, 0
    level[0].tried, tally.nodes, tally.open = 0, 0, -math.inf
    while k >= 0:
        here = level[k]
        if here.tried >= here.count:
            k -= 1
            continue
        o = search.order[k, here.tried]
        here.tried += 1
        gain = here.priced + priced[k, o] + level[k + 1].ahead
        if gain < tally.equal or tally.nodes >= nodes:  # those behind it come to less
            tally.open = tally.open if gain < tally.equal else max(tally.open, gain)
            here.tried = here.count
            continue
        if here.differing + (o != here.home) > differing:
            continue
        tally.nodes += 1
        take(space, search, k, o)
        score = outlook(space.stake, search, k + 1)
        if is_open(space, search, k + 1):
            if k + 1 == last:
                keep_if_better(space.stake, search, score)
            elif is_promising(space.stake, search, k + 1, score, gain):
                k += 1
                level[k].tried, level[k].priced = 0, here.priced + priced[k - 1, o]


@inner
def is_promising(stake: Records[Stake], search: Search, k: int, score: float, gain: float) -> bool:
    """With k issues taken: can there still be a better package, or an equal one with a greater sum or number?"""
    tally, total = search.tally, search.level[k].plain
    if score > tally.score + TIE and gain > tally.more:
        return True
    for i in range(stake.shape[0]):
        total += search.worth[k, i]
    if score < tally.score - TIE or total < tally.total - TIE:
        return False
    return total > tally.total + TIE or search.level[k].number < tally.number
