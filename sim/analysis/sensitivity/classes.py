"""Replications sorted by one input into classes as alike in size as can be, and what an outcome is in each."""

from __future__ import annotations

from dataclasses import dataclass
from math import isqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

MOST_CLASSES = 32
FEWEST_CASES = 5  # of the rarer answer in a class, on average
MOST_CELLS = 20
FEWEST_IN_A_CELL = 25  # replications


@dataclass(frozen=True)
class ClassTally:
    """An outcome by the class of each input: empty classes stand at the end. An event has two cells: no and yes."""

    counts: Whole  # [input, class, cell]
    sums: Floats  # [input, class] of the outcome
    squares: float  # of the outcome, summed over replications
    centres: Floats  # [cell] mean of the outcome in it
    widths: Floats  # [cell] variance of the outcome in it

    @property
    def sizes(self) -> Whole:
        """[input, class]"""
        return np.asarray(self.counts.sum(axis=2))

    @property
    def around(self) -> float:
        """Squares of the outcome around its mean, summed over replications."""
        return float(self.squares - self.sums[0].sum() ** 2 / self.runs)

    @property
    def runs(self) -> int:
        return int(self.counts[0].sum())


def how_many(runs: int, rarer: int) -> int:
    """Classes for so many replications, if the rarer answer comes so often. What noise adds is subtracted later,
    so that there may be more of them than Plischke, Borgonovo & Smith (2013), section 5, advise."""
    return max(2, min(isqrt(runs), MOST_CLASSES, rarer // FEWEST_CASES))


def tally(inputs: NDArray[np.float32], values: Floats, most: int) -> ClassTally:
    """Of inputs [replication, input], one after another: many replications need no more room than a few columns."""
    cell = class_of(values, max(2, min(MOST_CELLS, len(values) // FEWEST_IN_A_CELL)))
    cells, count = int(cell.max()) + 1, inputs.shape[1]
    counts, sums = np.zeros((count, most, cells), np.int64), np.zeros((count, most))
    for k in range(count):
        of = class_of(inputs[:, k], most)
        counts[k] = np.bincount(of * cells + cell, minlength=most * cells).reshape(most, cells)
        sums[k] = np.bincount(of, values, minlength=most)
    centres = np.bincount(cell, values) / np.bincount(cell)
    widths = np.bincount(cell, np.square(values - centres[cell])) / np.bincount(cell)
    return ClassTally(counts, sums, float(np.square(values).sum()), centres, widths)


def class_of(drawn: NDArray[np.float32] | Floats, most: int) -> Whole:
    """[replication] the class of a draw: equal frequencies, or its value where there are few of them."""
    row = np.ascontiguousarray(drawn)
    return np.asarray(np.searchsorted(_edges(row, most), row, side="right"))


def _edges(drawn: NDArray[Any], most: int) -> NDArray[Any]:
    """Where classes begin, the first aside. Equal draws share a class."""
    ordered = np.sort(drawn)
    starts = ordered[1:][ordered[1:] > ordered[:-1]]  # every value but the lowest
    if len(starts) < most:
        return np.asarray(starts)
    wanted = ordered[len(ordered) * np.arange(1, most) // most]
    return np.asarray(np.unique(wanted[wanted > ordered[0]]))
