from __future__ import annotations

import numpy as np
import pytest

from sim.analysis import intervals


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_shares_have_the_score_intervals_of_newcombes_table(
    hits: int, of: int, low: float, high: float
) -> None:
    """Newcombe (1998), Stat. Med. 17:857-872, table I, method 3."""
    found = intervals.share(hits, of)
    assert (found.low, found.high) == pytest.approx((low, high), abs=5e-5)


def test_a_share_of_nothing_is_unknown_and_says_so() -> None:
    found = intervals.share(0, 0)
    assert np.isnan(found.share)
    assert (found.low, found.high) == (0.0, 1.0)


def test_what_always_happened_may_still_fail_to_happen() -> None:
    found = intervals.share(50, 50)
    assert (found.share, found.high) == (1.0, 1.0)
    assert 0.9 < found.low < 1.0


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [((56, 70), (48, 80), 0.0524, 0.3339), ((9, 10), (3, 10), 0.1705, 0.8090)],
)
def test_differences_have_the_intervals_of_newcombes_table(
    one: tuple[int, int], other: tuple[int, int], low: float, high: float
) -> None:
    """Newcombe (1998), Stat. Med. 17:873-890, table II, method 10."""
    found = intervals.difference(intervals.share(*one), intervals.share(*other))
    assert (found.low, found.high) == pytest.approx((low, high), abs=5e-5)
    assert found.clear


def test_equal_shares_are_not_told_apart() -> None:
    assert not intervals.difference(intervals.share(30, 60), intervals.share(33, 60)).clear


def test_the_median_of_ten_lies_between_the_second_and_the_ninth() -> None:
    found = intervals.quantile_of(np.arange(1.0, 11.0), 0.5)
    assert (found.value, found.low, found.high) == (5.5, 2.0, 9.0)


def test_three_values_do_not_bound_a_quantile() -> None:
    found = intervals.quantile_of(np.array([1.0, 2.0, 3.0]), 0.9)
    assert np.isnan(found.high)


def test_quantile_intervals_cover_the_truth_as_often_as_they_say() -> None:
    luck = np.random.default_rng(1)
    found = [intervals.quantile_of(luck.random(60), 0.3) for _ in range(2000)]
    covered = np.mean([q.low <= 0.3 <= q.high for q in found])
    error = np.sqrt(0.05 * 0.95 / 2000)
    assert covered > 0.95 - 3 * error


def test_paired_differences_cover_the_truth_as_often_as_they_say() -> None:
    luck = np.random.default_rng(2)
    one = luck.random((2000, 200))
    found = [intervals.paired_difference(row < 0.5, row + luck.normal(0, 0.1, 200) < 0.4) for row in one]
    truth = np.mean([d.difference for d in found])
    covered = np.mean([d.low <= truth <= d.high for d in found])
    assert covered == pytest.approx(0.95, abs=4 * np.sqrt(0.05 * 0.95 / 2000))


def test_pairing_makes_a_difference_surer() -> None:
    luck = np.random.default_rng(3).random(500)
    paired = intervals.paired_difference(luck < 0.55, luck < 0.5)
    apart = intervals.difference(intervals.share_of(luck < 0.55), intervals.share_of(luck < 0.5))
    assert paired.high - paired.low < (apart.high - apart.low) / 2


def test_a_mean_of_one_has_no_error_to_show() -> None:
    found = intervals.mean_of(np.array([0.4]))
    assert found.mean == 0.4
    assert np.isnan(found.low)


def test_mean_intervals_cover_the_truth_as_often_as_they_say() -> None:
    rows = np.random.default_rng(4).random((2000, 100))
    found = [intervals.mean_of(row) for row in rows]
    covered = np.mean([m.low <= 0.5 <= m.high for m in found])
    assert covered == pytest.approx(0.95, abs=4 * np.sqrt(0.05 * 0.95 / 2000))


def test_values_that_are_independent_have_the_error_of_a_mean_and_copies_add_nothing() -> None:
    values = np.random.default_rng(1).normal(size=40)
    alone = intervals.mean_of(values)
    each = intervals.mean_of_groups(values, np.arange(40))
    assert (each.mean, each.low, each.high) == pytest.approx((alone.mean, alone.low, alone.high))
    copies = intervals.mean_of_groups(np.repeat(values, 5), np.repeat(np.arange(40), 5))
    assert (copies.mean, copies.low, copies.high) == pytest.approx((alone.mean, alone.low, alone.high))
    assert copies.of == 200


def test_one_group_alone_has_no_error_to_show() -> None:
    found = intervals.mean_of_groups(np.array([1.0, 3.0]), np.array([0, 0]))
    assert found.mean == 2.0
    assert np.isnan(found.low)


def test_the_more_is_tried_the_wider_the_intervals() -> None:
    assert intervals.z_for(1) == pytest.approx(intervals.Z95)
    assert intervals.z_for(121) == pytest.approx(3.53, abs=0.005)
    rng = np.random.default_rng(3)
    one, other = rng.random((2, 500)) < 0.4
    usual, strict = (
        intervals.paired_difference(one, other),
        intervals.paired_difference(one, other, intervals.z_for(121)),
    )
    assert strict.difference == usual.difference
    assert strict.low < usual.low < usual.high < strict.high
