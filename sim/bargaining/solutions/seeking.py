"""One search: prices on gains, what is best at them, its neighbours, and then branch by branch."""

import math

from sim.bargaining.compiled import inner
from sim.bargaining.records import Level, Records
from sim.bargaining.rules.rules import TIE
from sim.bargaining.solutions.branching import consider, descend, rank_options, set_needs
from sim.bargaining.solutions.prices import begin_prices, bound_of, change_prices, price_options, sum_up
from sim.bargaining.solutions.search import Search, Space

NODES = 20_000  # parts of packages that one search looks at; then it tells what it has
STEPS = 120  # towards better prices
PATIENCE = 8  # of them without a lower bound, and the steps become shorter
ROUNDS = 20  # in which neighbours of the best package are looked at
NEIGHBOURS = 2  # issues in which they differ


@inner
def seek(space: Space, search: Search, kind: int) -> None:
    """The best package by the weights in `stake`: `tally`, and the options in `level[issue].best`.

    No package comes to more than `tally.bound`. Nothing is found where nothing can be signed, and the bound then is
    -inf, or where the budget does not suffice to find it.
    """
    tally = search.tally
    look_ahead(space, search.level)
    begin(space, search, kind)
    lower_bound(space, search)
    if tally.bound > -math.inf:
        set_needs(tally)
        rank_options(space.options, search)
        look_around(space, search)
        descend(space, search, space.options.shape[0], NODES)
        left = bound_of(tally.open, tally) if tally.open > -math.inf else -math.inf
        tally.bound = min(tally.bound, max(tally.score, left))


@inner
def look_ahead(space: Space, level: Records[Level]) -> None:
    """The most that the parties together can have of the issues from each on; nothing differs from anything yet."""
    last: int = space.options.shape[0]
    level[last].plain = 0.0
    for k in range(last - 1, -1, -1):
        most, level[k].home = -math.inf, -1
        for o in range(space.options[k]):
            if space.allowed[k, o]:
                total = 0.0
                for i in range(space.stake.shape[0]):
                    total += space.values[i, k, o]
                most = max(most, total)
        level[k].plain = level[k + 1].plain + most


@inner
def begin(space: Space, search: Search, kind: int) -> None:
    """The best of the packages to begin with, by a yardstick of this kind."""
    tally, known = search.tally, search.known
    tally.score, tally.total, tally.number, tally.found, tally.kind = -math.inf, -math.inf, 0, 0, kind
    begin_prices(space.stake, tally)
    sum_up(space.stake, tally)
    for row in range(known.shape[0]):
        if known[row, 0] >= 0:
            for k in range(known.shape[1]):
                search.level[k].option = known[row, k]
            consider(space, search)


@inner
def lower_bound(space: Space, search: Search) -> None:
    """Find prices with a low bound, and leave them set out. What is best at prices tried is a package to begin with."""
    stake, tally = space.stake, search.tally
    pace, waited, tally.bound = 1.0, 0, math.inf
    for _ in range(STEPS):
        gain = price_options(space, search)
        bound = bound_of(gain, tally)
        waited += 1
        if bound < tally.bound:
            tally.bound, waited = bound, 0
            for i in range(stake.shape[0]):
                stake[i].cheapest = stake[i].price
        consider(space, search)
        if tally.bound <= tally.score + TIE or tally.bound == -math.inf:
            break
        if waited == PATIENCE:
            pace, waited = 0.5 * pace, 0
        target = tally.score if tally.found else bound - 0.1 * abs(bound)
        change_prices(stake, tally, gain, target, pace)
        sum_up(stake, tally)
    for i in range(stake.shape[0]):
        stake[i].price = stake[i].cheapest
    sum_up(stake, tally)
    price_options(space, search)


@inner
def look_around(space: Space, search: Search) -> None:
    """From neighbour to better neighbour."""
    for _ in range(ROUNDS * search.tally.found):
        number = search.tally.number
        for k in range(search.level.shape[0] - 1):
            search.level[k].home = search.level[k].best
        descend(space, search, NEIGHBOURS, NODES)
        if search.tally.number == number:
            break
