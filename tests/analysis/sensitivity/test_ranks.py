from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sim.analysis.sensitivity.ranks import Bands, ranked, ranks, sum_of, wider

estimates = st.lists(
    st.tuples(st.floats(0, 1), st.floats(0, 0.3), st.floats(0, 0.3)), min_size=1, max_size=12
)


def bands(drawn: list[tuple[float, float, float]]) -> Bands:
    value, below, above = np.array(drawn).T
    return Bands(value, value - below, value + above)


@given(estimates)
def test_no_rank_separates_inputs_whose_intervals_overlap(drawn: list[tuple[float, float, float]]) -> None:
    found = bands(drawn)
    low, high = wider(found)
    places = ranks(found)
    for i, (first, last) in enumerate(places):
        for j, (other_first, other_last) in enumerate(places):
            if low[i] <= high[j] and low[j] <= high[i]:
                assert first <= other_last
                assert other_first <= last


@given(estimates)
def test_every_rank_is_somebodys(drawn: list[tuple[float, float, float]]) -> None:
    places = ranks(bands(drawn))
    for rank in range(1, len(drawn) + 1):
        assert any(first <= rank <= last for first, last in places)


def test_intervals_that_lie_apart_are_ranked_and_the_strongest_comes_first() -> None:
    found = bands([(0.1, 0.01, 0.01), (0.9, 0.01, 0.01), (0.11, 0.01, 0.01)])
    told = ranked(("a", "b", "c"), {"delta": found}, "delta", np.array([False, True, True]))
    assert [(each.path, each.first_rank, each.last_rank, each.clear) for each in told] == [
        ("b", 1, 1, True),
        ("c", 2, 3, True),
        ("a", 2, 3, False),
    ]


def test_intervals_are_widened_for_ranks_as_inputs_become_more() -> None:
    few, many = (bands([(0.5, 0.1, 0.1)] * count) for count in (2, 70))
    assert wider(many)[0][0] < wider(few)[0][0] < 0.4


def test_a_sum_is_known_better_than_its_worst_case() -> None:
    total = sum_of(bands([(0.2, 0.03, 0.03), (0.3, 0.04, 0.04)]))
    np.testing.assert_allclose((total.value, total.low, total.high), (0.5, 0.45, 0.55))
