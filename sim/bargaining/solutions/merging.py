"""Two piles of packages as one, in descending order, without those that another betters."""

from __future__ import annotations

from sim.bargaining.compiled import inner
from sim.bargaining.records import Pile, Records
from sim.bargaining.rules.rules import TIE
from sim.bargaining.types import Array


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
