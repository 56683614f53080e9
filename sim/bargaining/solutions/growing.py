"""A frontier grown by one issue after another."""

from __future__ import annotations

import math

from sim.bargaining.compiled import inner
from sim.bargaining.records import Bound, Pile, Reach, Records, Records2
from sim.bargaining.solutions.merging import merge
from sim.bargaining.types import Array


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
