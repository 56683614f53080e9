"""The Pareto frontier of an additive package space, grown issue by issue. Nemhauser & Ullmann (1969), Manag. Sci. 15.

Of two partial packages the one that is no better in anything can be forgotten, whatever follows. What remains
is kept in descending order, so that adding an option is a merge. Worths that differ by less than a hair are equal.

Arrays are handed on one by one, and few of them: each adds to what every function costs to compile.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from sim.bargaining.compiled import compiled, inner
from sim.bargaining.records import Bound, Pile, Reach, Records, Records2
from sim.bargaining.rules.rules import TIE
from sim.bargaining.types import Array

MOST_ROWS = 4096  # of a frontier; a longer one is thinned out, and said to be
FEWEST_ROWS = 3  # of fewer, none can go while the ends stay
MOST_PACKAGES = 2**62  # more cannot be numbered
# Of the piles two are for what is best of several frontiers, four to grow one of them in.
PILES = 6


class Room(NamedTuple):
    """Space to grow a frontier in. Rows are (partial) packages, the best in the first dimension first."""

    worth: Array  # [pile, row, dimension]
    number: Array  # [pile, row]
    pile: Records[Pile]  # [pile]
    bound: Records[Bound]  # [dimension]
    reach: Records2[Reach]  # [dimension, issue]
    values: Array  # [dimension, issue, option] of the dimensions now in use
    allowed: Array  # [issue, option]


def room(shape: tuple[int, int, int], most: int = MOST_ROWS, whole: bool = False) -> Room:
    """Room for frontiers of at most so many rows; shape: that of the values[dimension, issue, option]."""
    dimensions, issues, _ = shape
    most = most if whole else max(most, FEWEST_ROWS)
    piles = Pile.empty(PILES)
    piles["whole"] = whole
    return Room(
        worth=np.zeros((PILES, most, dimensions)),
        number=np.zeros((PILES, most), np.int64),
        pile=piles,
        bound=Bound.empty(dimensions),
        reach=Reach.empty(dimensions, issues + 1),
        values=np.zeros(shape),
        allowed=np.zeros(shape[1:], np.bool_),
    )


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
    space, kept = room(values.shape, most, whole), len(values) if counted is None else counted
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
    lowest number stays; where some dimensions do not count, one of them. The rest of the arguments are a Room.
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


@inner
def span(values: Array, options: Array, allowed: Array, dimensions: int, reach: Records2[Reach]) -> None:
    """The most and the fewest that the issues from each on can add."""
    for d in range(dimensions):
        reach[d, options.shape[0]].most, reach[d, options.shape[0]].fewest = 0.0, 0.0
        for k in range(options.shape[0] - 1, -1, -1):
            high, low = -math.inf, math.inf
            for o in range(options[k]):
                if allowed[k, o]:
                    high, low = max(high, values[d, k, o]), min(low, values[d, k, o])
            some = high >= low  # else no option is left, and so no package
            reach[d, k].most = reach[d, k + 1].most + (high if some else 0.0)
            reach[d, k].fewest = reach[d, k + 1].fewest + (low if some else 0.0)


@inner
def grow(
    values: Array,
    options: Array,
    allowed: Array,
    counted: int,
    dimensions: int,
    worth: Array,
    number: Array,
    pile: Records[Pile],
    bound: Records[Bound],
    reach: Records2[Reach],
) -> int:
    """Find the packages that no other betters, with the least of every dimension: the pile in which they are."""
    found, longer, shifted, merged = 2, 3, 4, 5
    stride = start(worth, number, pile, found, options, dimensions)
    span(values, options, allowed, dimensions, reach)
    for k in range(options.shape[0]):
        stride //= options[k]
        for d in range(dimensions):
            bound[d].need = bound[d].least - reach[d, k + 1].most
            bound[d].enough = bound[d].least - reach[d, k + 1].fewest if d >= counted else math.inf
        pile[longer].rows, pile[longer].thinned = 0, pile[found].thinned
        for o in range(options[k]):
            if allowed[k, o]:
                for d in range(dimensions):
                    bound[d].step = values[d, k, o]
                shift(worth, number, pile, found, shifted, bound, dimensions, o * stride)
                merge(worth, number, pile, shifted, longer, merged, dimensions)
                longer, merged = merged, longer
        found, longer, shifted = longer, shifted, found
        if pile[found].thinned and pile[found].whole:
            pile[found].rows = 0
            return found
    return found


@inner
def start(
    worth: Array, number: Array, pile: Records[Pile], found: int, options: Array, dimensions: int
) -> int:
    """A package of which nothing is settled; how many there are of which all is."""
    pile[found].rows, pile[found].thinned, number[found, 0] = 1, 0, 0
    for d in range(dimensions):
        worth[found, 0, d] = 0.0
    packages = 1
    for k in range(options.shape[0]):
        packages *= options[k]
    return packages


@inner
def shift(
    worth: Array,
    number: Array,
    pile: Records[Pile],
    found: int,
    shifted: int,
    bound: Records[Bound],
    dimensions: int,
    offset: int,
) -> None:
    """The rows found so far with an option added, as far as they can still reach what they must.

    What does not count is forgotten where it is enough whatever comes.
    """
    size = 0
    for r in range(pile[found].rows):
        within = True
        for d in range(dimensions):
            total = worth[found, r, d] + bound[d].step
            within = within and total >= bound[d].need
            worth[shifted, size, d] = min(total, bound[d].enough)
        if within:
            number[shifted, size] = number[found, r] + offset
            size += 1
    pile[shifted].rows, pile[shifted].thinned = size, 0


@inner
def merge(
    worth: Array, number: Array, pile: Records[Pile], some: int, rest: int, merged: int, dimensions: int
) -> None:
    """Two piles as one, as far as no row betters another."""
    r, s, size, ends = 0, 0, 0, (pile[some].rows, pile[rest].rows)
    pile[merged].thinned = pile[some].thinned | pile[rest].thinned
    while r < ends[0] or s < ends[1]:
        first = s == ends[1] or (r < ends[0] and precedes(worth, number, some, r, rest, s, dimensions))
        source, row = (some, r) if first else (rest, s)
        by = beaten_by(worth, source, row, merged, size, dimensions)
        if by >= 0:
            if number[source, row] < number[merged, by]:
                take_number(worth, number, source, row, merged, by, dimensions)
        else:
            if size > 0 and worth[merged, size - 1, 0] <= worth[source, row, 0] + TIE:
                size = drop_beaten(worth, number, source, row, merged, size, dimensions)
            if size == number.shape[1]:
                size, pile[merged].thinned = thin_out(worth, number, merged, size, dimensions), 1
                if pile[merged].whole:
                    break
            copy_row(worth, number, source, row, merged, size, dimensions)
            size += 1
        if first:
            r += 1
        else:
            s += 1
    pile[merged].rows = size


@inner
def precedes(worth: Array, number: Array, some: int, r: int, rest: int, s: int, dimensions: int) -> bool:
    """Is row r of some to be taken before row s of the rest: better in the first thing that differs?"""
    for d in range(dimensions):
        if worth[some, r, d] != worth[rest, s, d]:
            return worth[some, r, d] > worth[rest, s, d]
    return number[some, r] < number[rest, s]


@inner
def beaten_by(worth: Array, source: int, row: int, kept: int, size: int, dimensions: int) -> int:
    """The one of those kept before it that is as good in every dimension, or -1. Of two dimensions: only the last."""
    last = size - 1
    for s in range(last, max(0, last) - 1 if dimensions == 2 else -1, -1):
        beaten = True
        for d in range(dimensions):
            if worth[source, row, d] > worth[kept, s, d] + TIE:
                beaten = False
                break
        if beaten:
            return s
    return -1


@inner
def take_number(
    worth: Array, number: Array, source: int, row: int, kept: int, s: int, dimensions: int
) -> None:
    """Of two that are the same the lower number stays."""
    if is_as_good(worth, source, row, kept, s, dimensions):
        number[kept, s] = number[source, row]


@inner
def drop_beaten(
    worth: Array, number: Array, source: int, row: int, kept: int, size: int, dimensions: int
) -> int:
    """How many are left of those kept if those go that it betters: ahead of it by a hair in the first thing."""
    s = size - 1
    while s >= 0 and worth[kept, s, 0] <= worth[source, row, 0] + TIE:
        if is_as_good(worth, source, row, kept, s, dimensions):
            for later in range(s + 1, size):
                copy_row(worth, number, kept, later, kept, later - 1, dimensions)
            size -= 1
        s -= 1
    return size


@inner
def is_as_good(worth: Array, one: int, r: int, other: int, s: int, dimensions: int) -> bool:
    """Is row r of one in nothing worse than row s of the other?"""
    for d in range(dimensions):
        if worth[other, s, d] > worth[one, r, d] + TIE:
            return False
    return True


@inner
def thin_out(worth: Array, number: Array, pile: int, size: int, dimensions: int) -> int:
    """Every second row goes; the first and the last stay. How many are left."""
    for r in range(size // 2 + 1):
        copy_row(worth, number, pile, min(2 * r, size - 1), pile, r, dimensions)
    return size // 2 + 1


@inner
def copy_row(worth: Array, number: Array, source: int, r: int, target: int, s: int, dimensions: int) -> None:
    """One row in place of another."""
    for d in range(dimensions):
        worth[target, s, d] = worth[source, r, d]
    number[target, s] = number[source, r]
