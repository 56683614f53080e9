"""Placebos: what was fitted is fitted anew to outcomes that were dealt out, and finds nothing; undealt, it does."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from test_lives_fitted import planted

from sim.backtest import mixed, placebo
from sim.backtest.event import DEALT
from sim.backtest.guessing import KEEN, NASH, PRECISE
from sim.backtest.halves import FITTED
from sim.backtest.lasting import Lives, by_what_was_known
from sim.backtest.likeliest import LikeliestFit
from sim.backtest.score import Placebo
from sim.validation import deals

OURS = Path(__file__).parent / "data"
AGES = (10.0, 50.0)
SOME = ((3, 4, 5), (4, 5, 3))  # of six ways to want three things


def fit(half: Lives) -> LikeliestFit:
    return by_what_was_known(half, AGES, 1)


def of_planted_lives() -> list[Placebo]:
    return list(placebo.refitted("s", planted(300), AGES, "after {}", fit, 1))


def test_a_life_that_is_fitted_to_outcomes_dealt_out_has_no_skill() -> None:
    found = of_planted_lives()
    assert [(row.question, row.by, row.of) for row in found] == [
        (f"after {age:g}", FITTED, DEALT) for age in AGES
    ]
    assert sum(row.better for row in found) <= 3
    assert all(abs(row.auc - 0.5) < 0.05 for row in found)


@pytest.mark.slow
def test_undealt_the_same_life_has_skill_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Lives, "dealt", lambda self, order: self)
    assert all(row.better == DEALT and row.auc > 0.6 for row in of_planted_lives())


def test_it_is_fitted_anew_each_time_on_either_half() -> None:
    seen: list[tuple[float, ...]] = []

    def watched(half: Lives) -> LikeliestFit:
        seen.append(tuple(half.low))
        return fit(half)

    found = planted(120)
    list(placebo.refitted("s", found, AGES, "after {}", watched, 1))
    assert len(seen) == len(set(seen)) == 2 * DEALT
    assert all(
        sorted(even + odd) == sorted(found.low) for even, odd in zip(seen[::2], seen[1::2], strict=True)
    )


@pytest.mark.slow
def test_of_people_too_every_fit_is_made_anew_and_finds_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nash's product, which is no bargaining, is fitted in no time; undealt, it knows more than what is common."""
    found = [one for one in deals.deals(OURS) if one.wants in SOME]
    halves = [one for one in found if one.dialogue % 2 == 0], [one for one in found if one.dialogue % 2 == 1]
    rows = {row.by: row for row in mixed.placebos(halves, 20, 1)}
    assert set(rows) == {PRECISE, KEEN, NASH}
    assert all((row.better, row.of) == (0, DEALT) for row in rows.values())
    monkeypatch.setattr(mixed, "mixed", lambda half, rng: list(half))
    assert {row.by: row for row in mixed.placebos(halves, 20, 1)}[NASH].better == DEALT


def test_divisions_keep_their_half_and_their_parts() -> None:
    half = deals.deals(OURS)[:50]
    dealt = mixed.mixed(half, np.random.default_rng(1))
    assert [one.wants for one in dealt] == [one.wants for one in half]
    assert parts(dealt) == parts(half)
    assert [one.split for one in dealt] != [one.split for one in half]


def parts(half: list[deals.Deal]) -> list[list[int]]:
    """How many packages of a thing the first gets, whichever thing is which."""
    return sorted(sorted(int(n) for n in np.unravel_index(one.split, (4, 4, 4))) for one in half)


def test_what_is_common_is_so_whichever_thing_is_which() -> None:
    of = [deals.Deal(1, (5, 4, 3), deals.number(3, 0, 0))]
    about = [deals.Deal(2, (5, 4, 3), deals.number(*split)) for split in ((0, 3, 0), (0, 0, 3), (1, 1, 1))]
    some, none = (1 / 3 + 0.5) / 33, 0.5 / 33
    assert np.exp(-mixed.common(of, about)) == pytest.approx([some, some, none])
