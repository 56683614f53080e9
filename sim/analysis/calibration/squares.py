"""The least of a quadratic function within a box."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.analysis.steady import product

Floats = NDArray[np.float64]
MOST_SWEEPS = 500
STILL = 1e-10  # part of the largest number: who moves by less has arrived
FLAT = 1e-12  # part of the steepest bend: along less there is nothing to be solved


def least_square(bends: Floats, wanted: Floats, most: Floats) -> Floats:
    """x [m] from 0 to `most` with the least x'Bx / 2 - w'x; bends: B, with no direction bent downwards.

    One number after another finds its own best place, and then those within the box find theirs together: Hildreth
    (1957), Naval Res. Logist. Q. 4:79-85, hastened after Moré & Toraldo (1991), SIAM J. Optim. 1:93-113.
    """
    found = np.zeros(len(wanted))
    for _ in range(MOST_SWEEPS):
        before = found.copy()
        for k in np.flatnonzero(np.diagonal(bends) > 0.0):
            better = found[k] + (wanted[k] - (bends[k] * found).sum()) / bends[k, k]
            found[k] = min(max(better, 0.0), most[k])
        found = _inside(bends, wanted, most, found)
        if np.abs(found - before).max() <= STILL * (1.0 + found.max()):
            break
    return found


def _inside(bends: Floats, wanted: Floats, most: Floats, found: Floats) -> Floats:
    """Those between the ends go together to where all are best, or as far that way as the box lets them."""
    free = np.flatnonzero((found > 0.0) & (found < most))
    if not len(free):
        return found
    steepness = wanted[free] - product(bends[free], found)
    step = np.zeros(len(found))
    step[free] = eliminated(bends[np.ix_(free, free)], steepness)
    room = np.where(step > 0.0, most - found, found)
    far = np.min(room[free] / np.maximum(np.abs(step[free]), 1e-300), initial=1.0)
    return np.clip(found + far * step, 0.0, most)


def eliminated(bends: Floats, wanted: Floats) -> Floats:
    """The solution of Bx = w for a B that is bent nowhere downwards; 0 along what is flat."""
    return product(inverted(bends), wanted)


def inverted(bends: Floats) -> Floats:
    """The inverse of a B that is bent nowhere downwards, by Gauss and Jordan; 0 along what is flat."""
    left, flat = bends.copy(), FLAT * np.diagonal(bends).max()
    for k in range(len(left)):
        pivot = left[k, k]
        if pivot <= flat:
            left[k, :], left[:, k] = 0.0, 0.0
            continue
        row, column = left[k] / pivot, left[:, k].copy()
        column[k] = 0.0
        left -= np.multiply.outer(column, row)
        left[:, k] = -column / pivot
        left[k] = row
        left[k, k] = 1.0 / pivot
    return left
