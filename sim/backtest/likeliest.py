"""The parameters under which what came is likeliest, with intervals that let cases of one conflict be alike.

White (1982), Econometrica 50:1-25; sums within a conflict before they are squared: Liang & Zeger (1986), Biometrika
73:13-22.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from sim.analysis.intervals import Z95
from sim.backtest.score import Span
from sim.backtest.scoring import Labels
from sim.bargaining.outcomes import Flags, Floats

Loss: TypeAlias = Callable[[Floats], Floats]  # of parameters: [case] minus the logarithm of the likelihood
STEP = 1e-4  # of a parameter, for slopes
POLISHED = 2  # steps at the end
LEAST = 1e-12  # likelihood of what cannot be
ALIVE, DEAD = 1e-9, 1.0 - 1e-9


@dataclass(frozen=True)
class Estimate:
    """Parameters, and a standard error of each."""

    at: Floats
    error: Floats

    def factor(self, k: int) -> Span:
        """Of a parameter that is a logarithm: the number itself."""
        at, half = float(self.at[k]), Z95 * float(self.error[k])
        return Span(*(float(np.exp(end)) for end in (at, at - half, at + half)))


def likeliest(loss: Loss, start: Floats, label: Labels) -> Estimate:
    """By quasi-Newton steps from the start, and last by Newton's own: no digit is left to the processor."""
    from scipy.optimize import minimize

    at = np.asarray(minimize(lambda x: float(loss(x).sum()), start, method="BFGS").x, np.float64)
    for _ in range(POLISHED):
        at = at - np.linalg.pinv(_bend(loss, at)) @ _slopes(loss, at).sum(axis=1)
    by_conflict = np.stack([np.bincount(label, weights=slope) for slope in _slopes(loss, at)])
    back, clusters = np.linalg.pinv(_bend(loss, at)), by_conflict.shape[1]
    spread = back @ (by_conflict @ by_conflict.T) @ back * clusters / (clusters - 1)
    return Estimate(at, np.sqrt(np.diagonal(spread)))


def _bend(loss: Loss, at: Floats) -> Floats:
    """[parameter, parameter]"""
    ends = _either_side(lambda x: _slopes(loss, x).sum(axis=1), at)
    found = np.stack([(above - below) / (2.0 * STEP) for above, below in ends])
    return np.asarray((found + found.T) / 2.0)


def _slopes(loss: Loss, at: Floats) -> Floats:
    """[parameter, case]"""
    return np.stack([(a - b) / (2.0 * STEP) for a, b in _either_side(loss, at)])


def _either_side(of: Loss, at: Floats) -> list[tuple[Floats, Floats]]:
    steps = STEP * np.eye(len(at))
    return [(of(np.asarray(at + step)), of(np.asarray(at - step))) for step in steps]


def by_intervals(reached: Callable[[Floats, Floats], Floats], low: Floats, high: Floats) -> Loss:
    """Lives [case] that ended somewhere between two ages; `inf` where no end was seen.

    `reached` gives, for parameters and ages [case], the share that reaches them.
    """

    def loss(at: Floats) -> Floats:
        begun, ended = reached(at, low), np.where(np.isinf(high), 0.0, reached(at, high))
        return np.asarray(-np.log(np.maximum(begun - ended, LEAST)))

    return loss


def by_statuses(reached: Callable[[Floats], Floats], alive: Flags, known: Flags) -> Loss:
    """What was known of each case at each age [case, age]: was it alive? `reached` is as they are."""

    def loss(at: Floats) -> Floats:
        share = np.clip(reached(at), ALIVE, DEAD)
        return np.asarray(-np.where(known, np.log(np.where(alive, share, 1.0 - share)), 0.0).sum(axis=1))

    return loss
