"""CaSiNo: how two people may share things out, by this program and otherwise; each guess has a number or two to fit."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sim.analysis.steady import product
from sim.backtest.score import Span
from sim.bargaining.outcomes import Floats
from sim.validation import casino
from sim.validation.casino import Guess
from sim.validation.deals import Deal, Wants, chances

SET, QUESTION = "people", "which of 64 divisions"
PRECISE, KEEN = "precision fitted on the other half", "precision and aspiration fitted on the other half"
NASH = "logit of Nash's product, fitted on the other half"
ASPIRATIONS = (0.6, 0.7, 0.8, 0.9, 0.95, 1.0)  # 0.95 is shipped
PRECISIONS = (12.0, 14.5, 17.5)
PAIRS = [(a, p) for a in ASPIRATIONS for p in PRECISIONS]
TRIED = 2_000  # replications of each pair
RESAMPLES = 400


def played(wants: Wants, precision: float, runs: int, seed: int) -> Floats:
    """As shipped, but for how exact they are."""
    return chances(wants, precision, runs, seed)


def aspiring(aspiration: float, runs: int, seed: int) -> Guess:
    """How people play who ask for such a share of the best at first."""
    return lambda wants, precision: chances(wants, precision, runs, seed, aspiration)


def keenest(about: Sequence[Deal], runs: int, seed: int) -> tuple[float, float, Span]:
    """Aspiration and precision under which deals are likeliest, of a few: the likelihood has more than one top.

    The interval is that of the best aspiration when deals are drawn anew.
    """
    lost = of_pairs(about, runs, seed)
    drawn = np.random.default_rng(seed).multinomial(
        len(about), np.full(len(about), 1.0 / len(about)), RESAMPLES
    )
    tops = np.array([a for a, _ in PAIRS])[product(lost, drawn.T.astype(np.float64)).argmin(axis=0)]
    best = PAIRS[int(lost.sum(axis=1).argmin())]
    return *best, Span(best[0], float(np.quantile(tops, 0.025)), float(np.quantile(tops, 0.975)))


def of_pairs(about: Sequence[Deal], runs: int, seed: int) -> Floats:
    """[pair, deal] minus the logarithm of its chance."""
    return np.stack([casino.scores(aspiring(a, min(runs, TRIED), seed), p, about) for a, p in PAIRS])
