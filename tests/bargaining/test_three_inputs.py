"""The program that looks for three inputs finds those that were planted, and counts what it says it counts."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from three_inputs import FILE, SCREENING, Floats, auc, best_three, by_steps, drawn, logit, with_deadline

from sim.bargaining.outcomes import OUTCOMES
from sim.bargaining.run.batch import play
from sim.scenario.reading import read


@pytest.fixture(scope="module")
def inputs() -> dict[str, Floats]:
    luck = np.random.default_rng(1)
    return {f"x{k}": luck.uniform(-1.0, 1.0, 2_000) for k in range(12)}


def test_auc_is_the_share_of_pairs_that_stand_in_the_right_order() -> None:
    luck = np.random.default_rng(2)
    score, happened = np.round(luck.normal(size=80), 1), luck.uniform(size=80) < 0.3
    pairs = score[happened][:, None] - score[~happened][None, :]
    assert auc(score, happened) == pytest.approx((pairs > 0).mean() + 0.5 * (pairs == 0).mean(), abs=1e-12)
    assert auc(score, np.zeros(80, np.bool_)) == 0.5


def test_of_a_coin_and_a_flag_the_weights_are_their_log_odds() -> None:
    flag = np.repeat([0.0, 1.0], [40, 60])
    happened = np.concatenate([np.arange(40) < 10, np.arange(60) < 45])
    constant, slope = logit(flag[:, None], happened)
    assert constant == pytest.approx(np.log(10 / 30), abs=1e-5)
    assert slope == pytest.approx(np.log(45 / 15) - np.log(10 / 30), abs=1e-5)


def test_planted_inputs_are_found(inputs: dict[str, Floats]) -> None:
    happened = 2.0 * inputs["x3"] - inputs["x7"] + 0.5 * inputs["x11"] > 0.2
    assert set(best_three(inputs, happened)) == {"x3", "x7", "x11"}
    assert by_steps(inputs, happened) == ("x3", "x7", "x11")


def test_the_day_is_laid_beside_the_longer_deadline() -> None:
    played = play(read(FILE), 40, 1)
    longer = np.maximum(*(drawn(played)[f"actors.{who}.deadline_days"] for who in ("russia", "ukraine")))
    settled = np.arange(40) < 30
    ends = np.where(settled, OUTCOMES.index("settlement"), 0).astype(played.outcome.dtype)
    followed = replace(played, settlement_day=2.0 * longer + 1.0, outcome=ends)
    plain, rank, count = with_deadline(followed)
    assert (plain, rank, count) == (pytest.approx(1.0), pytest.approx(1.0), 30)


def test_both_parties_screen() -> None:
    scenario = read(FILE, SCREENING)
    assert {party.concession.span for party in scenario.parties.values()} == {(0.0, 0.0)}
