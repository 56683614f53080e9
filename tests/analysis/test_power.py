"""Voting power: textbook games, and what holds in every simple game."""

from __future__ import annotations

import hypothesis.strategies as st
import numpy as np
import pytest
from coalitions import Wins, banzhaf, shapley_shubik, unanimity
from hypothesis import given

from sim.analysis import power


def weighted(quota: int, *weights: int) -> Wins:
    """The game that a coalition wins with so many votes."""
    coalitions = np.arange(2 ** len(weights))
    votes = sum(((coalitions >> k) & 1) * weight for k, weight in enumerate(weights))
    return np.asarray(votes >= quota)


def test_the_security_council_gives_a_veto_a_hundred_times_the_power_of_a_seat() -> None:
    """Five vetoes and ten seats, nine votes: [39; 7 x 5, 1 x 10]. Straffin (1994), Handbook of Game Theory, ch. 32:
    Shapley-Shubik 0.1963 and 0.00187, Banzhaf (normalised) 0.1669 and 0.0165."""
    council = weighted(39, *[7] * 5, *[1] * 10)
    shapley, decisive = shapley_shubik(council), banzhaf(council)
    assert shapley[[0, 14]] == pytest.approx([0.1963, 0.00187], abs=5e-5)
    assert (decisive / decisive.sum())[[0, 14]] == pytest.approx([0.1669, 0.0165], abs=5e-5)


def test_one_big_and_two_small_shareholders() -> None:
    """[3; 2, 1, 1]: Shapley-Shubik 2/3, 1/6, 1/6; Banzhaf 3/4, 1/4, 1/4. Straffin (1994), example 1."""
    assert shapley_shubik(weighted(3, 2, 1, 1)) == pytest.approx([2 / 3, 1 / 6, 1 / 6])
    assert banzhaf(weighted(3, 2, 1, 1)) == pytest.approx([3 / 4, 1 / 4, 1 / 4])


@pytest.mark.parametrize(
    ("players", "needed"), [(4, 0b0111), (3, 0b010), (5, 0b11111), (1, 1), (9, 0b101010101)]
)
def test_closed_forms_are_what_enumeration_finds(players: int, needed: int) -> None:
    game = unanimity(players, needed)
    assert power.shapley_shubik(players, needed) == pytest.approx(shapley_shubik(game))
    assert power.banzhaf(players, needed) == pytest.approx(banzhaf(game))


def test_two_parties_and_one_whose_consent_is_needed_share_alike_and_a_bystander_has_nothing() -> None:
    assert power.shapley_shubik(4, 0b0111) == pytest.approx([1 / 3, 1 / 3, 1 / 3, 0])
    assert power.banzhaf(4, 0b0111) == pytest.approx([1 / 4, 1 / 4, 1 / 4, 0])


def test_who_needs_nobody_has_all_the_power() -> None:
    assert power.shapley_shubik(3, 0b010).tolist() == [0, 1, 0]
    assert power.banzhaf(3, 0b010).tolist() == [0, 1, 0]


def test_two_hundred_who_all_must_sign_are_no_two_to_the_two_hundred_coalitions() -> None:
    assert power.shapley_shubik(200, 2**200 - 1) == pytest.approx([1 / 200] * 200)


@given(st.lists(st.integers(0, 9), min_size=1, max_size=6), st.data())
def test_all_the_power_is_shared_and_more_votes_never_have_less(
    votes: list[int], data: st.DataObject
) -> None:
    quota = data.draw(st.integers(1, max(1, sum(votes))))
    shared, decisive = shapley_shubik(weighted(quota, *votes)), banzhaf(weighted(quota, *votes))
    assert shared.sum() == pytest.approx(1.0 if sum(votes) >= quota else 0.0)
    for found in (shared, decisive):
        ranked = found[np.argsort(votes, kind="stable")]
        assert (np.diff(ranked) >= -1e-12).all()
