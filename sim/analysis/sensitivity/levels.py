"""How high an outcome is: a share or a mean, and how far apart two of them are."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.analysis.intervals import mean_of, paired_difference, share_of
from sim.analysis.sensitivity.answer import Estimate

Floats = NDArray[np.float64]


def level(found: Floats, is_share: bool) -> Estimate:
    """The share of an event, or the mean of a measure."""
    if is_share:
        share = share_of(found > 0.5)
        return Estimate(share.share, share.low, share.high)
    mean = mean_of(found)
    return Estimate(mean.mean, mean.low, mean.high)


def apart(one: Floats, other: Floats, is_share: bool) -> Estimate:
    """One less the other, of the same replications; those in which both have a value."""
    if is_share:
        paired = paired_difference(one > 0.5, other > 0.5)
        return Estimate(paired.difference, paired.low, paired.high)
    both = np.isfinite(one) & np.isfinite(other)
    return level(one[both] - other[both], is_share=False)
