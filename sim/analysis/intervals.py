"""Estimates that carry their own uncertainty: shares, means, quantiles and differences of shares.

All intervals are two-sided and cover 95 % unless a z is given. They measure one thing only: that the
number of replications is finite. Whether the assumptions are right is another matter.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import nan, sqrt

import numpy as np
from numpy.typing import NDArray

Z95 = 1.959963984540054  # the 97.5 % point of the standard normal


@dataclass(frozen=True)
class Share:
    """hits of `of`, with a Wilson interval. With nothing to count, the share is NaN."""

    hits: int
    of: int
    share: float
    low: float
    high: float


@dataclass(frozen=True)
class Mean:
    """A mean of `of` numbers, with the normal interval of its standard error."""

    mean: float
    low: float
    high: float
    of: int


@dataclass(frozen=True)
class Quantile:
    """The value below which a share `level` lies. An end that the sample cannot bound is NaN."""

    level: float
    value: float
    low: float
    high: float
    of: int


@dataclass(frozen=True)
class Difference:
    """One share less another, between -1 and 1."""

    difference: float
    low: float
    high: float

    @property
    def clear(self) -> bool:
        """Does the interval leave out zero?"""
        return self.low > 0.0 or self.high < 0.0


def z_for(tried: int) -> float:
    """The 95 % point with so many things tried at once (Bonferroni): one in twenty would else be luck."""
    from scipy.special import ndtri

    return float(ndtri(1.0 - 0.025 / max(1, tried)))


def wilson(hits: int, of: int, z: float = Z95) -> tuple[float, float]:
    """The score interval of a share. Wilson (1927), JASA 22:209-212."""
    if of == 0:
        return 0.0, 1.0
    p, zz = hits / of, z * z / of
    middle = p + zz / 2.0
    half = z * sqrt(p * (1.0 - p) / of + zz / (4.0 * of))
    low = 0.0 if hits == 0 else (middle - half) / (1.0 + zz)
    return low, 1.0 if hits == of else (middle + half) / (1.0 + zz)


def share(hits: int, of: int) -> Share:
    """hits / of with its interval."""
    low, high = wilson(int(hits), int(of))
    return Share(int(hits), int(of), hits / of if of else nan, low, high)


def share_of(flags: NDArray[np.bool_]) -> Share:
    """The share of true flags [n]."""
    return share(int(np.count_nonzero(flags)), len(flags))


def mean_of(values: NDArray[np.float64]) -> Mean:
    """The mean of values [n]; one value alone has no error to show."""
    of = len(values)
    if of == 0:
        return Mean(nan, nan, nan, 0)
    mean = float(np.mean(values))
    half = Z95 * float(np.std(values, ddof=1)) / sqrt(of) if of > 1 else nan
    return Mean(mean, mean - half, mean + half, of)


def mean_of_groups(values: NDArray[np.float64], group: NDArray[np.int64]) -> Mean:
    """The mean of values [n] that may be alike within a group [n]; groups are independent of each other.

    The standard error adds up each group before it squares. Liang & Zeger (1986), Biometrika 73:13-22.
    """
    of, groups = len(values), len(np.unique(group))
    mean = float(np.mean(values))
    sums = np.bincount(group, weights=values - mean)
    scale = groups / (groups - 1) if groups > 1 else nan
    half = Z95 * sqrt(scale * float(np.sum(np.square(sums)))) / of
    return Mean(mean, mean - half, mean + half, of)


def quantile_of(values: NDArray[np.float64], level: float) -> Quantile:
    """A quantile of values [n] between two order statistics: no distribution is assumed.

    The r-th and s-th smallest value enclose it with probability P(r <= Binomial(n, level) < s):
    David & Nagaraja (2003), Order Statistics, section 7.1.
    """
    of = len(values)
    if of == 0:
        return Quantile(level, nan, nan, nan, 0)
    ordered = np.sort(values)
    r, s = _ranks(of, level)
    low = float(ordered[r - 1]) if r >= 1 else nan
    high = float(ordered[s - 1]) if s <= of else nan
    return Quantile(level, float(np.quantile(ordered, level)), low, high, of)


def quantile_of_counts(values: NDArray[np.float64], counts: NDArray[np.int64], level: float) -> Quantile:
    """The same of values [n] in order, each of which is there so many times.

    >>> quantile_of_counts(np.array([1.0, 2.0, 5.0]), np.array([60, 20, 20]), 0.7)
    Quantile(level=0.7, value=2.0, low=2.0, high=2.0, of=100)
    """
    ends = np.cumsum(counts)
    of = int(ends[-1]) if len(ends) else 0
    if of == 0:
        return Quantile(level, nan, nan, nan, 0)

    def ranked(rank: int) -> float:
        """The value of this rank, from 1."""
        return float(values[np.searchsorted(ends, rank)]) if 1 <= rank <= of else nan

    below, part = divmod((of - 1) * level, 1.0)
    value, after = ranked(int(below) + 1), ranked(min(int(below) + 2, of))
    low, high = map(ranked, _ranks(of, level))
    return Quantile(level, value + part * (after - value), low, high, of)


def _ranks(of: int, level: float) -> tuple[int, int]:
    from scipy.special import bdtr

    spread = 8.0 * sqrt(of * level * (1.0 - level)) + 2.0
    counts = np.arange(max(0, int(of * level - spread)), min(of, int(of * level + spread)) + 1)
    below = bdtr(counts, of, level)
    r = int(counts[0]) + int(np.searchsorted(below, 0.025, side="right"))
    s = int(counts[0]) + int(np.searchsorted(below, 0.975, side="left")) + 1
    return r, s


def difference(one: Share, other: Share, z: float = Z95) -> Difference:
    """Between two groups of different replications. Newcombe (1998), Stat. Med. 17:873-890, method 10."""
    ends = (
        replace(each, low=low, high=high)
        for each in (one, other)
        for low, high in [wilson(each.hits, each.of, z)]
    )
    return apart(*ends)


def apart(one: Share, other: Share) -> Difference:
    """Between two shares that have nothing to do with each other, from the interval of each.

    Zou & Donner (2008), Stat. Med. 27:1693-1702.
    """
    gap = one.share - other.share
    below = sqrt((one.share - one.low) ** 2 + (other.high - other.share) ** 2)
    above = sqrt((one.high - one.share) ** 2 + (other.share - other.low) ** 2)
    return Difference(gap, gap - below, gap + above)


def paired_difference(one: NDArray[np.bool_], other: NDArray[np.bool_], z: float = Z95) -> Difference:
    """Between two answers of the same replications."""
    gained, lost = int(np.count_nonzero(one & ~other)), int(np.count_nonzero(other & ~one))
    return paired(gained, lost, len(one), z)


def paired(gained: float, lost: float, of: float, z: float = Z95) -> Difference:
    """Of so many pairs, those that say yes once only, first in one and then in the other of the two answers.

    Bonett & Price (2012), JEBS 37:479-488.
    """
    if of == 0:
        return Difference(nan, nan, nan)
    up, down = (gained + 1) / (of + 2), (lost + 1) / (of + 2)
    half = z * sqrt((up + down - (up - down) ** 2) / (of + 2))
    return Difference((gained - lost) / of, max(-1.0, up - down - half), min(1.0, up - down + half))
