"""What a forecast has to beat: how often it happened elsewhere, and a logit on what is known of a case."""

from __future__ import annotations

import numpy as np

from sim.analysis.calibration.squares import eliminated
from sim.analysis.steady import exp, product
from sim.backtest.scoring import Labels
from sim.bargaining.outcomes import Floats

ROUNDS, AGAIN = 10, 4  # of Newton's method: on all cases, and from there without those of one conflict
RIDGE = 1.0  # a normal prior on what is measured in standard deviations: no fact explains all


def elsewhere(happened: Floats, label: Labels) -> Floats:
    """[case] the share of cases of all other conflicts in which it happened (half a case more of either kind)."""
    hits, of = (np.bincount(label, weights=values) for values in (happened, np.ones(len(happened))))
    share = (hits.sum() - hits + 0.5) / (of.sum() - of + 1.0)
    return np.asarray(share[label])


def logit(facts: Floats, happened: Floats, label: Labels) -> Floats:
    """[case] by a logistic regression on all other conflicts."""
    columns = np.concatenate([np.ones((len(facts), 1)), _standardised(facts)], axis=1)
    others = (label != np.arange(int(label.max()) + 1)[:, None]).astype(np.float64)  # [conflict, case]
    begun = _newton(columns, happened, np.ones((1, len(facts))), np.zeros((1, columns.shape[1])), ROUNDS)
    weights = _newton(columns, happened, others, np.repeat(begun, len(others), axis=0), AGAIN)
    return _chance((columns * weights[label]).sum(axis=1))


def _standardised(facts: Floats) -> Floats:
    spread = facts.std(axis=0)
    return np.asarray((facts - facts.mean(axis=0)) / np.where(spread > 0.0, spread, 1.0))


def _chance(score: Floats) -> Floats:
    return np.asarray(1.0 / (1.0 + exp(np.clip(-score, -30.0, 30.0))))


def _newton(columns: Floats, happened: Floats, counted: Floats, weights: Floats, rounds: int) -> Floats:
    """[fold, column] of many regressions at once, each on the cases that it counts [fold, case]."""
    wide = columns.shape[1]
    prior = RIDGE * np.diag([0.0, *np.ones(wide - 1)])
    squares = (columns[:, :, None] * columns[:, None, :]).reshape(len(columns), -1)
    for _ in range(rounds):
        chance = _chance(product(weights, columns.T))
        slope = product(counted * (happened - chance), columns) - product(weights, prior)
        bend = product(counted * chance * (1.0 - chance), squares).reshape(-1, wide, wide) + prior
        weights = weights + np.stack([eliminated(*fold) for fold in zip(bend, slope, strict=True)])
    return weights
