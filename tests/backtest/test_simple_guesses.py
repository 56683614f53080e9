"""What a forecast has to beat knows nothing of the case that it is held against."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import minimize

from sim.backtest import simple
from sim.backtest.event import ScoredEvent, judged
from sim.backtest.score import BASE
from sim.backtest.scoring import ranked

LABEL = np.array([0, 0, 1, 1, 1, 2])
CAME = np.array([1.0, 1.0, 0.0, 1.0, 0.0, 0.0])


def test_the_base_rate_is_that_of_all_other_conflicts() -> None:
    assert simple.elsewhere(CAME, LABEL).tolist() == pytest.approx(
        [1.5 / 5, 1.5 / 5, 2.5 / 4, 2.5 / 4, 2.5 / 4, 3.5 / 6]
    )


def made(cases: int, effect: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(3)
    facts, label = rng.normal(size=(cases, 3)), rng.integers(12, size=cases)
    chance = 1.0 / (1.0 + np.exp(-effect * facts[:, 0]))
    return facts, (rng.random(cases) < chance).astype(np.float64), label


def test_the_logit_is_fitted_without_the_conflict_that_it_foretells() -> None:
    facts, came, label = made(90, 1.0)
    columns = np.concatenate([np.ones((90, 1)), (facts - facts.mean(axis=0)) / facts.std(axis=0)], axis=1)
    for one in (0, 5):
        others = label != one

        def loss(at: np.ndarray, others: np.ndarray = others) -> float:
            score = columns[others] @ at
            return float((np.log1p(np.exp(score)) - came[others] * score).sum() + (at[1:] ** 2).sum() / 2)

        by_hand = columns[~others] @ minimize(loss, np.zeros(4), tol=1e-10).x
        assert simple.logit(facts, came, label)[~others] == pytest.approx(
            1 / (1 + np.exp(-by_hand)), abs=1e-4
        )


def test_one_conflict_never_changes_what_is_said_of_itself() -> None:
    facts, came, label = made(90, 1.0)
    other = np.where(label == 4, 1.0 - came, came)
    for say in (lambda c: simple.elsewhere(c, label), lambda c: simple.logit(facts, c, label)):
        assert say(came)[label == 4] == pytest.approx(say(other)[label == 4], abs=1e-4)


def test_skill_that_was_planted_is_found_and_none_is_left_when_outcomes_are_dealt_out() -> None:
    facts, came, label = made(400, 2.0)
    chance = 1.0 / (1.0 + np.exp(-2.0 * facts[:, 0]))
    found = judged(ScoredEvent("set", "question", came, label, None, facts, {"who knows": chance}), seed=1)
    by = {row.by: row for row in found.scores}
    assert by["who knows"].verdict == "better"
    assert by[BASE].loss.value > 0.2 > by["who knows"].loss.value
    assert by["who knows"].auc.low > 0.7
    assert sum(one.better for one in found.placebos) <= 1
    assert all(abs(one.auc - 0.5) < 0.05 for one in found.placebos)


def test_who_is_far_off_is_told_to_be_worse() -> None:
    facts, came, label = made(400, 2.0)
    found = judged(
        ScoredEvent("set", "question", came, label, None, facts, {"who is sure": np.full(400, 0.98)}), seed=1
    )
    assert {row.by: row.verdict for row in found.scores}["who is sure"] == "worse"


def test_who_knows_only_other_cases_ranks_them_the_wrong_way_round() -> None:
    """Each case lacks itself in what is said of it: least is said of those in which it happened."""
    said = simple.elsewhere(CAME, np.arange(6))
    assert ranked(said, CAME) == 0.0
