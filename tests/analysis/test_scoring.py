"""Scores of probabilities against values worked by hand and against what theory says of right ones."""

import numpy as np
import pytest
from scipy import stats

from sim.analysis import scoring

SAID = np.array([0.1, 0.4, 0.8, 0.8])
CAME = np.array([False, True, True, False])


def test_scores_by_hand() -> None:
    assert scoring.brier(SAID, CAME) == pytest.approx([0.01, 0.36, 0.04, 0.64])
    assert scoring.log_score(SAID, CAME) == pytest.approx(-np.log([0.9, 0.4, 0.8, 0.2]))


def test_both_scores_are_proper() -> None:
    """Nobody is better off on average by saying anything else than what they believe."""
    said = np.linspace(0.01, 0.99, 99)
    for score in (scoring.brier, scoring.log_score):
        expected = 0.3 * score(said, np.ones(99, bool)) + 0.7 * score(said, np.zeros(99, bool))
        assert said[np.argmin(expected)] == pytest.approx(0.3)


def test_the_interval_of_a_mean_is_students() -> None:
    found = scoring.mean_score(np.array([0.01, 0.36, 0.04, 0.64]))
    low, high = stats.t.interval(0.95, 3, loc=found.mean, scale=stats.sem([0.01, 0.36, 0.04, 0.64]))
    assert (found.mean, found.low, found.high) == pytest.approx((0.2625, low, high))


def test_one_forecast_has_no_interval() -> None:
    assert scoring.mean_score(np.array([0.09])).mean == 0.09
    assert np.isnan(scoring.mean_score(np.array([0.09])).high)
    assert np.isnan(scoring.mean_score(np.array([])).mean)


def test_scores_of_one_conflict_count_as_one() -> None:
    """Said ten times over, four scores tell no more than once."""
    once = scoring.mean_score(np.array([0.01, 0.36, 0.04, 0.64]))
    often = scoring.mean_score(np.repeat([0.01, 0.36, 0.04, 0.64], 10), np.repeat([7, 3, 9, 1], 10))
    assert (often.mean, often.low, often.high) == pytest.approx((once.mean, once.low, once.high))


def test_right_probabilities_score_as_foretold() -> None:
    """In 19 of 20 of many worlds in which what is said is right."""
    chance = np.random.default_rng(5)
    said = chance.beta(2, 3, 400)
    told = scoring.brier_if_right(said)
    found = np.array([scoring.brier(said, chance.random(400) < said).mean() for _ in range(2000)])
    assert ((told.low < found) & (found < told.high)).mean() == pytest.approx(0.95, abs=0.015)
    assert found.mean() == pytest.approx(told.mean, abs=0.001)


def test_bins_hold_every_forecast_once() -> None:
    bins = scoring.calibration(SAID, CAME)
    assert [each.said for each in bins] == pytest.approx([0.1, 0.4, 0.8])
    assert [(each.happened.hits, each.happened.of) for each in bins] == [(0, 1), (1, 1), (1, 2)]
    edges = scoring.calibration(np.array([0.0, 0.2, 0.999, 1.0]), np.ones(4, bool))
    assert [each.happened.of for each in edges] == [1, 1, 2]
