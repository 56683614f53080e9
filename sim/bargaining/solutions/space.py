"""Space to grow frontiers in, allocated once."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.bargaining.records import Bound, Pile, Reach, Records, Records2
from sim.bargaining.types import Array

MOST_ROWS = 4096  # of a frontier; a longer one is thinned out, and said to be
FEWEST_ROWS = 3  # of fewer, none can go while the ends stay
MOST_PACKAGES = 2**62  # more cannot be numbered
# Of the piles two are for what is best of several frontiers, four to grow one of them in.
PILES = 6


class FrontierSpace(NamedTuple):
    """Space to grow a frontier in. Rows are (partial) packages, the best in the first dimension first."""

    worth: Array  # [pile, row, dimension]
    number: Array  # [pile, row]
    pile: Records[Pile]  # [pile]
    bound: Records[Bound]  # [dimension]
    reach: Records2[Reach]  # [dimension, issue]
    values: Array  # [dimension, issue, option] of the dimensions now in use
    allowed: Array  # [issue, option]


def frontier_space(shape: tuple[int, int, int], most: int = MOST_ROWS, whole: bool = False) -> FrontierSpace:
    """Space for frontiers of at most so many rows; shape: that of the values[dimension, issue, option]."""
    dimensions, issues, _ = shape
    most = most if whole else max(most, FEWEST_ROWS)
    piles = Pile.empty(PILES)
    piles["whole"] = whole
    return FrontierSpace(
        worth=np.zeros((PILES, most, dimensions)),
        number=np.zeros((PILES, most), np.int64),
        pile=piles,
        bound=Bound.empty(dimensions),
        reach=Reach.empty(dimensions, issues + 1),
        values=np.zeros(shape),
        allowed=np.zeros(shape[1:], np.bool_),
    )
