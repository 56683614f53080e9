"""Packages as rows of options: copied, compared, found again."""

from sim.bargaining.compiled import inlined, inner
from sim.bargaining.types import Array


@inlined
def copy_terms(source: Array, row: int, target: Array, place: int) -> None:
    """One package in place of another."""
    for k in range(target.shape[1]):
        target[place, k] = source[row, k]


@inner
def copy_rows(rows: Array, table: Array) -> int:
    """Put packages first in a table; how many there are."""
    for q in range(rows.shape[0]):
        copy_terms(rows, q, table, q)
    return rows.shape[0]


@inlined
def is_earlier(terms: Array, row: int, other: int) -> bool:
    """Does a package come before another in the order of issues and options? What is not settled yet is alike."""
    for k in range(terms.shape[1]):
        if terms[row, k] != terms[other, k]:
            return bool(terms[row, k] < terms[other, k])
    return False


@inner
def place_of(rows: Array, last: int, among: int) -> int:
    """The first of `among` rows that holds the same options as row `last`; `last` if none does."""
    for row in range(among):
        same = True
        for k in range(rows.shape[1]):
            if rows[row, k] != rows[last, k]:
                same = False
                break
        if same:
            return row
    return last
