"""What follows from replications of every profile, where they are made so that it is known."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest

from sim.analysis.intervals import Mean
from sim.analysis.tournament import result
from sim.analysis.tournament.answer import PartyStrategies, Strategy
from sim.analysis.tournament.resamples import resamples
from sim.analysis.tournament.taken import Taken

RUNS = 400


def seats(*sizes: int) -> list[PartyStrategies]:
    return [
        PartyStrategies(f"p{k}", f"P{k}", tuple(Strategy(f"s{j}", ()) for j in range(n)))
        for k, n in enumerate(sizes)
    ]


def planted(*tables: list[list[float]], noise: float) -> np.ndarray:
    """[seat, *strategies, replication] these payoffs, and in each replication the same luck for all profiles."""
    luck = np.random.default_rng(6).normal(0.0, 1.0, (len(tables), 1, 1, RUNS))
    own = np.random.default_rng(9).normal(0.0, noise, (len(tables), 2, 2, RUNS))
    return np.array(tables)[..., None] + luck + own


PENNIES = planted([[1, -1], [-1, 1]], [[-1, 1], [1, -1]], noise=0.5)


@pytest.mark.parametrize("runs", [300, 2_500])
def test_the_interval_of_resamples_is_that_of_the_standard_error(runs: int) -> None:
    values = np.random.default_rng(8).normal(3.0, 2.0, runs)
    again = resamples(runs, 1)
    found = again.interval(again.means(values))
    half = 1.96 * values.std() / sqrt(runs)
    assert found.mean == values.mean()
    assert (found.mean - found.low, found.high - found.mean) == pytest.approx((half, half), rel=0.2)


def test_every_replication_is_in_one_block() -> None:
    again = resamples(2_345, 1)
    assert again.means(np.ones(2_345)).tolist() == [1.0] * len(again.weights) + [1.0]
    assert len(again.starts) == 1_000


def test_pennies_are_found_through_the_luck_of_replications() -> None:
    again = resamples(RUNS, 1)
    ((found,), more) = result.equilibria(result.games(PENNIES, again), again)
    assert not found.pure
    assert not more
    assert found.holds == 1.0
    for share in (share for seat in found.shares for share in seat):
        assert share.mean == pytest.approx(0.5, abs=0.03)
        assert share.low < 0.5 < share.high
        assert 0.01 < share.high - share.low < 0.1


def test_pairing_takes_away_the_luck_that_profiles_share() -> None:
    """The luck of replications has a spread of 1; between two strategies of one replication it is 0.5 times root 2."""
    again = resamples(RUNS, 1)
    games = result.games(PENNIES, again)
    found = result.profiles(
        seats(2, 2), [taken(PENNIES[:, i, j]) for i, j in np.ndindex(2, 2)], PENNIES, games
    )
    gain = found[1].gains[0]  # the first does not match, and would by its other strategy
    assert gain.by.mean == pytest.approx(2.0, abs=0.1)
    assert gain.by.high - gain.by.mean == pytest.approx(1.96 * 0.5 * sqrt(2.0 / RUNS), rel=0.2)
    assert gain.clear
    assert [each.stable for each in found] == [False] * 4
    assert not any(each.steady for each in found)


def taken(payoffs: np.ndarray) -> Taken:
    none = np.zeros(payoffs.shape[-1], np.bool_)
    return Taken(payoffs, none, none, none)


def test_who_is_behind_the_best_and_by_how_much() -> None:
    payoffs = planted([[3, 0], [5, 1]], [[3, 5], [0, 1]], noise=0.2)
    again = resamples(RUNS, 1)
    games = result.games(payoffs, again)
    cooperate, defect, *_ = result.standings(seats(2, 2), payoffs, games, result.evolution(games, again))
    assert cooperate.behind.mean == pytest.approx(-1.5, abs=0.05)
    assert (cooperate.best_replies, defect.best_replies, defect.against) == (0, 2, 2)
    assert cooperate.clear
    assert (defect.behind, defect.clear) == (Mean(0.0, 0.0, 0.0, RUNS), False)
    assert defect.lasts.low > 0.999


def test_of_three_parties_the_sure_ways_are_found() -> None:
    """Each gains by doing as the others do: two equilibria."""
    alike = np.array([[[2.0, 0.0], [0.0, 0.0]], [[0.0, 0.0], [0.0, 1.0]]])
    again = resamples(3, 1)
    found, more = result.equilibria([again.means(np.repeat(alike[..., None], 3, axis=-1))] * 3, again)
    assert more
    played = [[max(range(2), key=lambda k: seat[k].mean) for seat in each.shares] for each in found]
    assert [0, 0, 0] in played
    assert [1, 1, 1] in played
    assert all(each.pure for each in found)
    assert found[played.index([0, 0, 0])].payoffs == (2.0, 2.0, 2.0)
