"""Sums and functions that come out the same on every processor.

BLAS adds up in the order that its kernel for the processor likes, and NumPy has an exponential and a logarithm for
each: they differ in the last bits, and what is decided by them differs altogether. Here are only sums in a fixed order.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
# The logarithm of 2 in two parts, the first short enough that whole multiples of it are exact.
LN2, LN2_HIGH, LN2_LOW = 0.6931471805599453, 6.93147180369123816490e-01, 1.90821492927058770002e-10
LEAST = -708.0  # below, an exponential is as good as nothing
ROOT_HALF = 0.7071067811865476
TERMS_OF_EXP, TERMS_OF_LOG = 14, 12
AT_ONCE = (
    2**16
)  # numbers that are added up in one go; of more, one column after another, which takes less room


def product(left: NDArray[np.number], right: NDArray[np.number]) -> Floats:
    """Of [..., n] and [n] or [n, k]: the sums over n, each added up alike.

    >>> product(np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[1.0, 0.0], [1.0, 1.0]])).tolist()
    [[3.0, 2.0], [7.0, 4.0]]
    """
    if right.ndim == 1:
        return np.asarray((left * right).sum(axis=-1))
    columns = np.ascontiguousarray(right.T)
    if left.size * len(columns) <= AT_ONCE:
        return np.asarray((left[..., None, :] * columns).sum(axis=-1))
    return np.stack([(left * column).sum(axis=-1) for column in columns], axis=-1)


def exp(x: Floats) -> Floats:
    """e to the x, by its series between two powers of two."""
    bounded = np.maximum(x, LEAST)
    twos = np.rint(bounded / LN2)
    rest = (bounded - twos * LN2_HIGH) - twos * LN2_LOW
    series = np.ones_like(rest)
    for k in range(TERMS_OF_EXP, 0, -1):
        series = 1.0 + rest / k * series
    return np.ldexp(series, twos.astype(np.int32))


def log(x: Floats) -> Floats:
    """The natural logarithm of what is above zero, by the series of its area tangent."""
    part, twos = np.frexp(x)
    low = part < ROOT_HALF
    part, twos = np.where(low, 2.0 * part, part), twos - low
    ratio = (part - 1.0) / (part + 1.0)
    square, series = ratio * ratio, np.zeros_like(ratio)
    for k in range(TERMS_OF_LOG, -1, -1):
        series = 1.0 / (2 * k + 1) + square * series
    return np.asarray(twos * LN2_HIGH + (twos * LN2_LOW + 2.0 * ratio * series))
