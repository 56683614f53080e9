"""The Pareto frontier of an additive package space, grown issue by issue. Nemhauser & Ullmann (1969), Manag. Sci. 15.

Of two partial packages the one that is no better in anything can be forgotten, whatever follows. What remains
is kept in descending order, so that adding an option is a merge. Worths that differ by less than a hair are equal.

Arrays are handed on one by one, and few of them: each adds to what every function costs to compile.
"""

from __future__ import annotations

import math

import numpy as np

from sim.bargaining.compiled import compiled, inner
from sim.bargaining.records import Bound, Pile, Reach, Records, Records2
from sim.bargaining.solutions.growing import grow, span
from sim.bargaining.solutions.merging import merge
from sim.bargaining.solutions.space import MOST_ROWS, frontier_space
from sim.bargaining.types import Array


def frontier(
    values: Array,
    options: Array,
    allowed: Array,
    least: Array,
    counted: int | None = None,
    needs: Array | None = None,
    most: int = MOST_ROWS,
    whole: bool = False,
) -> tuple[Array, Array, bool]:
    """([row, counted dimension] worth in descending order, [row] package, is it exact?). Not exact: thinned or empty.

    values[dimension, issue, option], options[issue], allowed[issue, option], least[dimension], counted dimensions,
    needs[issue, option, dimension]: see `grow_consented`. By default all count, and every option needs all consents.
    """
    space, kept = frontier_space(values.shape, most, whole), len(values) if counted is None else counted
    asked = np.ones((*values.shape[1:], len(values)), np.bool_) if needs is None else needs
    found = grow_consented(np.ascontiguousarray(values), options, allowed, asked, least, kept, *space)
    pile, rows = space.pile[found], space.pile[found].rows
    return space.worth[found, :rows, :kept], space.number[found, :rows], not pile.thinned


@compiled
def grow_consented(
    values: Array,
    options: Array,
    allowed: Array,
    needs: Array,
    least: Array,
    counted: int,
    worth: Array,
    number: Array,
    pile: Records[Pile],
    bound: Records[Bound],
    reach: Records2[Reach],
    within: Array,
    open_to: Array,
) -> int:
    """Find the packages with the consents that they need that no other betters: the pile in which they are.

    values[dimension, issue, option] must lie on the grid, so that sums are exact. The first `counted` dimensions
    are to be had much of, and all packages must reach their `least` (-inf: no matter). Those behind belong to actors
    who are asked only if the package holds an option that needs their consent, needs[issue, option, dimension], and
    then must have their least. Either nothing asks an actor, or it must be content: the best of all these frontiers.
    Packages are numbered like their options in mixed radix, the last issue fastest. Of packages of the same worth the
    lowest number stays; where some dimensions do not count, one of them. The rest of the arguments are a FrontierSpace.
    """
    span(values, options, allowed, values.shape[0], reach)
    sets = 1
    for d in range(counted, values.shape[0]):
        bound[d].contested = worst_asked(values, options, allowed, needs, d, reach) < least[d]
        sets *= 2 if bound[d].contested else 1
    best, spare = 0, 1
    pile[best].rows, pile[best].thinned = 0, 0
    for content in range(sets):
        used = select(values, options, allowed, needs, least, counted, content, bound, within, open_to)
        found = grow(within, options, open_to, counted, used, worth, number, pile, bound, reach)
        merge(worth, number, pile, found, best, spare, counted)
        best, spare = spare, best
    return best


@inner
def worst_asked(
    values: Array, options: Array, allowed: Array, needs: Array, d: int, reach: Records2[Reach]
) -> float:
    """The worst package for an actor that needs its consent."""
    worst = math.inf
    for k in range(options.shape[0]):
        others = reach[d, 0].fewest - (reach[d, k].fewest - reach[d, k + 1].fewest)
        for o in range(options[k]):
            if allowed[k, o] and needs[k, o, d]:
                worst = min(worst, others + values[d, k, o])
    return worst


@inner
def select(
    values: Array,
    options: Array,
    allowed: Array,
    needs: Array,
    least: Array,
    counted: int,
    content: int,
    bound: Records[Bound],
    within: Array,
    open_to: Array,
) -> int:
    """Set up the space in which just these of the contested actors, one bit each, are content: its dimensions."""
    used = 0
    for k in range(options.shape[0]):
        for o in range(options[k]):
            open_to[k, o] = allowed[k, o]
    for d in range(values.shape[0]):
        contested = d >= counted and bound[d].contested > 0
        taken = d < counted or (contested and content % 2 == 1)
        for k in range(options.shape[0]):
            for o in range(options[k]):
                within[used, k, o] = values[d, k, o]
                if contested and not taken and needs[k, o, d]:
                    open_to[k, o] = False
        bound[used].least = least[d]
        used += taken
        if contested:
            content //= 2
    return used
