"""Losses, intervals and what would tell, against sums by hand and brute force."""

from __future__ import annotations

from itertools import product
from math import inf, log, sqrt

import numpy as np
import pytest

from sim.analysis.scoring import brier
from sim.backtest import scoring
from sim.backtest.score import Fitted, Span

SAID = np.array([0.1, 0.4, 0.4, 0.8, 0.9, 0.6])
CAME = np.array([0.0, 1.0, 0.0, 1.0, 1.0, 0.0])
ALONE = np.arange(6)


def test_losses_are_those_of_a_hand_calculation() -> None:
    assert brier(SAID, CAME).tolist() == pytest.approx([0.01, 0.36, 0.16, 0.04, 0.01, 0.36])
    assert scoring.nats(SAID, CAME) == pytest.approx([-log(x) for x in (0.9, 0.4, 0.6, 0.8, 0.9, 0.4)])


def test_nobody_is_taken_for_surer_than_one_in_two_hundred() -> None:
    assert scoring.nats(np.array([0.0, 1.0]), np.array([1.0, 1.0])) == pytest.approx(
        [-log(0.005), -log(0.995)]
    )


def test_auc_counts_pairs_and_ties_by_half() -> None:
    pairs = list(product(SAID[CAME == 1], SAID[CAME == 0]))
    right = sum(1.0 if yes > no else 0.5 if yes == no else 0.0 for yes, no in pairs) / len(pairs)
    assert scoring.auc(SAID, CAME, scoring.luck(1, ALONE)).value == pytest.approx(right)


def test_who_says_the_same_of_all_ranks_nobody() -> None:
    assert np.isnan(scoring.auc(np.full(6, 0.3), CAME, scoring.luck(1, ALONE)).value)


def test_the_interval_of_a_mean_is_that_of_its_standard_error() -> None:
    values = np.random.default_rng(1).normal(2.0, 1.0, 400)
    found = scoring.mean(values, scoring.luck(1, np.arange(400)))
    half = 1.96 * values.std() / sqrt(400)
    assert found.value == pytest.approx(values.mean())
    assert (found.value - found.low, found.high - found.value) == pytest.approx((half, half), rel=0.1)


def test_cases_of_one_conflict_count_once() -> None:
    """Ten copies of each of forty values tell no more than the forty."""
    values = np.random.default_rng(2).normal(0.0, 1.0, 40)
    once = scoring.mean(values, scoring.luck(1, np.arange(40)))
    often = scoring.mean(np.repeat(values, 10), scoring.luck(1, np.repeat(np.arange(40), 10)))
    assert (often.low, often.high) == pytest.approx((once.low, once.high))


def every_draw(values: np.ndarray, label: np.ndarray) -> tuple[float, float]:
    """The interval of all draws of as many clusters, each as likely as any other."""
    groups = [values[label == k] for k in range(label.max() + 1)]
    means = [np.concatenate(drawn).mean() for drawn in product(groups, repeat=len(groups))]
    low, high = np.quantile(means, (0.025, 0.975), method="inverted_cdf")
    return float(low), float(high)


@pytest.mark.parametrize("wider", ["conflict", "country"])
def test_of_conflicts_and_countries_the_wider_interval_counts(wider: str) -> None:
    """By all 256 draws of four conflicts, and all 27 of three countries."""
    conflict, country = np.array([0, 0, 1, 1, 2, 3]), np.array([0, 0, 0, 1, 1, 2])
    values = np.array(
        [0.0, 0.1, 0.9, 1.0, 0.5, 0.4] if wider == "conflict" else [0.9, 0.8, 0.9, 0.1, 0.0, 0.5]
    )
    exact = {"conflict": every_draw(values, conflict), "country": every_draw(values, country)}
    width = {name: high - low for name, (low, high) in exact.items()}
    assert max(width, key=lambda name: width[name]) == wider
    drawn = scoring.luck(1, conflict, country)
    assert (drawn.clusters, drawn.countries) == (4, 3)
    found = scoring.mean(values, drawn)
    assert (found.low, found.high) == pytest.approx(exact[wider], abs=0.03)


def test_conflicts_of_one_country_may_be_as_alike_as_cases_of_one_conflict() -> None:
    """Of forty countries with ten conflicts each, all of which end alike, there are forty cases."""
    values, country = np.repeat(np.random.default_rng(2).normal(0.0, 1.0, 40), 10), np.repeat(range(40), 10)
    by_country = scoring.mean(values, scoring.luck(1, country))
    assert scoring.mean(values, scoring.luck(1, np.arange(400), country)) == by_country
    alone = scoring.mean(values, scoring.luck(1, np.arange(400)))
    assert by_country.high - by_country.low > 2.5 * (alone.high - alone.low)


def test_how_many_cases_would_tell() -> None:
    """A mean of 0.1 with a standard error of 0.05 from 100 cases: (2.8 * 0.5)^2 times 100."""
    span = Span(0.1, 0.1 - 1.96 * 0.05, 0.1 + 1.96 * 0.05)
    assert scoring.enough(span, 100) == pytest.approx((2.8016 * 0.05 / 0.1) ** 2 * 100, rel=1e-3)
    assert scoring.enough(Span(0.0, -1.0, 1.0), 100) == inf


def test_crps_of_a_sample_is_the_area_between_the_steps() -> None:
    sample, came = np.array([[1.0, 2.0, 4.0], [5.0, 5.0, 9.0]]), np.array([3.0, 10.0])
    grid = np.linspace(0.0, 12.0, 120_001)
    for row, at, found in zip(sample, came, scoring.crps(sample, came), strict=True):
        below = (row[:, None] <= grid).mean(axis=0)
        area = ((below - (grid >= at)) ** 2).sum() * (grid[1] - grid[0])
        assert found == pytest.approx(area, abs=1e-3)


def test_crps_of_one_number_is_its_distance() -> None:
    assert scoring.crps(np.array([[3.0]]), np.array([7.0])).tolist() == [4.0]


def test_bins_hold_about_as_many_cases_and_keep_equal_chances_together() -> None:
    said = np.array([0.1] * 6 + [0.5, 0.6, 0.7, 0.9])
    found = scoring.calibration(said, (said > 0.55).astype(np.float64))
    assert sum(each.of for each in found) == 10
    assert found[0].of == 6
    assert [each.share for each in found if each.said > 0.65] == [1.0] * len(
        [each for each in found if each.said > 0.65]
    )


@pytest.mark.parametrize(
    ("less", "word"),
    [(Span(-0.2, -0.3, -0.1), "better"), (Span(0.2, 0.1, 0.3), "worse"), (Span(0.0, -0.1, 0.1), "not clear")],
)
def test_only_what_is_clear_of_zero_is_skill(less: Span, word: str) -> None:
    assert less.word == word


def test_halves_are_alike_if_their_errors_together_span_the_distance() -> None:
    one, every = Span(1.0, 0.8, 1.2), Span(1.1, 0.95, 1.25)
    near = Fitted("s", "n", "h", one, Span(1.25, 1.05, 1.45), every, 1.1)
    far = Fitted("s", "n", "h", one, Span(1.31, 1.11, 1.51), every, 1.3)
    assert (near.alike, far.alike) == (True, False)
    assert near.holding == ["even half", "odd half", "all"]
    assert far.holding == ["odd half"]
