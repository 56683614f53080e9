"""The least tilt of all dials under which reweighted replications agree with the targets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sim.analysis.calibration.aims import Aim
from sim.analysis.calibration.dials import Dial
from sim.bargaining.outcomes import Floats

STEEPEST = 50.0  # of a tilt: narrow enough to pin a number to a tenth of its range
FEWEST = 0.1  # part of the replications that the weights must leave effective in one step
QUIET = 0.02  # a dial that carries less than this part of all relative entropy is left alone


@dataclass(frozen=True)
class Sample:
    """Replications that were played under a proposal, and in which cell of each dial they lie."""

    dials: tuple[Dial, ...]
    cells: NDArray[np.int64]  # [replication, dial]
    proposal: Floats  # [dial, 2] the tilt under which they were drawn
    aims: tuple[Aim, ...]

    @cached_property
    def features(self) -> Floats:
        """[replication, 2 dials] t and t² of the cells drawn."""
        return np.concatenate(
            [dial.features[cells] for dial, cells in zip(self.dials, self.cells.T, strict=True)], axis=1
        )

    def weights(self, tilt: Floats) -> Floats:
        """[replication] sum to 1."""
        exponent = self.features @ (tilt - self.proposal).ravel()
        weighed = np.exp(exponent - exponent.max())
        return np.asarray(weighed / weighed.sum())

    @property
    def missed(self) -> float:
        """How far all targets together are missed, as played."""
        return sum(aim.missed for aim in self.aims)

    def effective(self, tilt: Floats) -> float:
        """Effective sample size, as a part of all. Kong, Liu & Wong (1994), JASA 89:278-288."""
        weights = self.weights(tilt)
        return float(1.0 / np.sum(weights**2) / len(weights))


def entropy(dials: Sequence[Dial], tilt: Floats) -> Floats:
    """[dial] relative entropy of the tilted to the stated distribution, nats."""
    return np.array([_entropy(dial, each) for dial, each in zip(dials, tilt, strict=True)])


def _entropy(dial: Dial, tilt: Floats) -> float:
    tilted = dial.tilted(tilt)
    there = tilted > 0.0
    return float(np.sum(tilted[there] * np.log(tilted[there] / dial.masses[there])))


def shares(aims: Sequence[Aim], weights: Floats) -> Floats:
    """[aim] reweighted; NaN where nothing is counted."""
    with np.errstate(invalid="ignore"):
        return np.array([weights[aim.hits].sum() / np.float64(weights[aim.among].sum()) for aim in aims])


def miss(aims: Sequence[Aim], found: Floats) -> Floats:
    """[aim] how far a share lies outside what is wanted; all of it where nothing is counted."""
    known = np.where(np.isnan(found), -1.0, found)
    outside = [max(aim.low - share, share - aim.high, 0.0) for aim, share in zip(aims, known, strict=True)]
    return np.array(outside)


def few_dials(sample: Sample) -> tuple[Dial, ...]:
    """Those that carry the smallest tilt: the others would only follow the noise of the sample."""
    paid = entropy(sample.dials, least_tilt(sample))
    return tuple(dial for dial, part in zip(sample.dials, paid > QUIET * paid.sum(), strict=True) if part)


def least_tilt(sample: Sample) -> Floats:
    """[dial, 2] the smallest tilt that agrees with every aim as far as this sample can tell; if none does, the one
    with the least miss.
    """
    from scipy.optimize import minimize

    problem, start = Problem(sample), sample.proposal
    solved = minimize(
        problem.cost,
        np.concatenate([start.ravel(), miss(sample.aims, shares(sample.aims, sample.weights(start)))]),
        jac=True,
        method="SLSQP",
        bounds=[(-STEEPEST, STEEPEST)] * start.size + [(0.0, 1.0)] * len(sample.aims),
        constraints=[{"type": "ineq", "fun": problem.room, "jac": problem.room_slope}],
        options={"maxiter": 200, "ftol": 1e-6},
    )
    return np.asarray(solved.x[: start.size].reshape(start.shape))


class Problem:
    """Relative entropy is paid for; a miss is paid for dearly; weights must leave enough effective replications."""

    DEAR = 300.0

    def __init__(self, sample: Sample) -> None:
        self.sample = sample
        self.size = sample.proposal.size

    def cost(self, x: Floats) -> tuple[float, Floats]:
        """Entropy plus what is missed, and its slope."""
        tilt, slack = x[: self.size].reshape(-1, 2), x[self.size :]
        slope = [_entropy_slope(dial, each) for dial, each in zip(self.sample.dials, tilt, strict=True)]
        paid = entropy(self.sample.dials, tilt).sum() + self.DEAR * slack.sum()
        return float(paid), np.concatenate([*slope, np.full(len(slack), self.DEAR)])

    def room(self, x: Floats) -> Floats:
        """[2 aims + 1] at least 0: above the low end, below the high end, enough effective replications."""
        tilt, slack = x[: self.size].reshape(-1, 2), x[self.size :]
        weights = self.sample.weights(tilt)
        lows, highs = self._ends(weights)
        effective = np.log(self.sample.effective(tilt) / FEWEST)
        return np.concatenate([lows + slack, highs + slack, [effective]])

    def room_slope(self, x: Floats) -> NDArray[np.float64]:
        """[2 aims + 1, x]"""
        weights = self.sample.weights(x[: self.size].reshape(-1, 2))
        among = np.array([aim.among for aim in self.sample.aims])
        hits = np.array([aim.hits for aim in self.sample.aims])
        counted = among @ weights
        found = np.divide(hits @ weights, counted, out=np.zeros(len(counted)), where=counted > 0.0)
        beyond = (hits - found[:, None] * among) * weights
        moved = beyond @ self.sample.features / np.maximum(counted, 1e-12)[:, None]
        squared = weights**2 / np.sum(weights**2)
        thinned = 2.0 * (weights - squared) @ self.sample.features
        slack = np.eye(len(found))
        return np.block([[moved, slack], [-moved, slack], [thinned[None, :], np.zeros((1, len(found)))]])

    def _ends(self, weights: Floats) -> tuple[Floats, Floats]:
        found = np.nan_to_num(shares(self.sample.aims, weights), nan=0.0)
        lows, highs = np.array([aim.inner for aim in self.sample.aims]).T
        return found - lows, highs - found


def _entropy_slope(dial: Dial, tilt: Floats) -> Floats:
    """[2] of an exponential family: its covariance times the tilt."""
    tilted = dial.tilted(tilt)
    centred = dial.features - tilted @ dial.features
    return np.asarray((centred.T * tilted) @ centred @ tilt)
