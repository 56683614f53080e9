"""Which of two (parts of) packages betters the other: rows that are kept, and those that are let go.

Rows are kept in the order of the first aspect, the best first. They are looked at in another order, as levels [aspect,
place]: so many are compared at once, and those that have beaten others come sooner.
"""

import math

from sim.bargaining.compiled import inner
from sim.bargaining.nouns import Array, Record
from sim.bargaining.rows import copy_terms

NARROWEST = 2.0**-10  # width of a box, in utility; doubled until there is room
WIDEST_BOX = 256.0  # beyond it all are in one


@inner
def boxed(worth: float, width: float) -> float:
    """What is compared of an aspect: it itself, or its box."""
    if width == 0.0:
        return worth
    return math.floor(worth / width) if width <= WIDEST_BOX else 0.0


@inner
def beaten_by(
    mine: Array, level: Array, scan: Array, worse: Array, width: float, size: int, aspects: int
) -> int:
    """One of those kept before it that is as good in every aspect; -1 for none. In the first aspect all are.

    Many are looked at together in three aspects, which processors are fast at, and few then in the rest. Those that
    have beaten others come sooner.
    """
    one, two, three = min(1, aspects - 1), min(2, aspects - 1), min(3, aspects - 1)
    a, b, c = boxed(mine[one], width), boxed(mine[two], width), boxed(mine[three], width)
    for first in range(0, size, worse.shape[0]):
        some, as_good = min(worse.shape[0], size - first), 0
        last = first + some
        x, y, z = level[one, first:last], level[two, first:last], level[three, first:last]
        for j in range(some):
            worse[j] = (x[j] < a) | (y[j] < b) | (z[j] < c)
            as_good += 1 - worse[j]
        if as_good > 0:
            for j in range(some):
                if worse[j] == 0 and is_as_good(level, first + j, mine, width, aspects):
                    return move_up(level, scan, first + j, aspects)
    return -1


@inner
def is_as_good(level: Array, place: int, mine: Array, width: float, aspects: int) -> bool:
    """Is a row as good as another in the fourth aspect and those after it?"""
    for d in range(4, aspects):
        if level[d, place] < boxed(mine[d], width):
            return False
    return True


@inner
def move_up(level: Array, scan: Array, j: int, aspects: int) -> int:
    """Change the places of a row and of one that is looked at sooner: which row it is."""
    sooner, row = j // 2, scan[j]
    scan[j], scan[sooner] = scan[sooner], row
    for d in range(aspects):
        level[d, j], level[d, sooner] = level[d, sooner], level[d, j]
    return int(row)


@inner
def settle(
    worth: Array, level: Array, terms: Array, scan: Array, width: float, row: int, size: int, aspects: int
) -> int:
    """Put a row that is not beaten in its place, and let go what it betters: how many there are then."""
    left = drop_beaten(worth, terms, width, row, size, aspects)
    if left != row:
        copy_row(worth, terms, row, left)
    for s in range(left if left == size else 0, left + 1):
        scan[s] = s
        for d in range(aspects):
            level[d, s] = boxed(worth[s, d], width)
    return left + 1


@inner
def drop_beaten(worth: Array, terms: Array, width: float, row: int, size: int, aspects: int) -> int:
    """Of those kept that are no better in the first aspect, let go what a row betters: how many are left."""
    first = size
    while first > 0 and boxed(worth[first - 1, 0], width) <= boxed(worth[row, 0], width):
        first -= 1
    left = first
    for s in range(first, size):
        beaten = True
        for d in range(1, aspects):
            if boxed(worth[s, d], width) > boxed(worth[row, d], width):
                beaten = False
                break
        if not beaten:
            if left != s:
                copy_row(worth, terms, s, left)
            left += 1
    return left


@inner
def coarsen(
    plan: Record, worth: Array, level: Array, terms: Array, scan: Array, worse: Array, rows: int
) -> int:
    """Compare in wider boxes until a quarter of the room is free: how many rows are left."""
    size, aspects = rows, plan.aspects
    while size > rows - rows // 4:
        plan.width = max(NARROWEST, 2.0 * plan.width)
        before, size = size, 0
        for row in range(before):
            if beaten_by(worth[row], level, scan, worse, plan.width, size, aspects) < 0:
                size = settle(worth, level, terms, scan, plan.width, row, size, aspects)
    return size


@inner
def is_same(worth: Array, row: int, other: int, aspects: int) -> bool:
    """Are two rows alike in every aspect?"""
    for d in range(aspects):
        if worth[row, d] != worth[other, d]:
            return False
    return True


@inner
def copy_row(worth: Array, terms: Array, row: int, place: int) -> None:
    """One row in place of another."""
    for d in range(worth.shape[1]):
        worth[place, d] = worth[row, d]
    copy_terms(terms[row], terms[place])
