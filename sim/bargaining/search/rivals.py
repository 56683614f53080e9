"""Which of two (parts of) packages betters the other: rows that are kept, and those that are let go.

Rows are kept in the order of the first aspect, the best first. They are looked at in another order, by short keys: so
many are compared at once, and those that have beaten others come sooner.
"""

import math

from sim.bargaining.compiled import inlined, inner
from sim.bargaining.records import SearchPlan
from sim.bargaining.rules.rows import copy_terms
from sim.bargaining.types import Array

NARROWEST = 2.0**-10  # width of a box, in utility; doubled until there is room
WIDEST_BOX = 256.0  # beyond it all are in one
TOGETHER = 16  # rows that are compared with another at once
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
def key_of(worth: Array, row: int, width: float, aspects: int) -> int:
    """A few aspects of a row after the first, side by side in one number, each as one of so many steps."""
    key = 0
    for d in range(min(aspects, 1 + FIELDS) - 1, 0, -1):
        step = (boxed(worth[row, d], width) - LEAST) * (STEPS / (MOST - LEAST))
        key = (key << FIELD) + int(min(STEPS - 1.0, max(0.0, step)))
    return key


@inlined
def beaten_by(
    worth: Array, keys: Array, scan: Array, width: float, row: int, key: int, size: int, aspects: int
) -> int:
    """The one of those kept before a row that is as good in every aspect; -1 for none. In the first aspect all are.

    Keys are compared at once in all that they hold, and many together, which processors are fast at: what one field
    lacks would be borrowed from the bit above it. Few are then compared in full. Those that have beaten others come
    sooner.
    """
    first, together = 0, TOGETHER
    while first < size:
        some, as_good = min(together, size - first), 0
        some_keys = keys[first : first + some]
        for j in range(some):
            as_good += (((some_keys[j] | GUARDS) - key) & GUARDS) == GUARDS
        if as_good > 0:
            for j in range(first, first + some):
                close = (((keys[j] | GUARDS) - key) & GUARDS) == GUARDS
                if close and is_as_good(worth, scan[j], row, width, aspects):
                    return move_up(keys, scan, j)
        first, together = first + some, 2 * together
    return -1


@inlined
def is_as_good(worth: Array, row: int, other: int, width: float, aspects: int) -> bool:
    """Is a row as good as another in every aspect after the first?"""
    for d in range(1, aspects):
        if boxed(worth[row, d], width) < boxed(worth[other, d], width):
            return False
    return True


@inlined
def move_up(keys: Array, scan: Array, j: int) -> int:
    """Change the places of a row and of one that is looked at sooner: which row it is."""
    sooner = j // 2
    scan[j], scan[sooner] = scan[sooner], scan[j]
    keys[j], keys[sooner] = keys[sooner], keys[j]
    return int(scan[sooner])


@inlined
def settle(
    worth: Array,
    terms: Array,
    keys: Array,
    scan: Array,
    width: float,
    row: int,
    key: int,
    size: int,
    aspects: int,
) -> int:
    """Put a row that is not beaten in its place, and let go what it betters: how many there are then."""
    left = drop_beaten(worth, terms, width, row, size, aspects)
    if left != row:
        copy_row(worth, terms, row, left)
    if left < size:
        for s in range(left):
            scan[s], keys[s] = s, key_of(worth, s, width, aspects)
    scan[left], keys[left] = left, key
    return left + 1


@inlined
def drop_beaten(worth: Array, terms: Array, width: float, row: int, size: int, aspects: int) -> int:
    """Of those kept that are no better in the first aspect, let go what a row betters: how many are left."""
    first = size
    while first > 0 and boxed(worth[first - 1, 0], width) <= boxed(worth[row, 0], width):
        first -= 1
    left = first
    for s in range(first, size):
        if not is_as_good(worth, row, s, width, aspects):
            if left != s:
                copy_row(worth, terms, s, left)
            left += 1
    return left


@inner
def coarsen(plan: SearchPlan, worth: Array, terms: Array, keys: Array, scan: Array, rows: int) -> int:
    """Compare in wider boxes until a quarter of the room is free: how many rows are left."""
    size, aspects = rows, plan.aspects
    while size > rows - rows // 4:
        plan.width = max(NARROWEST, 2.0 * plan.width)
        before, size = size, 0
        for row in range(before):
            key = key_of(worth, row, plan.width, aspects)
            if beaten_by(worth, keys, scan, plan.width, row, key, size, aspects) < 0:
                size = settle(worth, terms, keys, scan, plan.width, row, key, size, aspects)
    return size


@inlined
def is_same(worth: Array, row: int, other: int, aspects: int) -> bool:
    """Are two rows alike in every aspect?"""
    for d in range(aspects):
        if worth[row, d] != worth[other, d]:
            return False
    return True


@inlined
def copy_row(worth: Array, terms: Array, row: int, place: int) -> None:
    """One row in place of another."""
    for d in range(worth.shape[1]):
        worth[place, d] = worth[row, d]
    copy_terms(terms, row, terms, place)
