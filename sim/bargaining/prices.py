"""How much a package can come to at most: an upper bound with a price on each party's gain.

Whatever the prices, the greatest sum of priced gains is found issue by issue, and no package comes to more than it
allows: no sum if no price is below its weight; nor the least of several gains, which is no more than their mean; nor
the mean of their product. Better prices are looked for by subgradients: Held & Karp (1971), Polyak (1969).
"""

import math

from sim.bargaining.compiled import inner
from sim.bargaining.concepts import LEAST, PRODUCT, SUM
from sim.bargaining.nouns import Array, Record, record
from sim.bargaining.rules import rounded

# An issue: what it and those behind it can add at most, priced and plain; what has been added before it, priced. How
# many of its options have been tried, and how many are worth it; whose consent is asked before it; in how many issues
# before it the package differs from that whose neighbours are sought; the option now, there, and in the best package;
# what an option adds to the number of a package, and the number before it.
LEVEL = record("ahead plain priced", "tried count asked differing option home best stride number")
# A search: what the best package so far comes to, and the sum of its worths; what a priced sum must reach to equal it,
# and to do better; the lowest bound; the highest priced sum that was left open; of prices and of powers, their sums.
TALLY = record("score total equal more bound open spread powers", "number found nodes")
NOTHING = 1e-12  # no price of a product, and no distance, is less
AGAIN = 0.5  # of the step before
FARTHEST = 3.0  # a price of a product changes by no higher power of e at once


@inner
def price_options(
    values: Array, options: Array, allowed: Array, stake: Array, level: Array, priced: Array
) -> float:
    """What each option adds, priced, and the best of each issue: the greatest priced gain of all packages."""
    last: int = options.shape[0]
    level[last].ahead, level[0].priced = 0.0, 0.0
    for i in range(stake.shape[0]):
        level[0].priced -= stake[i].price * stake[i].least
    for k in range(last - 1, -1, -1):
        most = -math.inf
        for o in range(options[k]):
            priced[k, o] = 0.0 if allowed[k, o] else -math.inf
            for i in range(stake.shape[0]):
                priced[k, o] += stake[i].price * values[i, k, o]
            if priced[k, o] > most:
                most, level[k].option = priced[k, o], o
        level[k].ahead = level[k + 1].ahead + most
    return level[0].priced + level[0].ahead


@inner
def begin_prices(stake: Array, kind: int) -> None:
    """The weights; for a product, by what could be gained at most."""
    for i in range(stake.shape[0]):
        me = stake[i]
        me.price = me.weight / me.ideal if kind == PRODUCT and me.weight > 0.0 else me.weight
        me.slope = 0.0


@inner
def sum_up(stake: Array, kind: int, tally: Record) -> None:
    """What turns a priced gain into a bound."""
    tally.spread, tally.powers = 0.0, 0.0
    for i in range(stake.shape[0]):
        me = stake[i]
        if me.weight > 0.0:
            tally.powers += me.weight
            if kind == LEAST:
                tally.spread += me.price / me.weight
            elif kind == PRODUCT:
                tally.spread += me.weight * math.log(me.weight / me.price)


@inner
def bound_of(gain: float, kind: int, tally: Record) -> float:
    """The most that a package can come to whose priced gain is at most this."""
    if kind == SUM:
        return gain
    if kind == LEAST:
        return gain / tally.spread
    return math.exp(tally.spread / tally.powers) * max(0.0, gain) / tally.powers


@inner
def gain_for(score: float, kind: int, tally: Record) -> float:
    """The priced gain without which a package cannot come to this."""
    if kind == SUM:
        return score
    if kind == LEAST:
        return score * tally.spread
    return score * tally.powers * math.exp(-tally.spread / tally.powers)


@inner
def change_prices(stake: Array, kind: int, gain: float, tally: Record, target: float, pace: float) -> None:
    """A step of Polyak's: whoever gains much of the package that the prices pick becomes cheaper.

    stake[party].gain is of that package and `gain` priced; the bound is hoped to come down to the target. Part of the
    last step is made again: Camerini, Fratta & Maffioli (1975).
    """
    square, bound = 0.0, bound_of(gain, kind, tally)
    turn(stake, kind, gain, tally)
    for i in range(stake.shape[0]):
        me = stake[i]
        stuck = me.slope > 0.0 and me.price <= (me.weight if kind == SUM else 0.0)
        square += 0.0 if stuck else me.slope * me.slope
    fall = bound - target
    if kind == PRODUCT:
        fall = tally.powers * math.log(max(bound, NOTHING) / max(target, NOTHING))
    for i in range(stake.shape[0]):
        move_price(stake[i], kind, pace * fall / max(square, NOTHING))


@inner
def turn(stake: Array, kind: int, gain: float, tally: Record) -> None:
    """Which way each price is to go."""
    mean, counted = 0.0, 0.0
    for i in range(stake.shape[0]):
        me = stake[i]
        if kind == LEAST and me.weight > 0.0:
            mean, counted = mean + me.weight * me.gain, counted + 1.0
    for i in range(stake.shape[0]):
        me = stake[i]
        slope = me.gain
        if kind == LEAST and me.weight > 0.0:
            slope = me.weight * me.gain - mean / counted
        elif kind == PRODUCT and me.weight > 0.0:
            slope = tally.powers * me.price * me.gain / max(gain, NOTHING) - me.weight
        me.slope = slope + AGAIN * me.slope


@inner
def move_price(me: Record, kind: int, step: float) -> None:
    """Its price after a step, to so many bits that it does not hang on the processor."""
    if kind == PRODUCT and me.weight > 0.0:
        by = max(-FARTHEST, min(FARTHEST, step * me.slope))
        me.price = rounded(max(NOTHING, me.price * math.exp(-by)))
    elif kind == LEAST and me.weight > 0.0:
        me.price = rounded(max(0.0, me.price - step * me.weight * me.slope))
    else:
        me.price = rounded(max(me.weight if kind == SUM else 0.0, me.price - step * me.slope))
