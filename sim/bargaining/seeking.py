"""One search: prices on gains, what is best at them, its neighbours, and then branch by branch."""

import math

from sim.bargaining.branching import consider, descend, rank_options, set_needs
from sim.bargaining.compiled import inner
from sim.bargaining.nouns import Array, Record
from sim.bargaining.prices import begin_prices, bound_of, change_prices, price_options, sum_up
from sim.bargaining.rules import TIE

NODES = 20_000  # parts of packages that one search looks at; then it tells what it has
STEPS = 120  # towards better prices
PATIENCE = 8  # of them without a lower bound, and the steps become shorter
ROUNDS = 20  # in which neighbours of the best package are looked at
NEIGHBOURS = 2  # issues in which they differ


@inner
def seek(
    values: Array,
    options: Array,
    allowed: Array,
    needs: Array,
    least: Array,
    stake: Array,
    kind: int,
    level: Array,
    tally: Record,
    worth: Array,
    reach: Array,
    priced: Array,
    order: Array,
    known: Array,
) -> None:
    """The best package by the weights in `stake`: `tally`, and the options in `level[issue].best`.

    No package comes to more than `tally.bound`. Nothing is found where nothing can be signed, and the bound then is
    -inf, or where the budget does not suffice to find it.
    """
    space = (values, needs, least, stake, kind, level, worth, reach)
    tally.score, tally.total, tally.number, tally.found = -math.inf, -math.inf, 0, 0
    look_ahead(values, options, allowed, stake, level)
    begin_prices(stake, kind)
    sum_up(stake, kind, tally)
    consider_known(*space, tally, known)
    lower_bound(values, options, allowed, needs, least, stake, kind, level, tally, worth, reach, priced)
    if tally.bound > -math.inf:
        set_needs(kind, tally)
        rank_options(options, level, priced, order, tally)
        look_around(*space, priced, order, tally)
        descend(*space, priced, order, tally, options.shape[0], NODES)
        left = bound_of(tally.open, kind, tally) if tally.open > -math.inf else -math.inf
        tally.bound = min(tally.bound, max(tally.score, left))


@inner
def look_ahead(values: Array, options: Array, allowed: Array, stake: Array, level: Array) -> None:
    """The most that the parties together can have of the issues from each on; nothing differs from anything yet."""
    last: int = options.shape[0]
    level[last].plain = 0.0
    for k in range(last - 1, -1, -1):
        most, level[k].home = -math.inf, -1
        for o in range(options[k]):
            if allowed[k, o]:
                total = 0.0
                for i in range(stake.shape[0]):
                    total += values[i, k, o]
                most = max(most, total)
        level[k].plain = level[k + 1].plain + most


@inner
def consider_known(
    values: Array,
    needs: Array,
    least: Array,
    stake: Array,
    kind: int,
    level: Array,
    worth: Array,
    reach: Array,
    tally: Record,
    known: Array,
) -> None:
    """The packages to begin with."""
    for row in range(known.shape[0]):
        if known[row, 0] >= 0:
            for k in range(known.shape[1]):
                level[k].option = known[row, k]
            consider(values, needs, least, stake, kind, level, worth, reach, tally)


@inner
def lower_bound(
    values: Array,
    options: Array,
    allowed: Array,
    needs: Array,
    least: Array,
    stake: Array,
    kind: int,
    level: Array,
    tally: Record,
    worth: Array,
    reach: Array,
    priced: Array,
) -> None:
    """Find prices with a low bound, and leave them set out. What is best at prices tried is a package to begin with."""
    pace, waited, tally.bound = 1.0, 0, math.inf
    for _ in range(STEPS):
        gain = price_options(values, options, allowed, stake, level, priced)
        bound = bound_of(gain, kind, tally)
        waited += 1
        if bound < tally.bound:
            tally.bound, waited = bound, 0
            for i in range(stake.shape[0]):
                stake[i].cheapest = stake[i].price
        consider(values, needs, least, stake, kind, level, worth, reach, tally)
        if tally.bound <= tally.score + TIE or tally.bound == -math.inf:
            break
        if waited == PATIENCE:
            pace, waited = 0.5 * pace, 0
        target = tally.score if tally.found else bound - 0.1 * abs(bound)
        change_prices(stake, kind, gain, tally, target, pace)
        sum_up(stake, kind, tally)
    for i in range(stake.shape[0]):
        stake[i].price = stake[i].cheapest
    sum_up(stake, kind, tally)
    price_options(values, options, allowed, stake, level, priced)


@inner
def look_around(
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
) -> None:
    """From neighbour to better neighbour."""
    for _ in range(ROUNDS * tally.found):
        number = tally.number
        for k in range(priced.shape[0]):
            level[k].home = level[k].best
        descend(
            values, needs, least, stake, kind, level, worth, reach, priced, order, tally, NEIGHBOURS, NODES
        )
        if tally.number == number:
            break


@inner
def better_known(
    values: Array,
    options: Array,
    allowed: Array,
    needs: Array,
    least: Array,
    stake: Array,
    kind: int,
    level: Array,
    tally: Record,
    worth: Array,
    reach: Array,
    priced: Array,
    order: Array,
    known: Array,
) -> None:
    """The best of the packages to begin with."""
    tally.score, tally.total, tally.number, tally.found = -math.inf, -math.inf, 0, 0
    begin_prices(stake, kind)
    sum_up(stake, kind, tally)
    consider_known(values, needs, least, stake, kind, level, worth, reach, tally, known)
