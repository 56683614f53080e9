"""The Pareto frontier of an additive package space, grown issue by issue. Nemhauser & Ullmann (1969), Manag. Sci. 15.

Of two partial packages the one that is no better in anything can be forgotten, whatever follows. What remains
is kept in descending order, so that adding an option is a merge.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from sim.bargaining.compiled import compiled
from sim.bargaining.nouns import Array

MOST_ROWS = 4096  # of a frontier; a longer one is thinned out, and said to be
MOST_PACKAGES = 2**62  # more cannot be numbered
SIZE, NEXT, WIDTH, THINNED = range(4)  # of Rows.state


class Rows(NamedTuple):
    """Some (partial) packages, the best in the first dimension first, then in the second."""

    worth: Array  # [row, dimension]
    number: Array  # [row]
    state: Array  # [4] how many rows; which is the next to be taken; dimensions in use; were there too many?


class Room(NamedTuple):
    """Space to grow a frontier in; it ends up in `found`, and what is best of several of them in `union`."""

    union: Rows
    found: Rows
    longer: Rows  # with an option of the next issue
    shifted: Rows  # with one such option
    merged: Rows
    step: Array  # [dimension] what an option adds
    need: Array  # [dimension] what a row must have by now
    enough: Array  # [dimension] more of it does not matter
    contested: Array  # [dimension] is this an actor who will not consent to every package that asks it?
    least: Array  # [dimension] of those now in use
    most: Array  # [dimension, issue] what this issue and those after it can add
    fewest: Array  # [dimension, issue]
    values: Array  # [dimension, issue, option] of the dimensions now in use
    allowed: Array  # [issue, option]


def room(shape: tuple[int, int, int], most: int = MOST_ROWS) -> Room:
    """Room for frontiers of at most so many rows; shape: that of the values[dimension, issue, option]."""
    dimensions, issues, _ = shape
    union, found, longer, shifted, merged = (empty_rows(dimensions, most) for _ in range(5))
    step, need, enough, contested, least = np.zeros((5, dimensions))
    most_left, fewest_left = np.zeros((2, dimensions, issues + 1))
    now = (step, need, enough, contested, least, most_left, fewest_left)
    return Room(union, found, longer, shifted, merged, *now, np.zeros(shape), np.zeros(shape[1:], np.bool_))


def empty_rows(dimensions: int, most: int) -> Rows:
    """Room for so many."""
    return Rows(np.zeros((most, dimensions)), np.zeros(most, np.int64), np.zeros(4, np.int64))


def frontier(
    values: Array, options: Array, allowed: Array, least: Array, counted: int | None = None
) -> tuple[Array, Array, bool]:
    """([row, counted dimension] worth in descending order, [row] package, is it exact?).

    values[dimension, issue, option], options[issue], allowed[issue, option], least[dimension]: see `grow`.
    """
    space, kept = room(values.shape), len(values) if counted is None else counted
    grow(np.ascontiguousarray(values), options, allowed, least, kept, len(values), space)
    rows = space.found.state[SIZE]
    return space.found.worth[:rows, :kept], space.found.number[:rows], not space.found.state[THINNED]


@compiled
def grow(
    values: Array, options: Array, allowed: Array, least: Array, counted: int, dimensions: int, space: Room
) -> None:
    """Find the packages that no other betters.

    values[dimension, issue, option] must lie on the grid, so that sums are exact. The first `counted` dimensions
    are to be had much of; the others only have to reach their `least`, as all do (-inf: no matter). Packages are
    numbered like their options in mixed radix, the last issue fastest. Of packages of the same worth the lowest
    number stays; where some dimensions do not count, one of them.
    """
    reach(values, options, allowed, dimensions, space)
    start(options, dimensions, space)
    stride = space.found.number[0]
    space.found.number[0] = 0
    for k in range(options.shape[0]):
        stride //= options[k]
        for d in range(dimensions):
            space.need[d] = least[d] - space.most[d, k + 1]
            space.enough[d] = least[d] - space.fewest[d, k + 1] if d >= counted else math.inf
        space.longer.state[SIZE] = 0
        for o in range(options[k]):
            if allowed[k, o]:
                for d in range(dimensions):
                    space.step[d] = values[d, k, o]
                shift(space, o * stride)
                merge(space.shifted, space.longer, space.merged, space.found.state)
        copy_rows(space.longer, space.found)


@compiled
def grow_consented(
    values: Array, options: Array, allowed: Array, needs: Array, least: Array, counted: int, space: Room
) -> None:
    """Like `grow`, for packages with the consents that they need; they end up in `space.union`.

    The dimensions behind those that count belong to actors who are asked only if the package holds an option that
    needs their consent, needs[issue, option, dimension], and then must have their `least`. Either nothing asks an
    actor, or it must be content: the best of all these frontiers.
    """
    reach(values, options, allowed, values.shape[0], space)
    sets = 1
    for d in range(counted, values.shape[0]):
        space.contested[d] = worst_asked(values, options, allowed, needs, d, space) < least[d]
        sets *= 2 if space.contested[d] else 1
    space.union.state[SIZE], space.union.state[WIDTH], space.union.state[THINNED] = 0, counted, 0
    for content in range(sets):
        dimensions = select(values, options, allowed, needs, least, counted, content, space)
        grow(space.values, options, space.allowed, space.least, counted, dimensions, space)
        space.merged.state[WIDTH] = counted
        space.union.state[THINNED] |= space.found.state[THINNED]
        merge(space.found, space.union, space.merged, space.union.state)


@compiled
def worst_asked(values: Array, options: Array, allowed: Array, needs: Array, d: int, space: Room) -> float:
    """The worst package for an actor that needs its consent."""
    worst = math.inf
    for k in range(options.shape[0]):
        others = space.fewest[d, 0] - (space.fewest[d, k] - space.fewest[d, k + 1])
        for o in range(options[k]):
            if allowed[k, o] and needs[k, o, d]:
                worst = min(worst, others + values[d, k, o])
    return worst


@compiled
def select(
    values: Array,
    options: Array,
    allowed: Array,
    needs: Array,
    least: Array,
    counted: int,
    content: int,
    space: Room,
) -> int:
    """Set up the space in which just these of the contested actors, one bit each, are content: its dimensions."""
    size = 0
    for k in range(options.shape[0]):
        for o in range(options[k]):
            space.allowed[k, o] = allowed[k, o]
    for d in range(values.shape[0]):
        used = d < counted or (space.contested[d] > 0.0 and content % 2 == 1)
        for k in range(options.shape[0]):
            for o in range(options[k]):
                space.values[size, k, o] = values[d, k, o]
                if space.contested[d] > 0.0 and not used and needs[k, o, d]:
                    space.allowed[k, o] = False
        space.least[size] = least[d]
        size += used
        if space.contested[d] > 0.0:
            content //= 2
    return size


@compiled
def reach(values: Array, options: Array, allowed: Array, dimensions: int, space: Room) -> None:
    """The most and the fewest that the issues from each on can add."""
    for d in range(dimensions):
        space.most[d, options.shape[0]], space.fewest[d, options.shape[0]] = 0.0, 0.0
        for k in range(options.shape[0] - 1, -1, -1):
            high, low = -math.inf, math.inf
            for o in range(options[k]):
                if allowed[k, o]:
                    high, low = max(high, values[d, k, o]), min(low, values[d, k, o])
            some = high >= low  # else no option is left, and so no package
            space.most[d, k] = space.most[d, k + 1] + (high if some else 0.0)
            space.fewest[d, k] = space.fewest[d, k + 1] + (low if some else 0.0)


@compiled
def start(options: Array, dimensions: int, space: Room) -> None:
    """A package of which nothing is settled; for now its number is that of all packages."""
    space.found.state[SIZE], space.found.state[THINNED], space.found.number[0] = 1, 0, 1
    for k in range(options.shape[0]):
        space.found.number[0] *= options[k]
    for d in range(dimensions):
        space.found.worth[0, d] = 0.0
    space.found.state[WIDTH], space.longer.state[WIDTH] = dimensions, dimensions
    space.shifted.state[WIDTH], space.merged.state[WIDTH] = dimensions, dimensions


@compiled
def shift(space: Room, offset: int) -> None:
    """The rows found so far with an option added, as far as they can still reach what they must.

    What does not count is forgotten where it is enough whatever comes.
    """
    found, shifted, size = space.found, space.shifted, 0
    for r in range(found.state[SIZE]):
        within = True
        for d in range(found.state[WIDTH]):
            total = found.worth[r, d] + space.step[d]
            within = within and total >= space.need[d]
            shifted.worth[size, d] = min(total, space.enough[d])
        if within:
            shifted.number[size] = found.number[r] + offset
            size += 1
    shifted.state[SIZE] = size


@compiled
def merge(some: Rows, rest: Rows, merged: Rows, told: Array) -> None:
    """Add some rows to the rest, as far as none betters another. told[THINNED]: there were too many."""
    some.state[NEXT], rest.state[NEXT], merged.state[SIZE] = 0, 0, 0
    while some.state[NEXT] < some.state[SIZE] or rest.state[NEXT] < rest.state[SIZE]:
        rows = some if precedes(some, rest) else rest
        if not is_beaten(rows, merged):
            if merged.state[SIZE] == merged.number.shape[0]:
                thin_out(merged)
                told[THINNED] = 1
            copy_row(rows, rows.state[NEXT], merged, merged.state[SIZE])
            merged.state[SIZE] += 1
        rows.state[NEXT] += 1
    copy_rows(merged, rest)


@compiled
def precedes(some: Rows, rest: Rows) -> bool:
    """Is the next of some rows to be taken before the next of the rest: better in the first thing that differs?"""
    r, s = some.state[NEXT], rest.state[NEXT]
    if r == some.state[SIZE] or s == rest.state[SIZE]:
        return s == rest.state[SIZE]
    for d in range(rest.state[WIDTH]):
        if some.worth[r, d] != rest.worth[s, d]:
            return some.worth[r, d] > rest.worth[s, d]
    return some.number[r] < rest.number[s]


@compiled
def is_beaten(rows: Rows, kept: Rows) -> bool:
    """Is one of those kept before it as good in every dimension? With two of them only the last can be."""
    dimensions, r, last = kept.state[WIDTH], rows.state[NEXT], kept.state[SIZE] - 1
    for s in range(last, max(0, last) - 1 if dimensions == 2 else -1, -1):
        beaten = True
        for d in range(dimensions):
            if rows.worth[r, d] > kept.worth[s, d]:
                beaten = False
                break
        if beaten:
            return True
    return False


@compiled
def thin_out(rows: Rows) -> None:
    """Every second row goes; the first and the last stay."""
    last = rows.state[SIZE] - 1
    for r in range((last + 1) // 2 + 1):
        copy_row(rows, min(2 * r, last), rows, r)
    rows.state[SIZE] = (last + 1) // 2 + 1


@compiled
def copy_rows(source: Rows, target: Rows) -> None:
    """All of them."""
    for r in range(source.state[SIZE]):
        copy_row(source, r, target, r)
    target.state[SIZE] = source.state[SIZE]


@compiled
def copy_row(source: Rows, r: int, target: Rows, s: int) -> None:
    """One row in place of another."""
    for d in range(target.state[WIDTH]):
        target.worth[s, d] = source.worth[r, d]
    target.number[s] = source.number[r]
