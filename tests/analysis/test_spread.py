"""How much hangs on the choice of theory."""

from __future__ import annotations

from math import isnan

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given

from sim.analysis.spread import ProtocolRuns, between_rows, spread


def played(settled: list[int], option: str = "a") -> ProtocolRuns:
    flags = np.array(settled, bool)
    return ProtocolRuns(flags, np.where(flags[:, None], option, None))


def test_theories_that_never_differ_leave_nothing_between_them() -> None:
    found = spread({"one": played([1, 0, 1, 0]), "two": played([1, 0, 1, 0])})
    assert found.between == 0.0
    assert found.beside["two"].difference is not None
    assert found.beside["two"].difference.difference == 0.0


def test_theories_that_decide_everything_leave_nothing_to_luck() -> None:
    found = spread({"one": played([0, 0, 0]), "two": played([1, 1, 1])})
    assert found.between == pytest.approx(1.0)


def test_where_all_agree_there_is_no_spread_to_divide() -> None:
    assert isnan(spread({"one": played([1, 1]), "two": played([1, 1])}).between)


def test_a_theory_that_always_decides_is_left_out_of_the_spread() -> None:
    found = spread(
        {"mediated": played([1, 0]), "alternating_offers": played([1, 0]), "challenge": played([1, 1])}
    )
    assert found.able_to_fail == ("mediated", "alternating_offers")
    assert found.between == 0.0
    assert found.beside["challenge"].difference is None


@pytest.mark.parametrize("studies", [{}, {"one": played([1]), "two": played([1, 0])}])
def test_studies_of_different_talks_are_not_compared(studies: dict[str, ProtocolRuns]) -> None:
    with pytest.raises(ValueError, match="one scenario"):
        spread(studies)


def test_terms_are_compared_where_both_settle() -> None:
    found = spread({"one": played([1, 1, 0]), "two": played([1, 0, 1], option="b")})
    (same,) = found.beside["two"].same_terms
    assert (same.hits, same.of) == (0, 1)
    assert found.beside["one"].same_terms == ()


@given(st.lists(st.lists(st.booleans(), min_size=4, max_size=4), min_size=1, max_size=4))
def test_the_part_between_is_that_of_an_analysis_of_variance(rows: list[list[bool]]) -> None:
    flags = np.array(rows)
    within = np.mean([np.var(row) for row in flags])
    if np.var(flags) > 0:
        assert between_rows(flags) == pytest.approx(1 - within / np.var(flags))
