"""The least tilt of all dials under which reweighted replications agree with the targets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sim.analysis.calibration.aims import Aim
from sim.analysis.calibration.board import Board, entropy
from sim.analysis.calibration.dials import Dial
from sim.analysis.calibration.solving import solved
from sim.analysis.calibration.tying import TiedInputs
from sim.analysis.steady import exp, log, product
from sim.bargaining.outcomes import Floats

STEEPEST = 50.0  # of a tilt: narrow enough to pin a number to a tenth of its range
FEWEST = 0.1  # part of the replications that the weights must leave effective in one step
DEAR, DEAREST = 300.0, 1000.0  # nats: of a whole miss, and of effective replications e times too few
QUIET = 0.02  # a dial that carries less than this part of all relative entropy is left alone


@dataclass(frozen=True)
class ProposalSample:
    """Replications that were played under a proposal, and in which cell of each dial they lie."""

    dials: tuple[Dial, ...]
    cells: NDArray[np.int64]  # [replication, dial]
    proposal: Floats  # [dial, 2] the tilt under which they were drawn
    aims: tuple[Aim, ...]
    ties: tuple[TiedInputs, ...] = ()  # of what is drawn together

    @cached_property
    def board(self) -> Board:
        """What tilts do to the dials."""
        return Board.of(self.dials)

    @cached_property
    def places(self) -> NDArray[np.int64]:
        """[dial, replication] its cell, where those of all dials stand one behind the other."""
        rows, cells = self.board.masses.shape
        return np.asarray(self.cells.T + cells * np.arange(rows)[:, None])

    def weights(self, tilt: Floats) -> Floats:
        """[replication] sum to 1."""
        more = tilt - self.proposal
        heavier = self.board.middle * more[:, :1] + self.board.square * more[:, 1:]
        exponent = np.asarray(heavier.ravel()[self.places].sum(axis=0))
        for tie in self.ties:
            exponent += tie.log_density(self.dials, tilt) - tie.log_density(self.dials, self.proposal)
        weighed = exp(exponent - exponent.max())
        return np.asarray(weighed / weighed.sum())

    def moments(self, weights: Floats, tilt: Floats) -> Floats:
        """[2 dials] sums over the replications, weighted with any sign, of what moves log weights: t, t² and ties."""
        every = np.broadcast_to(weights, self.places.shape).ravel()
        size = self.board.masses.size
        counted = np.bincount(self.places.ravel(), every, size).reshape(self.board.masses.shape)
        found = np.stack(
            [(counted * each).sum(axis=1) for each in (self.board.middle, self.board.square)], axis=1
        )
        for tie in self.ties:
            for place, slopes in tie.slopes(self.dials, tilt).items():
                found[place] += product(weights, slopes)
        return np.asarray(found.ravel())

    @property
    def missed(self) -> float:
        """How far all targets together are missed, as played."""
        return sum(aim.missed for aim in self.aims)

    def effective(self, tilt: Floats) -> float:
        """Effective sample size under a tilt, as a part of all."""
        return effective(self.weights(tilt))


def effective(weights: Floats) -> float:
    """Effective sample size, as a part of all. Kong, Liu & Wong (1994), JASA 89:278-288."""
    return float(1.0 / np.sum(weights**2) / len(weights))


def shares(aims: Sequence[Aim], weights: Floats) -> Floats:
    """[aim] reweighted; NaN where nothing is counted."""
    with np.errstate(invalid="ignore"):
        return np.array([weights[aim.hits].sum() / np.float64(weights[aim.among].sum()) for aim in aims])


def miss(aims: Sequence[Aim], found: Floats) -> Floats:
    """[aim] how far a share lies outside what is wanted; all of it where nothing is counted."""
    known = np.where(np.isnan(found), -1.0, found)
    outside = [max(aim.low - share, share - aim.high, 0.0) for aim, share in zip(aims, known, strict=True)]
    return np.array(outside)


def few_dials(sample: ProposalSample) -> tuple[Dial, ...]:
    """Those that carry the smallest tilt: the others would only follow the noise of the sample."""
    paid = entropy(sample.dials, least_tilt(sample))
    return tuple(dial for dial, part in zip(sample.dials, paid > QUIET * paid.sum(), strict=True) if part)


def least_tilt(sample: ProposalSample) -> Floats:
    """[dial, 2] the smallest tilt that agrees with every aim as far as this sample can tell; if none does, the one
    with the least miss.
    """
    problem = TiltObjective(sample)
    found = solved(problem, sample.proposal.ravel(), problem.bend())
    return np.asarray(found.reshape(sample.proposal.shape))


class TiltObjective:
    """Relative entropy is paid for; a miss is paid for dearly; weights must leave enough effective replications."""

    bound = STEEPEST

    def __init__(self, sample: ProposalSample) -> None:
        self.sample = sample
        self.prices = np.array([DEAR] * 2 * len(sample.aims) + [DEAREST])
        self.ends = np.array([aim.inner for aim in sample.aims]).T

    def bend(self) -> Floats:
        """[2 dials, 2 dials] of entropy where the sample was drawn: the tilts of different dials do not meet."""
        found = np.zeros((self.sample.proposal.size, self.sample.proposal.size))
        for k, each in enumerate(self.sample.board.covariance(self.sample.proposal)):
            found[2 * k : 2 * k + 2, 2 * k : 2 * k + 2] = each
        return found

    def cost(self, x: Floats) -> tuple[float, Floats]:
        """Entropy, and its slope."""
        tilt = x.reshape(-1, 2)
        slope = (self.sample.board.covariance(tilt) * tilt[:, None, :]).sum(axis=-1)
        return float(self.sample.board.entropy(tilt).sum()), slope.ravel()

    def room(self, x: Floats) -> Floats:
        """[2 aims + 1] at least 0: above the low end, below the high end, enough effective replications."""
        weights = self.sample.weights(x.reshape(-1, 2))
        found = np.nan_to_num(shares(self.sample.aims, weights), nan=0.0)
        enough = log(np.array([effective(weights) / FEWEST]))
        return np.concatenate([found - self.ends[0], self.ends[1] - found, enough])

    def room_slope(self, x: Floats) -> Floats:
        """[2 aims + 1, 2 dials]"""
        sample, tilt = self.sample, x.reshape(-1, 2)
        weights = sample.weights(tilt)
        moved = np.stack([self._moved(aim, weights, tilt) for aim in sample.aims])
        squared = np.square(weights) / np.square(weights).sum()
        return np.concatenate([moved, -moved, 2.0 * sample.moments(weights - squared, tilt)[None, :]])

    def _moved(self, aim: Aim, weights: Floats, tilt: Floats) -> Floats:
        """[2 dials] the slope of a reweighted share."""
        counted = weights[aim.among].sum()
        if counted <= 0.0:
            return np.zeros(self.sample.proposal.size)
        found = weights[aim.hits].sum() / counted
        moved = (aim.hits - found * aim.among) * weights
        return np.asarray(self.sample.moments(moved, tilt) / counted)
