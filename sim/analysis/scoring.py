"""How good probabilities were, once it is known what happened. Every score is a penalty: less is better.

Probabilities [n] lie above 0 and below 1, so that no score is infinite.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import nan, sqrt

import numpy as np
from numpy.typing import NDArray

from sim.analysis.intervals import Z95, Mean, Share, mean_of_groups, share_of
from sim.analysis.steady import log

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Bin:
    """Forecasts of about the same probability, and how often what they were about happened."""

    said: float  # the mean of the probabilities
    happened: Share


def brier(said: Floats, happened: Flags) -> Floats:
    """[n] the squared error: 0 is perfect, 0.25 is what one half always gets. Brier (1950), MWR 78:1-3."""
    return np.square(said - happened)


def log_score(said: Floats, happened: Flags) -> Floats:
    """[n] minus the logarithm of what was given to what happened, in nats. Good (1952), JRSS B 14:107-114."""
    return -log(np.where(happened, said, 1.0 - said))


def mean_score(scores: Floats, group: NDArray[np.int64] | None = None) -> Mean:
    """The mean of scores, or of differences of scores, with Student's interval: forecasts are few.

    Scores of one group [n] (a conflict, a country) may be alike; groups are independent of each other.
    """
    from scipy.special import stdtrit

    group = np.arange(len(scores)) if group is None else np.unique(group, return_inverse=True)[1]
    groups = len(np.unique(group))
    if groups < 2:
        return Mean(float(np.mean(scores)) if len(scores) else nan, nan, nan, len(scores))
    normal = mean_of_groups(scores, group)
    half = (normal.high - normal.mean) / Z95 * float(stdtrit(groups - 1, 0.975))
    return Mean(normal.mean, normal.mean - half, normal.mean + half, normal.of)


def brier_if_right(said: Floats) -> Mean:
    """Where the mean Brier score would lie were every probability right, and the forecasts independent.

    Outside the interval, the probabilities are not calibrated. Spiegelhalter (1986), Stat. Med. 5:421-433.
    """
    if not len(said):
        return Mean(nan, nan, nan, 0)
    spread = said * (1.0 - said)
    mean, half = float(np.mean(spread)), Z95 * sqrt(float(np.sum(spread * np.square(1.0 - 2.0 * said))))
    half /= len(said)
    return Mean(mean, mean - half, mean + half, len(said))


def calibration(said: Floats, happened: Flags, bins: int = 5) -> tuple[Bin, ...]:
    """Forecasts in bins of one width, without the empty ones. Murphy & Winkler (1977), JRSS C 26:41-47."""
    at = np.minimum((said * bins).astype(np.int64), bins - 1)
    return tuple(
        Bin(float(np.mean(said[at == each])), share_of(happened[at == each])) for each in np.unique(at)
    )
