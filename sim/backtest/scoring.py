"""Losses of forecasts, and what of them is clear of chance: conflicts are drawn anew, each with all its cases.

Field & Welsh (2007), J. R. Stat. Soc. B 69:369-390 on clusters. The losses themselves: sim/analysis/scoring.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

import numpy as np
from numpy.typing import NDArray

from sim.analysis.intervals import Z95
from sim.analysis.scoring import binned, log_score
from sim.analysis.steady import product
from sim.backtest.score import Bin, Span
from sim.bargaining.outcomes import Floats

Labels = NDArray[np.int64]
RESAMPLES = 1_000
SURE = 0.005  # nobody is taken for surer than this: else one case would be the whole logarithmic score
POWER = 0.8416212335729143  # the 80 % point of the standard normal
BINS = 5


@dataclass(frozen=True)
class Luck:
    """Which clusters are drawn how often."""

    label: Labels  # [case]
    weight: Floats  # [resample, case]

    @property
    def clusters(self) -> int:
        return int(self.label.max()) + 1


def luck(label: Labels, seed: int) -> Luck:
    """The same for all that is said of the same cases."""
    clusters = int(label.max()) + 1
    drawn = np.random.default_rng(seed).multinomial(clusters, np.full(clusters, 1.0 / clusters), RESAMPLES)
    return Luck(label, np.asarray(drawn[:, label], np.float64))


def nats(said: Floats, happened: Floats) -> Floats:
    """[case] minus the logarithm of the chance of what came."""
    return log_score(np.clip(said, SURE, 1.0 - SURE), happened > 0.5)


def mean(values: Floats, drawn: Luck) -> Span:
    """With the interval that drawing clusters gives."""
    found = product(drawn.weight, values) / drawn.weight.sum(axis=1)
    return Span(float(values.mean()), *_ends(found))


def _ends(found: Floats) -> tuple[float, float]:
    low, high = np.nanquantile(found, (0.025, 0.975))
    return float(low), float(high)


def auc(said: Floats, happened: Floats, drawn: Luck) -> Span:
    """The chance that of two cases, one of each outcome, the right one was given the greater; ties count half."""
    levels, level = np.unique(said.round(12), return_inverse=True)
    if len(levels) < 2:
        return Span()
    alone = _auc(level, len(levels), happened, np.ones((1, len(said))))
    return Span(float(alone[0]), *_ends(_auc(level, len(levels), happened, drawn.weight)))


def _auc(level: Labels, levels: int, happened: Floats, weight: Floats) -> Floats:
    """[resample]"""
    order = np.argsort(level, kind="stable")
    first = np.searchsorted(level[order], np.arange(levels))
    yes, no = (
        np.add.reduceat((weight * each)[:, order], first, axis=1) for each in (happened, 1.0 - happened)
    )
    below = np.cumsum(no, axis=1) - no / 2.0
    with np.errstate(invalid="ignore"):
        return np.asarray((yes * below).sum(axis=1) / (yes.sum(axis=1) * no.sum(axis=1)))


def enough(less: Span, of: int) -> float:
    """How many such cases tell such a difference from none, four times in five, at one in twenty."""
    return inf if less.value == 0.0 else of * (least(less) / less.value) ** 2


def least(less: Span) -> float:
    """The difference that the cases at hand would tell from none, four times in five."""
    return (Z95 + POWER) * (less.high - less.low) / (2.0 * Z95)


def calibration(said: Floats, happened: Floats) -> tuple[Bin, ...]:
    """As many cases in each bin, but for those that were given the same chance."""
    edges = np.unique(np.quantile(said, np.linspace(0.0, 1.0, BINS + 1)[1:-1]))
    place = np.searchsorted(edges, said, side="right")
    bins = ((each.said, each.happened) for each in binned(said, happened > 0.5, place))
    return tuple(Bin(mean, came.share, came.low, came.high, came.of) for mean, came in bins)


def crps(sample: Floats, came: Floats) -> Floats:
    """[case] of samples [case, n] for what came [case]: mean distance to it, less half of that within the sample.

    Gneiting & Raftery (2007), J. Am. Stat. Assoc. 102:359-378.
    """
    ordered, n = np.sort(sample, axis=1), sample.shape[1]
    within = (ordered * (2.0 * np.arange(n) - n + 1.0)).sum(axis=1) / n**2
    return np.asarray(np.abs(sample - came[:, None]).mean(axis=1) - within)
