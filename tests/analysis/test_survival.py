"""How many reach an age, though not every end was seen."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.stats import CensoredData, ecdf

from sim.analysis.survival import AGES, CEASEFIRES, alive


@pytest.mark.parametrize("seed", range(4))
def test_it_is_the_estimate_of_kaplan_and_meier(seed: int) -> None:
    rng = np.random.default_rng(seed)
    lives, seen = np.ceil(rng.weibull(0.5, 200) * 60), np.ceil(rng.uniform(1, 300, 200))
    age, ended = np.minimum(lives, seen), lives <= seen
    peer = ecdf(CensoredData(age[ended], right=age[~ended])).sf
    bounds = peer.confidence_interval(method="log-log")
    for found in alive(age, ended):
        assert found.share == pytest.approx(float(peer.evaluate(found.age)))
        assert found.low == pytest.approx(float(bounds.low.evaluate(found.age)))
        assert found.high == pytest.approx(float(bounds.high.evaluate(found.age)))


def test_its_intervals_hold_the_truth_as_often_as_they_say() -> None:
    rng, held = np.random.default_rng(1), []
    for _ in range(400):
        lives, seen = rng.exponential(60, 100), rng.uniform(0, 200, 100)
        found = {a.age: a for a in alive(np.minimum(lives, seen), lives <= seen)}[30.0]
        held.append(found.low <= math.exp(-0.5) <= found.high)
    assert 0.92 < np.mean(held) < 0.98


def test_nothing_is_said_of_ages_that_nobody_was_seen_to_reach() -> None:
    assert alive(np.zeros(0), np.zeros(0, bool)) == ()
    found = alive(np.array([5.0, 20.0]), np.array([True, False]))
    assert [a.age for a in found] == [1.0, 3.0, 7.0, 14.0]
    assert [a.share for a in found] == [1.0, 1.0, 0.5, 0.5]


def test_the_data_lie_between_their_ends_and_fall() -> None:
    assert {known.age for known in CEASEFIRES} <= set(AGES)
    assert all(known.low <= known.share <= known.high for known in CEASEFIRES)
    assert sorted((known.share for known in CEASEFIRES), reverse=True) == [k.share for k in CEASEFIRES]
