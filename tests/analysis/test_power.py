"""Voting power: textbook games, and what holds in every simple game."""

from __future__ import annotations

import hypothesis.strategies as st
import numpy as np
import pytest
from bargaining.oracle import enough
from coalitions import Wins, banzhaf, shapley_shubik
from hypothesis import given

from sim.analysis import power
from sim.scenario.signatures import Coalitions, Signatures


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


def game(quota: float, *weights: float, members: float = 0.0, required: tuple[str, ...] = ()) -> Coalitions:
    """The rule of a scenario file, of parties p0, p1, ..."""
    names = [f"p{i}" for i in range(len(weights))]
    rule = Signatures(
        quota=quota, members=members, weights=dict(zip(names, weights, strict=True)), required=required
    )
    return Coalitions(rule, names)


def indices(found: Coalitions, consenters: int = 0) -> tuple[list[float], list[float]]:
    """Shapley-Shubik and Banzhaf of everybody, consenters last."""
    counted = power.swings(found)
    pairs = [index(counted, consenters) for index in (power.shapley_shubik, power.banzhaf)]
    shared, decisive = ([*parties, *[each] * consenters] for parties, each in pairs)
    return shared, decisive


def enumerated(found: Coalitions, consenters: int) -> Wins:
    """The same game, coalition by coalition."""
    names = found.parties
    return np.array(
        [
            enough(found.rule, names, [name for k, name in enumerate(names) if coalition >> k & 1])
            and coalition >> len(names) == 2**consenters - 1
            for coalition in range(2 ** (len(names) + consenters))
        ]
    )


@given(st.lists(st.integers(0, 5), min_size=1, max_size=6).filter(any), st.integers(0, 2), st.data())
def test_what_is_counted_is_what_enumeration_finds(
    votes: list[int], consenters: int, data: st.DataObject
) -> None:
    shares = st.integers(1, 20).map(lambda n: n / 20)
    required = data.draw(st.sets(st.sampled_from([f"p{i}" for i in range(len(votes))]), max_size=2))
    members = data.draw(st.just(0.0) | shares)
    found = game(data.draw(shares), *votes, members=members, required=tuple(sorted(required)))
    wins = enumerated(found, consenters)
    for mine, theirs in zip(indices(found, consenters), (shapley_shubik(wins), banzhaf(wins)), strict=True):
        assert mine == pytest.approx(theirs.tolist())
    assert found.unanimous == (np.flatnonzero(wins).tolist() == [len(wins) - 1])


def test_the_six_of_1958_left_one_of_them_without_any_power() -> None:
    """Votes 4, 4, 4, 2, 2, 1 of which 12 were needed. Brams & Affuso (1976), Theory and Decision 7."""
    shared, decisive = indices(game(12 / 17, 4, 4, 4, 2, 2, 1))
    assert shared == pytest.approx([14 / 60] * 3 + [9 / 60] * 2 + [0])
    assert decisive[5] == 0


def test_the_security_council_by_the_words_of_its_charter() -> None:
    """Nine of fifteen, five of them in any case: the same game as above."""
    council = game(0.6, *[1] * 15, required=("p0", "p1", "p2", "p3", "p4"))
    assert np.array(indices(council)[0])[[0, 14]] == pytest.approx([0.1963, 0.00187], abs=5e-5)


def test_a_double_majority_of_twenty_seven_is_no_trouble() -> None:
    """65 % of the population and 55 % of the members, whole per cents of 448 million."""
    people = [19, 15, 13, 11, 8, 4, 4, 3, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]
    shared, _ = indices(game(0.65, *people, members=0.55))
    assert sum(shared) == pytest.approx(1)
    assert sorted(shared, reverse=True) == shared
    assert shared[0] > 0.1 > shared[-1] > 0.005


def test_two_parties_and_one_whose_consent_is_needed_share_alike() -> None:
    shared, decisive = indices(game(1, 1, 1), consenters=1)
    assert (shared, decisive) == ([1 / 3] * 3, [1 / 4] * 3)


def test_two_hundred_who_all_must_sign_are_no_two_to_the_two_hundred_coalitions() -> None:
    assert indices(game(1, *[1] * 200))[0] == [1 / 200] * 200


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
