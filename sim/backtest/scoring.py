"""Losses of forecasts, and what of them is clear of chance: conflicts are drawn anew, each with all its cases.

Where rows name a country, countries are drawn anew too, and the wider interval counts: conflicts of one country may be
as alike as cases of one conflict. Field & Welsh (2007), J. R. Stat. Soc. B 69:369-390 on clusters; Cameron & Miller
(2015), J. Hum. Resour. 50:317-372 on clusters of more than one kind. The losses themselves: sim/analysis/scoring.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

import numpy as np
from numpy.typing import NDArray

from sim.analysis.intervals import Z95
from sim.analysis.scoring import binned, log_score
from sim.analysis.steady import product
from sim.backtest.score import ReliabilityBin, Span
from sim.bargaining.outcomes import Floats

Labels = NDArray[np.int64]
RESAMPLES = 1_000
SURE = 0.005  # nobody is taken for surer than this: else one case would be the whole logarithmic score
POWER = 0.8416212335729143  # the 80 % point of the standard normal
BINS = 5


@dataclass(frozen=True)
class ClusterDraws:
    """How often each case is drawn with its cluster, for each kind of cluster."""

    of: tuple[int, ...]  # clusters
    weights: tuple[Floats, ...]  # [resample, case]

    @property
    def clusters(self) -> int:
        """Of the first kind: conflicts."""
        return self.of[0]

    @property
    def countries(self) -> int:
        """0 where rows name none."""
        return sum(self.of[1:])


def luck(seed: int, label: Labels, country: Labels | None = None) -> ClusterDraws:
    """The same for all that is said of the same cases."""
    kinds = [label] if country is None else [label, country]
    return ClusterDraws(tuple(map(count, kinds)), tuple(_drawn(each, seed) for each in kinds))


def count(label: Labels) -> int:
    """How many clusters."""
    return int(label.max()) + 1


def _drawn(label: Labels, seed: int) -> Floats:
    of = count(label)
    drawn = np.random.default_rng(seed).multinomial(of, np.full(of, 1.0 / of), RESAMPLES)
    return np.asarray(drawn[:, label], np.float64)


def nats(said: Floats, happened: Floats) -> Floats:
    """[case] minus the logarithm of the chance of what came."""
    return log_score(np.clip(said, SURE, 1.0 - SURE), happened > 0.5)


def mean(values: Floats, drawn: ClusterDraws) -> Span:
    """With the widest interval that drawing clusters gives."""
    found = [product(weight, values) / weight.sum(axis=1) for weight in drawn.weights]
    return Span(float(values.mean()), *_widest(found))


def _widest(found: Sequence[Floats]) -> tuple[float, float]:
    """Of 95 % intervals, one of each kind of cluster."""
    ends = (np.nanquantile(each, (0.025, 0.975)).tolist() for each in found)
    low, high = max(ends, key=lambda each: each[1] - each[0])
    return float(low), float(high)


def auc(said: Floats, happened: Floats, drawn: ClusterDraws) -> Span:
    """The chance that of two cases, one of each outcome, the right one was given the greater; ties count half."""
    levels, level = np.unique(said.round(12), return_inverse=True)
    if len(levels) < 2:
        return Span()
    found = [_auc(level, len(levels), happened, weight) for weight in drawn.weights]
    return Span(ranked(said, happened), *_widest(found))


def ranked(said: Floats, happened: Floats) -> float:
    """The same without an interval."""
    levels, level = np.unique(said.round(12), return_inverse=True)
    return float(_auc(level, len(levels), happened, np.ones((1, len(said))))[0])


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


def calibration(said: Floats, happened: Floats) -> tuple[ReliabilityBin, ...]:
    """As many cases in each bin, but for those that were given the same chance."""
    edges = np.unique(np.quantile(said, np.linspace(0.0, 1.0, BINS + 1)[1:-1]))
    place = np.searchsorted(edges, said, side="right")
    bins = ((each.said, each.happened) for each in binned(said, happened > 0.5, place))
    return tuple(ReliabilityBin(mean, came.share, came.low, came.high, came.of) for mean, came in bins)


def crps(sample: Floats, came: Floats) -> Floats:
    """[case] of samples [case, n] for what came [case]: mean distance to it, less half of that within the sample.

    Gneiting & Raftery (2007), J. Am. Stat. Assoc. 102:359-378.
    """
    ordered, n = np.sort(sample, axis=1), sample.shape[1]
    within = (ordered * (2.0 * np.arange(n) - n + 1.0)).sum(axis=1) / n**2
    return np.asarray(np.abs(sample - came[:, None]).mean(axis=1) - within)
