"""What is left of a fit when outcomes are dealt out anew, and it is fitted to those."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from sim.analysis.scoring import brier
from sim.backtest import scoring, simple
from sim.backtest.event import DEALT, ScoredEvent
from sim.backtest.halves import FITTED, foretold
from sim.backtest.lasting import Lives, events
from sim.backtest.likeliest import LikeliestFit
from sim.backtest.score import Placebo


def refitted(
    of: str,
    lives: Lives,
    ages: Sequence[float],
    asked: str,
    fit: Callable[[Lives], LikeliestFit],
    seed: int,
) -> Iterator[Placebo]:
    """Among all lives: of each age, how often does the life that was fitted on the other half seem to have skill?"""
    rng = np.random.default_rng((seed, 2))
    dealt = [lives.dealt(rng.permutation(len(lives.low))) for _ in range(DEALT)]
    for tried in zip(*(_told(of, one, ages, asked, fit) for one in dealt), strict=True):
        better = sum(_better(event, seed) for event in tried)
        ranked = [scoring.ranked(event.said[FITTED], event.happened) for event in tried]
        yield Placebo(of, tried[0].question, FITTED, better, DEALT, float(np.mean(ranked)))


def _told(
    of: str, lives: Lives, ages: Sequence[float], asked: str, fit: Callable[[Lives], LikeliestFit]
) -> list[ScoredEvent]:
    """Of each age, after a fit on either half."""
    even, odd = (fit(lives.part(half)) for half in (~lives.odd, lives.odd))
    return events(of, lives, ages, asked, {FITTED: lambda when: foretold(lives, when, even, odd)}, "")


def _better(event: ScoredEvent, seed: int) -> bool:
    """Than the base rate among what was dealt out, its interval clear of zero?"""
    usual = simple.elsewhere(event.happened, event.label)
    less = brier(event.said[FITTED], event.happened) - brier(usual, event.happened)
    return scoring.mean(np.asarray(less), scoring.luck(seed, event.label, event.country)).word == "better"
