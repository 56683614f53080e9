"""How many of some lives reach an age, though the ends of some were not seen. Kaplan & Meier (1958)."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from sim.analysis.durations import Alive
from sim.analysis.intervals import Z95, share
from sim.bargaining.outcomes import Flags, Floats

AGES = (1.0, 3.0, 7.0, 14.0, 30.0, 60.0, 90.0, 120.0, 180.0, 270.0, 365.0)  # days
MILESTONES = (30.0, 90.0, 180.0)  # ages that are told in words


@dataclass(frozen=True)
class Known:
    """What data say of comparable lives: the share that reaches an age, and between which ends it must lie."""

    age: float
    share: float
    low: float
    high: float


# 780 bilateral or multilateral ceasefires of whole conflicts, 1989-2020: Clayton et al. (2022), ETH/PRIO. The ends are
# those with every unknown end as early, and as late, as can be.
CEASEFIRES = (
    Known(7.0, 0.70, 0.57, 0.91),
    Known(14.0, 0.62, 0.53, 0.87),
    Known(30.0, 0.57, 0.46, 0.80),
    Known(60.0, 0.51, 0.43, 0.75),
    Known(90.0, 0.48, 0.41, 0.71),
    Known(180.0, 0.40, 0.37, 0.63),
    Known(365.0, 0.32, 0.32, 0.51),
)
# Of 368 peace agreements of 1975-2021, those no longer in force after one, and after five, years: 21 and 32 % by
# Pettersson et al. (2019), UCDP.
AGREEMENTS_OVER = {1: share(77, 368), 5: share(118, 368)}


def alive(age: Floats, ended: Flags) -> tuple[Alive, ...]:
    """At each age that somebody was seen to reach. age [life] when it ended, or was last seen.

    By hand, number by number: what NumPy makes of logarithms depends on the processor.
    """
    oldest = float(age.max()) if len(age) else 0.0
    return tuple(_alive(age, ended, day) for day in AGES if day <= oldest)


def _alive(age: Floats, ended: Flags, day: float) -> Alive:
    reached, spread = 1.0, 0.0
    for end, deaths in zip(*np.unique(age[ended & (age <= day)], return_counts=True), strict=True):
        left = int(np.count_nonzero(age >= end))
        reached *= 1.0 - int(deaths) / left
        spread += int(deaths) / (left * (left - int(deaths))) if left > deaths else 0.0
    return Alive(day, reached, *_interval(reached, spread))


def _interval(reached: float, spread: float) -> tuple[float, float]:
    """Greenwood's variance, on the scale of log(-log): the ends stay between 0 and 1."""
    if not 0.0 < reached < 1.0:
        return reached, reached
    half = Z95 * math.sqrt(spread) / -math.log(reached)
    return reached ** math.exp(half), reached ** math.exp(-half)
