"""Do two halves of the conflicts say the same? Halves by lot are the judge, and brute force that of the lot."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from sim.backtest import agreements
from sim.backtest.halves import DEALT, both_halves, by_lot
from sim.backtest.lasting import Lives, by_ends, by_what_was_known

OURS = Path(__file__).parent / "data" / agreements.FILE


def lives(longer: float = 1.0, seed: int = 3) -> Lives:
    """Of forty conflicts, some with many cases and each with a luck of its own; those of one half may last longer."""
    rng = np.random.default_rng(seed)
    conflict = np.concatenate([np.arange(40), rng.integers(40, size=160)])
    odd = conflict % 2 == 1
    age = (
        rng.exponential(200.0, 200) * np.exp(rng.normal(0.0, 0.5, 40))[conflict] * np.where(odd, longer, 1.0)
    )
    low = np.floor(age)
    return Lives(
        ("",) * 200,
        *(tuple(map(str, conflict)),) * 2,
        odd,
        np.zeros((200, 0)),
        0,
        low,
        low + 1.0,
        (1.0, 150.0),
    )


def test_the_lot_gives_the_share_of_all_halves_that_are_as_far_apart() -> None:
    pull = np.array(
        [[3.0, -1.0, 0.5, 2.0, -2.5, -2.0, 1.0, -1.0], [1.0, 1.0, 1.0, 1.0, -1.0, -1.0, -1.0, -1.0]]
    )
    odd = np.array([True, False, False, True, False, False, True, True])
    found = by_lot(pull, odd)
    for row, share in zip(pull, found, strict=True):
        apart = [
            abs(row[list(half)].sum() - np.delete(row, half).sum()) for half in combinations(range(8), 4)
        ]
        at_hand = abs(row[odd].sum() - row[~odd].sum())
        exact = np.mean([one >= at_hand - 1e-9 for one in apart])
        assert share == pytest.approx(exact, abs=3.5 * (exact * (1 - exact) / DEALT) ** 0.5 + 1 / DEALT)


def test_halves_that_no_others_surpass_are_still_one_of_a_thousand() -> None:
    pull = np.concatenate([np.full(15, 1.0), np.full(15, -1.0)])[None, :]
    assert by_lot(pull, pull[0] > 0.0).tolist() == [1 / (DEALT + 1)]


def test_what_a_conflict_does_to_a_fit_is_what_the_fit_lacks_without_it() -> None:
    found = lives()
    whole = by_ends(found, 0)
    assert whole.pull.sum(axis=1) == pytest.approx(0.0, abs=1e-4)
    for conflict in (0, 7, 19):
        without = by_ends(found.part(found.label != conflict), 0)
        assert whole.at - without.at == pytest.approx(whole.pull[:, conflict], rel=0.2, abs=0.004)


def test_halves_of_one_law_are_alike_and_halves_of_two_are_not() -> None:
    one, two = (both_halves(lives(longer), lambda half: by_ends(half, 0)) for longer in (1.0, 4.0))
    assert one.luck[1] > 0.05
    assert two.luck[1] <= 0.002
    assert two.odd.factor(1).value > 2.0 * two.even.factor(1).value


@pytest.mark.slow
def test_fits_on_halves_by_lot_say_what_their_influence_says() -> None:
    """Of agreements: each half is fitted anew, and not told from what conflicts do to the fit on all."""
    found = agreements.read(OURS)

    def scale(half: Lives) -> float:
        return float(by_what_was_known(half, agreements.AGES, 0).at[1])

    halves = both_halves(found, lambda half: by_what_was_known(half, agreements.AGES, 0))
    odd, rng = np.bincount(found.label, weights=found.odd) > 0, np.random.default_rng(8)
    by_turns = [rng.permutation(odd)[found.label] for _ in range(30)]
    apart = np.abs([scale(found.part(half)) - scale(found.part(~half)) for half in by_turns])
    at_hand = abs(halves.odd.at[1] - halves.even.at[1])
    assert (apart >= at_hand).mean() == pytest.approx(halves.luck[1], abs=3.5 * (0.1 * 0.9 / 30) ** 0.5)
    assert found.odd.any()
