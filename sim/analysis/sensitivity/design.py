"""What designed experiments share: a function of luck, the inputs that columns of luck belong to, the bootstrap."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
# (luck [run, column], first) -> [outcome, run]: whatever is not in a column is as in runs from `first` on.
Respond: TypeAlias = Callable[[Floats, int], Floats]
Owners: TypeAlias = Sequence[Sequence[int]]  # [input] its columns
RESAMPLES = 400
AT_ONCE = 4_000_000  # numbers in a block of weights


def columns_of(groups: Sequence[Sequence[object]]) -> list[list[int]]:
    """Columns in a row for groups of streams.

    >>> columns_of([("a",), ("b", "b.spread")])
    [[0], [1, 2]]
    """
    ends = np.cumsum([len(group) for group in groups]).tolist()
    return [list(range(end - len(group), end)) for end, group in zip(ends, groups, strict=True)]


def resampled(count: int, rng: np.random.Generator, resamples: int = RESAMPLES) -> Iterator[Floats]:
    """Bootstrap weights [resample, unit] of so many units, block by block; those of a block sum to 1."""
    block = max(1, AT_ONCE // count)
    for start in range(0, resamples, block):
        rows = min(block, resamples - start)
        yield rng.multinomial(count, np.full(count, 1.0 / count), size=rows) / count
