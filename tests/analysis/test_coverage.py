"""Intervals that say 95 % hold the truth in 93 to 97 % of 1,000 repetitions."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from scipy import stats

from sim.analysis.intervals import (
    difference,
    mean_of,
    mean_of_groups,
    paired_difference,
    quantile_of,
    share_of,
)

REPETITIONS = 1000
N = 2000
NOMINAL = (0.93, 0.97)


def coverage(interval: Callable[[np.random.Generator], tuple[float, float]], truth: float) -> float:
    """How often a fresh interval holds the truth."""
    luck = np.random.default_rng(20250331)
    held = 0
    for _ in range(REPETITIONS):
        low, high = interval(luck)
        held += low <= truth <= high
    return held / REPETITIONS


@pytest.mark.parametrize("truth", [0.01, 0.05, 0.3, 0.5, 0.9])
def test_shares(truth: float) -> None:
    def interval(luck: np.random.Generator) -> tuple[float, float]:
        found = share_of(luck.random(N) < truth)
        return found.low, found.high

    assert NOMINAL[0] <= coverage(interval, truth) <= NOMINAL[1]


@pytest.mark.parametrize(("both", "gained", "lost"), [(0.1, 0.05, 0.02), (0.4, 0.1, 0.1), (0.0, 0.03, 0.01)])
def test_paired_differences(both: float, gained: float, lost: float) -> None:
    def interval(luck: np.random.Generator) -> tuple[float, float]:
        u = luck.random(N)
        before = u < both + lost
        after = (u < both) | ((u >= both + lost) & (u < both + lost + gained))
        found = paired_difference(after, before)
        return found.low, found.high

    assert NOMINAL[0] <= coverage(interval, gained - lost) <= NOMINAL[1]


@pytest.mark.parametrize(("one", "other"), [(0.3, 0.25), (0.04, 0.02), (0.9, 0.9)])
def test_differences_of_different_replications(one: float, other: float) -> None:
    def interval(luck: np.random.Generator) -> tuple[float, float]:
        found = difference(share_of(luck.random(N) < one), share_of(luck.random(N // 2) < other))
        return found.low, found.high

    assert NOMINAL[0] <= coverage(interval, one - other) <= NOMINAL[1]


@pytest.mark.parametrize("level", [0.1, 0.5, 0.9])
@pytest.mark.parametrize("known", [stats.expon(), stats.norm(), stats.beta(0.5, 0.5)], ids=["e", "n", "b"])
def test_quantiles(known: stats.rv_continuous, level: float) -> None:
    def interval(luck: np.random.Generator) -> tuple[float, float]:
        found = quantile_of(known.ppf(luck.random(400)), level)
        return found.low, found.high

    assert NOMINAL[0] <= coverage(interval, float(known.ppf(level))) <= NOMINAL[1]


def test_means() -> None:
    def interval(luck: np.random.Generator) -> tuple[float, float]:
        found = mean_of(luck.exponential(size=N))
        return found.low, found.high

    assert NOMINAL[0] <= coverage(interval, 1.0) <= NOMINAL[1]


def test_means_of_numbers_that_are_alike_in_groups() -> None:
    group = np.repeat(np.arange(200), 10)

    def interval(luck: np.random.Generator) -> tuple[float, float]:
        found = mean_of_groups(luck.normal(size=200)[group] + luck.normal(size=2000), group)
        return found.low, found.high

    assert NOMINAL[0] <= coverage(interval, 0.0) <= NOMINAL[1]
