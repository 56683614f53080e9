"""Equilibria and dynamics against games that are solved by hand."""

from __future__ import annotations

import numpy as np
import pytest

from sim.analysis.tournament.game import gains, indifferent, mixtures, replicator, solved, stable, worth


def games(*tables: list[list[float]]) -> list[np.ndarray]:
    """One game of two players."""
    return [np.array([table], np.float64) for table in tables]


PENNIES = games([[1, -1], [-1, 1]], [[-1, 1], [1, -1]])
DILEMMA = games([[3, 0], [5, 1]], [[3, 5], [0, 1]])  # to defect is always better
STAG = games([[4, 1], [3, 2]], [[4, 3], [1, 2]])
PAPER = [[0, -1, 1], [1, 0, -1], [-1, 1, 0]]
CHICKEN = games([[0, 7], [2, 6]], [[0, 2], [7, 6]])


def found(payoffs: list[np.ndarray]) -> list[tuple[list[float], list[float]]]:
    return [
        (each.shares[0][0].round(12).tolist(), each.shares[1][0].round(12).tolist())
        for each in mixtures(*payoffs)
        if each.holds[0]
    ]


def test_pennies_are_matched_by_halves_and_by_nothing_else() -> None:
    ((x, y),) = found(PENNIES)
    assert x == y == pytest.approx([0.5, 0.5])
    assert not stable(PENNIES).any()


def test_paper_scissors_and_stone_by_thirds() -> None:
    ((x, y),) = found(games(PAPER, np.negative(PAPER).tolist()))
    assert x == y == pytest.approx([1 / 3] * 3)


def test_a_dilemma_has_one_way_out_that_nobody_likes() -> None:
    assert found(DILEMMA) == [([0.0, 1.0], [0.0, 1.0])]
    assert gains(DILEMMA)[0][0].tolist() == [[2.0, 1.0], [0.0, 0.0]]
    assert np.argwhere(stable(DILEMMA)[0]).tolist() == [[1, 1]]


def test_a_stag_hunt_has_two_sure_ways_and_a_mixed_one() -> None:
    assert found(STAG) == [([1.0, 0.0], [1.0, 0.0]), ([0.0, 1.0], [0.0, 1.0]), ([0.5, 0.5], [0.5, 0.5])]


def test_chicken_is_mixed_by_the_other_ones_payoffs() -> None:
    """Indifferent: 7 (1 - p) = 2 p + 6 (1 - p), so p = 1/3 swerve not."""
    assert found(CHICKEN)[-1] == (pytest.approx([1 / 3, 2 / 3]), pytest.approx([1 / 3, 2 / 3]))


def test_a_game_where_nothing_matters_ties() -> None:
    every = list(mixtures(*games([[1, 1], [1, 1]], [[1, 1], [1, 1]])))
    assert all(each.ties[0] for each in every if each.holds[0])
    assert not any(each.holds[0] for each in every if np.isnan(each.shares[0]).any())


def test_random_games_have_an_equilibrium_and_no_better_reply_to_it() -> None:
    """Nash (1951): there always is one; of games without ties an odd number (Wilson 1971)."""
    luck = np.random.default_rng(4)
    first, second = luck.normal(size=(2, 40, 4, 3))
    count = np.zeros(40, np.int64)
    for each in mixtures(first, second):
        x, y = (part[each.holds] for part in each.shares)
        here, there = first[each.holds], second[each.holds]
        value = (here * x[:, :, None] * y[:, None]).sum(axis=(1, 2))
        assert (worth(here, [x, y], 0) <= value[:, None] + 1e-9).all()
        value = (there * x[:, :, None] * y[:, None]).sum(axis=(1, 2))
        assert (worth(there, [x, y], 1) <= value[:, None] + 1e-9).all()
        count += each.holds
    assert (count % 2 == 1).all()


def test_equations_are_solved_as_by_lapack() -> None:
    luck = np.random.default_rng(5)
    left, right = luck.normal(size=(20, 5, 5)), luck.normal(size=(20, 5))
    expected = np.linalg.solve(left, right[..., None])[..., 0]
    assert solved(np.concatenate([left, right[..., None]], axis=2)) == pytest.approx(expected)


def test_where_rows_are_the_same_nobody_is_made_indifferent() -> None:
    assert np.isnan(indifferent(np.array([[[1.0, 2.0], [1.0, 2.0]]]))).any()


def test_a_dominated_strategy_dies_out_at_the_pace_of_its_disadvantage() -> None:
    """Always worse by 1 of at most 1: from one half, ln(x / (1 - x)) falls by 1 in a unit of time."""
    payoffs = games([[2, 2], [1, 1]], [[0, 0], [0, 0]])
    first, second = replicator(payoffs, times=50, step=0.1)
    assert first[-1, 0, 1] == pytest.approx(1.0 / (1.0 + np.exp(5.0)), rel=1e-9)
    assert second[-1, 0].tolist() == [0.5, 0.5]


def test_in_a_dilemma_defection_takes_all_and_even_pennies_stay_even() -> None:
    assert all(path[-1, 0, 1] > 0.999 for path in replicator(DILEMMA, times=200, step=0.2))
    assert all((path == 0.5).all() for path in replicator(PENNIES, times=200, step=0.2))


def test_three_players_meet_the_shares_of_both_others() -> None:
    payoff = np.arange(12.0).reshape(1, 2, 3, 2)
    shares = [np.full((1, 2), 0.5), np.array([[0.2, 0.3, 0.5]]), np.array([[0.1, 0.9]])]
    expected = np.einsum("gabc,gb,gc->ga", payoff, shares[1], shares[2])
    assert worth(payoff, shares, 0) == pytest.approx(expected)
    expected = np.einsum("gabc,ga,gc->gb", payoff, shares[0], shares[2])
    assert worth(payoff, shares, 1) == pytest.approx(expected)
