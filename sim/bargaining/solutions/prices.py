"""How much a package can come to at most: an upper bound with a price on each party's gain.

Whatever the prices, the greatest sum of priced gains is found issue by issue, and no package comes to more than it
allows: no sum if no price is below its weight; nor the least of several gains, which is no more than their mean; nor
the mean of their product. Better prices are looked for by subgradients: Held & Karp (1971), Polyak (1969).
"""

import math

from sim.bargaining.compiled import inner
from sim.bargaining.records import Records, SearchTally, Stake
from sim.bargaining.rules.rules import GRID
from sim.bargaining.solutions.concepts import LEAST, PRODUCT, SUM
from sim.bargaining.solutions.search import Search, Space

NOTHING = 1e-12  # no price of a product, and no distance, is less
AGAIN = 0.5  # of the step before
FARTHEST = 3.0  # a price of a product changes by no higher power of e at once


@inner
def price_options(space: Space, search: Search) -> float:
    """What each option adds, priced, and the best of each issue: the greatest priced gain of all packages."""
    stake, level, priced = space.stake, search.level, search.priced
    last: int = space.options.shape[0]
    level[last].ahead, level[0].priced = 0.0, 0.0
    for i in range(stake.shape[0]):
        level[0].priced -= stake[i].price * stake[i].least
    for k in range(last - 1, -1, -1):
        most = -math.inf
        for o in range(space.options[k]):
            priced[k, o] = 0.0 if space.allowed[k, o] else -math.inf
            for i in range(stake.shape[0]):
                priced[k, o] += stake[i].price * space.values[i, k, o]
            if priced[k, o] > most:
                most, level[k].option = priced[k, o], o
        level[k].ahead = level[k + 1].ahead + most
    return level[0].priced + level[0].ahead


@inner
def begin_prices(stake: Records[Stake], tally: SearchTally) -> None:
    """The weights; for a product, by what could be gained at most."""
    for i in range(stake.shape[0]):
        me = stake[i]
        me.price = me.weight / me.ideal if tally.kind == PRODUCT and me.weight > 0.0 else me.weight
        me.slope = 0.0


@inner
def sum_up(stake: Records[Stake], tally: SearchTally) -> None:
    """What turns a priced gain into a bound."""
    tally.spread, tally.powers = 0.0, 0.0
    for i in range(stake.shape[0]):
        me = stake[i]
        if me.weight > 0.0:
            tally.powers += me.weight
            if tally.kind == LEAST:
                tally.spread += me.price / me.weight
            elif tally.kind == PRODUCT:
                tally.spread += me.weight * math.log(me.weight / me.price)


@inner
def bound_of(gain: float, tally: SearchTally) -> float:
    """The most that a package can come to whose priced gain is at most this."""
    if tally.kind == SUM:
        return gain
    if tally.kind == LEAST:
        return gain / tally.spread
    return math.exp(tally.spread / tally.powers) * max(0.0, gain) / tally.powers


@inner
def gain_for(score: float, tally: SearchTally) -> float:
    """The priced gain without which a package cannot come to this."""
    if tally.kind == SUM:
        return score
    if tally.kind == LEAST:
        return score * tally.spread
    return score * tally.powers * math.exp(-tally.spread / tally.powers)


@inner
def change_prices(stake: Records[Stake], tally: SearchTally, gain: float, target: float, pace: float) -> None:
    """A step of Polyak's: whoever gains much of the package that the prices pick becomes cheaper.

    stake[party].gain is of that package and `gain` priced; the bound is hoped to come down to the target. Part of the
    last step is made again: Camerini, Fratta & Maffioli (1975).
    """
    square, bound = 0.0, bound_of(gain, tally)
    turn(stake, tally, gain)
    for i in range(stake.shape[0]):
        me = stake[i]
        stuck = me.slope > 0.0 and me.price <= (me.weight if tally.kind == SUM else 0.0)
        square += 0.0 if stuck else me.slope * me.slope
    fall = bound - target
    if tally.kind == PRODUCT:
        fall = tally.powers * math.log(max(bound, NOTHING) / max(target, NOTHING))
    for i in range(stake.shape[0]):
        move_price(stake[i], tally.kind, pace * fall / max(square, NOTHING))


@inner
def turn(stake: Records[Stake], tally: SearchTally, gain: float) -> None:
    """Which way each price is to go."""
    mean, counted = 0.0, 0.0
    for i in range(stake.shape[0]):
        me = stake[i]
        if tally.kind == LEAST and me.weight > 0.0:
            mean, counted = mean + me.weight * me.gain, counted + 1.0
    for i in range(stake.shape[0]):
        me = stake[i]
        slope = me.gain
        if tally.kind == LEAST and me.weight > 0.0:
            slope = me.weight * me.gain - mean / counted
        elif tally.kind == PRODUCT and me.weight > 0.0:
            slope = tally.powers * me.price * me.gain / max(gain, NOTHING) - me.weight
        me.slope = slope + AGAIN * me.slope


@inner
def move_price(me: Stake, kind: int, step: float) -> None:
    """Its price after a step."""
    if kind == PRODUCT and me.weight > 0.0:
        by = max(-FARTHEST, min(FARTHEST, step * me.slope))
        me.price = rounded(max(NOTHING, me.price * math.exp(-by)))
    elif kind == LEAST and me.weight > 0.0:
        me.price = rounded(max(0.0, me.price - step * me.weight * me.slope))
    else:
        me.price = rounded(max(me.weight if kind == SUM else 0.0, me.price - step * me.slope))


@inner
def rounded(price: float) -> float:
    """To forty significant bits, so that it does not hang on the processor; some are too small for the grid."""
    fraction, exponent = math.frexp(price)
    return math.ldexp(math.floor(fraction * GRID + 0.5) / GRID, exponent)
