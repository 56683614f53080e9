"""Could chance alone have made an outcome differ so much along an input?"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.analysis.intervals import z_for
from sim.analysis.sensitivity.classes import ClassTally
from sim.analysis.sensitivity.given_data import chi_squared, expected

Floats = NDArray[np.float64]
LEVEL = 0.025  # of a twentieth; the other half is left to the swings
POWER_80 = 0.8416212335729143  # the 80 % point of the standard normal


def told_apart(tally: ClassTally) -> NDArray[np.bool_]:
    """[input] by its trend or by any difference between classes, with both and all inputs allowed for (Bonferroni)."""
    from scipy.special import chdtrc, erfc

    statistic, free = chi_squared(tally.counts, expected(tally.counts))
    any_difference = chdtrc(free, statistic)
    trend = erfc(np.abs(_trends(tally)) / np.sqrt(2.0))
    likely = 2.0 * np.minimum(any_difference, trend)
    return np.asarray(likely < LEVEL / len(tally.sizes))


def _trends(tally: ClassTally) -> Floats:
    """[input] standard errors by which the outcome goes with the rank of the input's class."""
    runs, sizes = tally.runs, tally.sizes
    ranks = np.cumsum(sizes, axis=1) - sizes / 2.0 - runs / 2.0  # around their mean
    across = (sizes * ranks**2).sum(axis=1)
    mean = tally.sums.sum(axis=1, keepdims=True) / runs
    together = (ranks * (tally.sums - sizes * mean)).sum(axis=1)
    scale = np.sqrt(across * tally.around / runs)
    return np.asarray(np.divide(together, scale, out=np.zeros_like(scale), where=scale > 0.0))


def smallest_part(runs: int, inputs: int) -> float:
    """The part of the variance that an input must carry to be told from chance four times in five."""
    return min(1.0, _needed(inputs) / max(1, runs))


def runs_for(part: float, inputs: int) -> int:
    """Replications, in hundreds, that tell an input from chance which carries this part of the variance."""
    return 100 * int(np.ceil(_needed(inputs) / part / 100.0))


def _needed(inputs: int) -> float:
    return (z_for(4 * inputs) + POWER_80) ** 2
