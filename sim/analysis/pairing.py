"""What pairing gains, and how many pairs it takes to tell a difference from chance."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log, sqrt

import numpy as np

from sim.analysis.intervals import Z95, paired
from sim.bargaining.outcomes import Flags

MOST_PAIRS = 10_000_000  # beyond this nobody plays: the interval says more than a number of replications


@dataclass(frozen=True)
class VarianceReduction:
    """As good as so many times as many unpaired replications, with its interval."""

    times: float
    low: float
    high: float


def gain(one: Flags, other: Flags) -> VarianceReduction | None:
    """Variance of the difference of two shares [replication] without pairing, over that with it.

    None where one of the two is 0: nothing differs, or there is nothing to be unsure of. The interval is that of
    the logarithm by the delta method, for four cells of a multinomial: Agresti (2013), Categorical Data Analysis,
    section 16.1.
    """
    pairs = (one & other, one & ~other, other & ~one)
    both, up, down = (float(np.count_nonzero(cell)) / max(1, len(one)) for cell in pairs)
    a, b, apart = both + up, both + down, up - down
    unpaired, with_pairs = a * (1.0 - a) + b * (1.0 - b), up + down - apart**2
    if unpaired <= 0.0 or with_pairs <= 0.0:
        return None
    slopes = (
        (2.0 - 2.0 * a - 2.0 * b) / unpaired,
        (1.0 - 2.0 * a) / unpaired - (1.0 - 2.0 * apart) / with_pairs,
        (1.0 - 2.0 * b) / unpaired - (1.0 + 2.0 * apart) / with_pairs,
    )
    times = unpaired / with_pairs
    half = Z95 * _error(slopes, (both, up, down), len(one))
    return VarianceReduction(times, exp(log(times) - half), exp(log(times) + half))


def _error(slopes: tuple[float, ...], cells: tuple[float, ...], of: int) -> float:
    """Standard error of what has these slopes in the shares of these cells, and none in that of the last."""
    mean = sum(s * p for s, p in zip(slopes, cells, strict=True))
    square = sum(s * s * p for s, p in zip(slopes, cells, strict=True))
    return sqrt(max(0.0, square - mean * mean) / of)


def would_tell(gained: int, lost: int, of: int, z: float = Z95) -> int | None:
    """About how many pairs would tell the difference from chance, if it is as large as it looks.

    With so many the interval just leaves out zero if both kinds of pairs come as often as before; so in half of
    all repetitions it does. None: no difference was seen, or it takes more than MOST_PAIRS.
    """
    low, high = 1, MOST_PAIRS
    if gained == lost or not _tells(gained / of, lost / of, high, z):
        return None
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if _tells(gained / of, lost / of, middle, z) else (middle + 1, high)
    return low


def _tells(up: float, down: float, pairs: int, z: float) -> bool:
    return paired(up * pairs, down * pairs, pairs, z).clear
