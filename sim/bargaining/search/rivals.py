"""Which of two (parts of) packages betters the other: rows that are kept, and those that are let go.

Rows are kept in the order of the first aspect, the best first. Beside them stand short keys, of which many are compared
at once.
"""

import math

from sim.bargaining.compiled import inlined, inner
from sim.bargaining.records import SearchPlan
from sim.bargaining.rules.rows import copy_terms
from sim.bargaining.search.workspace import TOGETHER
from sim.bargaining.types import Array

NARROWEST = 2.0**-10  # width of a box, in utility; doubled until there is room
WIDEST_BOX = 256.0  # beyond it all are in one
# So many fields of so many bits make a key. The highest bit of each is a guard; what is beyond the ends is like them.
FIELDS, FIELD, STEPS, LEAST, MOST = 5, 12, 2048.0, -1.0, 2.0
GUARDS = 0x800800800800800


@inlined
def boxed(worth: float, width: float) -> float:
    """What is compared of an aspect: it itself, or where its box begins."""
    if width == 0.0:
        return worth
    return math.floor(worth / width) * width if width <= WIDEST_BOX else 0.0


@inlined
def write_keys(worth: Array, keys: Array, size: int, width: float, aspects: int) -> None:
    """A few aspects of each row after the first, side by side in one number, each as one of so many steps."""
    for row in range(size):
        keys[row] = 0
    for d in range(min(aspects, 1 + FIELDS) - 1, 0, -1):
        column = worth[d]
        if width == 0.0:
            for row in range(size):
                keys[row] = (keys[row] << FIELD) + step_of(column[row])
        else:
            for row in range(size):
                keys[row] = (keys[row] << FIELD) + step_of(boxed(column[row], width))


@inlined
def step_of(worth: float) -> int:
    """Where it lies between the ends."""
    return int(min(STEPS - 1.0, max(0.0, (worth - LEAST) * (STEPS / (MOST - LEAST)))))


@inlined
def beaten_by(
    worth: Array, keys: Array, size: int, width: float, rival: Array, place: int, key: int, aspects: int
) -> int:
    """The one of those kept that is as good in every aspect as a rival; -1 for none. In the first aspect all are.

    Keys are compared at once in all that they hold, and many together, which processors are fast at: what one field
    lacks would be borrowed from the bit above it. Few are then compared in full. Those kept last come first, since
    they are most like the rival. worth, rival: [aspect, place]; keys: before the first are as many as are compared
    together, which are as good as nobody.
    """
    last = size
    while last > 0:
        as_good, some_keys = 0, keys[last : last + TOGETHER]
        for j in range(len(some_keys)):
            as_good += (((some_keys[j] | GUARDS) - key) & GUARDS) == GUARDS
        if as_good > 0:
            for row in range(max(0, last - TOGETHER), last):
                close = (((keys[TOGETHER + row] | GUARDS) - key) & GUARDS) == GUARDS
                if close and is_as_good(worth, row, rival, place, width, aspects):
                    return row
        last -= TOGETHER
    return -1


@inlined
def is_as_good(worth: Array, row: int, rival: Array, place: int, width: float, aspects: int) -> bool:
    """Is a row as good as a rival in every aspect after the first?"""
    for d in range(1, aspects):
        if boxed(worth[d, row], width) < boxed(rival[d, place], width):
            return False
    return True


@inlined
def settle(worth: Array, terms: Array, keys: Array, width: float, row: int, size: int, aspects: int) -> int:
    """Put a row that is not beaten behind those kept, and let go what it betters: how many there are then."""
    left = drop_beaten(worth, terms, keys, width, row, size, aspects)
    if left != row:
        copy_row(worth, terms, keys, row, left, aspects)
    return left + 1


@inlined
def drop_beaten(
    worth: Array, terms: Array, keys: Array, width: float, row: int, size: int, aspects: int
) -> int:
    """Of those kept that are no better in the first aspect, let go what a row betters: how many are left."""
    first = size
    while first > 0 and boxed(worth[0, first - 1], width) <= boxed(worth[0, row], width):
        first -= 1
    left = first
    for kept in range(first, size):
        if not is_as_good(worth, row, worth, kept, width, aspects):
            if left != kept:
                copy_row(worth, terms, keys, kept, left, aspects)
            left += 1
    return left


@inner
def coarsen(plan: SearchPlan, worth: Array, terms: Array, keys: Array, rows: int) -> int:
    """Compare in wider boxes until a quarter of the room is free: how many rows are left."""
    size, aspects = rows, plan.aspects
    while size > rows - rows // 4:
        plan.width = max(NARROWEST, 2.0 * plan.width)
        before, size = size, 0
        write_keys(worth, keys[TOGETHER:], before, plan.width, aspects)
        for row in range(before):
            if beaten_by(worth, keys, size, plan.width, worth, row, keys[TOGETHER + row], aspects) < 0:
                size = settle(worth, terms, keys, plan.width, row, size, aspects)
    return size


@inlined
def is_same(worth: Array, row: int, rival: Array, place: int, aspects: int) -> bool:
    """Is a row like a rival in every aspect?"""
    for d in range(aspects):
        if worth[d, row] != rival[d, place]:
            return False
    return True


@inlined
def copy_row(worth: Array, terms: Array, keys: Array, row: int, place: int, aspects: int) -> None:
    """One row in place of another."""
    keys[TOGETHER + place] = keys[TOGETHER + row]
    for d in range(aspects):
        worth[d, place] = worth[d, row]
    copy_terms(terms, row, terms, place)
