"""The parameters under which what came is likeliest, with intervals that let cases of one conflict be alike.

White (1982), Econometrica 50:1-25; sums within a conflict before they are squared: Liang & Zeger (1986), Biometrika
73:13-22.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

import numpy as np

from sim.analysis.calibration.squares import inverted
from sim.analysis.intervals import Z95
from sim.analysis.steady import exp, log, product
from sim.backtest.score import Span
from sim.backtest.scoring import Labels
from sim.bargaining.outcomes import Flags, Floats

Loss: TypeAlias = Callable[[Floats], Floats]  # of parameters: [case] minus the logarithm of the likelihood
Slopes: TypeAlias = Callable[[Floats], Floats]  # of parameters: [parameter, case]
Steep: TypeAlias = Callable[[Floats], list[Floats]]  # of parameters: [case, age], one for each parameter
STEP = 1e-4  # of a parameter, for slopes
LEASH, LOOSER, TIGHTER, TIGHTEST = (
    1e-3,
    0.1,
    10.0,
    1e12,
)  # added to the bend; how it changes; where to give up
FARTHEST = 1.0  # of a step: parameters are logarithms
STILL = 1e-9  # of a parameter: whoever moves by less has arrived
LEAST = 1e-12  # likelihood of what cannot be
ALIVE, DEAD = 1e-9, 1.0 - 1e-9


@dataclass(frozen=True)
class LikeliestFit:
    """Parameters, a standard error of each, and where they come from."""

    at: Floats
    error: Floats  # the larger, by conflicts and by countries
    pull: Floats  # [parameter, conflict] by how much the cases of a conflict move it: its influence function

    def factor(self, k: int) -> Span:
        """Of a parameter that is a logarithm: the number itself."""
        at, half = float(self.at[k]), Z95 * float(self.error[k])
        return Span(*exp(np.array([at, at - half, at + half])).tolist())


def likeliest(
    loss: Loss, start: Floats, clusters: Sequence[Labels], slopes: Slopes | None = None
) -> LikeliestFit:
    """By Newton's steps, shortened until they lead down; added up so that no digit is left to the processor.

    Slopes that nobody gives are taken from differences, which takes a loss on either side of each parameter.
    """
    slopes = slopes or partial(_slopes, loss)
    at = _least(loss, slopes, start)
    at_the_end, back = slopes(at), inverted(_bend(slopes, at))
    pulls = [-product(back, _sums(at_the_end, label)) for label in clusters]
    return LikeliestFit(at, np.stack([_error(pull) for pull in pulls]).max(axis=0), pulls[0])


def _sums(slopes: Floats, label: Labels) -> Floats:
    """[parameter, cluster]"""
    return np.stack([np.bincount(label, weights=slope) for slope in slopes])


def _error(pull: Floats) -> Floats:
    """[parameter] by how much clusters differ in what each does to it."""
    clusters = pull.shape[1]
    return np.asarray(np.sqrt((pull**2).sum(axis=1) * clusters / max(1, clusters - 1)))


def _least(loss: Loss, slopes: Slopes, start: Floats) -> Floats:
    """Where the sum of losses is least: Levenberg (1944), Quarterly of Applied Mathematics 2:164-168."""
    at, lost, leash = np.asarray(start, np.float64), float(loss(start).sum()), LEASH
    while leash < TIGHTEST:
        bend, slope = _bend(slopes, at), slopes(at).sum(axis=1)
        held = bend + leash * np.diag(np.abs(np.diagonal(bend)) + LEASH)
        back = inverted(held)
        if np.diagonal(back).min() <= 0.0:  # bent downwards somewhere: no step would go along there
            leash *= TIGHTER
            continue
        step = -product(back, slope)
        step /= max(1.0, float(np.abs(step).max()) / FARTHEST)
        there = float(loss(at + step).sum())
        if there < lost:
            at, lost, leash = at + step, there, leash * LOOSER
        else:
            leash *= TIGHTER
        if np.abs(step).max() < STILL:
            break
    return at


def _bend(slopes: Slopes, at: Floats) -> Floats:
    """[parameter, parameter]"""
    ends = _either_side(lambda x: slopes(x).sum(axis=1), at)
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
        return np.asarray(-log(np.maximum(begun - ended, LEAST)))

    return loss


def by_statuses(hazard: Loss, alive: Flags, known: Flags) -> Loss:
    """What was known of each case at each age [case, age]: was it alive? So is a share of exp(-hazard)."""

    def loss(at: Floats) -> Floats:
        share = np.clip(exp(-hazard(at)), ALIVE, DEAD)
        return np.asarray(-np.where(known, log(np.where(alive, share, 1.0 - share)), 0.0).sum(axis=1))

    return loss


def slopes_by_statuses(hazard: Loss, steep: Steep, alive: Flags, known: Flags) -> Slopes:
    """Of the same loss, by the chain rule: `steep` gives by how much each parameter moves the hazard's logarithm."""

    def slopes(at: Floats) -> Floats:
        hazards = hazard(at)
        share = np.clip(exp(-hazards), ALIVE, DEAD)
        each = np.where(known, np.where(alive, hazards, -hazards * share / (1.0 - share)), 0.0)
        return np.stack([(each * one).sum(axis=1) for one in steep(at)])

    return slopes
