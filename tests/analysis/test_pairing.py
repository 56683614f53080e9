"""Paired differences, what pairing gains and what would tell: checked by repeating them."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from sim.analysis.intervals import Z95, paired, z_for
from sim.analysis.pairing import gain, would_tell

REPETITIONS = 1000
BOTH, UP, DOWN, NEITHER = CELLS = (0.25, 0.09, 0.05, 0.61)  # of pairs: yes in both, in the first only ...
TRUTH = UP - DOWN
A, B = BOTH + UP, BOTH + DOWN
TRUE_GAIN = (A * (1 - A) + B * (1 - B)) / (UP + DOWN - TRUTH**2)

Pairs = tuple[NDArray[np.bool_], NDArray[np.bool_]]


def pairs(luck: np.random.Generator, of: int) -> Pairs:
    """Two correlated answers of the same replications."""
    cell = luck.choice(4, of, p=CELLS)
    return (cell == 0) | (cell == 1), (cell == 0) | (cell == 2)


@pytest.mark.parametrize("of", [200, 1000])
def test_intervals_of_paired_differences_cover_the_truth_in_93_to_97_of_100_repetitions(of: int) -> None:
    luck = np.random.default_rng(1)
    counts = luck.multinomial(of, CELLS, REPETITIONS)
    found = [paired(up, down, of) for _, up, down, _ in counts]
    covered = np.mean([each.low <= TRUTH <= each.high for each in found])
    assert 0.93 <= covered <= 0.97


def test_what_pairing_gains_is_the_ratio_of_variances_that_repetitions_show() -> None:
    luck, of = np.random.default_rng(2), 400
    with_pairs, without = [], []
    for _ in range(REPETITIONS):
        (one, other), (_, stranger) = pairs(luck, of), pairs(luck, of)
        with_pairs.append(one.mean() - other.mean())
        without.append(one.mean() - stranger.mean())
    shown = np.var(without) / np.var(with_pairs)
    assert shown == pytest.approx(TRUE_GAIN, rel=4 * np.sqrt(4 / REPETITIONS))
    said = gain(*pairs(luck, 200_000))
    assert said is not None
    assert said.times == pytest.approx(TRUE_GAIN, rel=0.03)


def test_intervals_of_that_gain_cover_the_truth_too() -> None:
    luck = np.random.default_rng(3)
    found = [gain(*pairs(luck, 500)) for _ in range(REPETITIONS)]
    covered = np.mean([each is not None and each.low <= TRUE_GAIN <= each.high for each in found])
    assert 0.93 <= covered <= 0.97


@pytest.mark.parametrize("z", [Z95, z_for(99)])
def test_with_about_as_many_as_would_tell_half_of_the_repetitions_tell(z: float) -> None:
    of = would_tell(round(1000 * UP), round(1000 * DOWN), 1000, z)
    assert of is not None
    counts = np.random.default_rng(4).multinomial(of, CELLS, REPETITIONS)
    told = np.mean([paired(up, down, of, z).low > 0.0 for _, up, down, _ in counts])
    assert told == pytest.approx(0.5, abs=4 * np.sqrt(0.25 / REPETITIONS))


def test_nothing_would_tell_where_no_difference_was_seen_or_nearly_none() -> None:
    assert would_tell(7, 7, 1000) is None
    assert would_tell(50_001, 50_000, 1_000_000) is None


def test_a_smaller_difference_needs_more_replications() -> None:
    wide, narrow = would_tell(20, 10, 1000), would_tell(20, 15, 1000)
    assert wide is not None
    assert narrow is not None
    assert narrow > 3 * wide


def test_without_a_difference_there_is_no_ratio_of_variances() -> None:
    yes, no = np.ones(50, np.bool_), np.zeros(50, np.bool_)
    assert gain(yes, yes) is None
    assert gain(yes, no) is None


def test_answers_that_have_nothing_to_do_with_each_other_gain_nothing_by_pairing() -> None:
    luck = np.random.default_rng(5)
    found = gain(luck.random(20_000) < 0.3, luck.random(20_000) < 0.4)
    assert found is not None
    assert found.low < 1.0 < found.high
