"""Space to grow frontiers in, allocated once."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.bargaining.types import Array, record

MOST_ROWS = 4096  # of a frontier; a longer one is thinned out, and said to be
FEWEST_ROWS = 3  # of fewer, none can go while the ends stay
MOST_PACKAGES = 2**62  # more cannot be numbered
# Of the piles two are for what is best of several frontiers, four to grow one of them in.
PILES = 6
# How many; were there too many? Is it to be kept whole or not at all? Else every second row goes.
PILE = record("", "rows thinned whole")
# A dimension: what an option adds; what a row must have by now; more of it does not matter; what a package must have.
# Is this an actor who will not consent to every package that asks it?
BOUND = record("step need enough least", "contested")
REACH = record("most fewest")  # what an issue and those after it can add


class FrontierSpace(NamedTuple):
    """Space to grow a frontier in. Rows are (partial) packages, the best in the first dimension first."""

    worth: Array  # [pile, row, dimension]
    number: Array  # [pile, row]
    pile: Array  # [pile] PILE
    bound: Array  # [dimension] BOUND
    reach: Array  # [dimension, issue] REACH
    values: Array  # [dimension, issue, option] of the dimensions now in use
    allowed: Array  # [issue, option]


def frontier_space(shape: tuple[int, int, int], most: int = MOST_ROWS, whole: bool = False) -> FrontierSpace:
    """Space for frontiers of at most so many rows; shape: that of the values[dimension, issue, option]."""
    dimensions, issues, _ = shape
    most = most if whole else max(most, FEWEST_ROWS)
    piles = np.zeros(PILES, PILE)
    piles["whole"] = whole
    return FrontierSpace(
        worth=np.zeros((PILES, most, dimensions)),
        number=np.zeros((PILES, most), np.int64),
        pile=piles.view(np.recarray),
        bound=np.zeros(dimensions, BOUND).view(np.recarray),
        reach=np.zeros((dimensions, issues + 1), REACH).view(np.recarray),
        values=np.zeros(shape),
        allowed=np.zeros(shape[1:], np.bool_),
    )
