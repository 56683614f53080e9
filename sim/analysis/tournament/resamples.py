"""Replications drawn anew, the same ones for all that is said of them: Efron & Tibshirani (1993), chapter 6."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.analysis.intervals import Mean
from sim.analysis.steady import product
from sim.bargaining.outcomes import Flags, Floats

RESAMPLES = 400
MOST_BLOCKS = (
    1_000  # that are drawn; of more replications several consecutive ones, which are independent, together
)
ENDS = (0.025, 0.975)


@dataclass(frozen=True)
class Resamples:
    """Which blocks of replications are drawn how often."""

    starts: tuple[int, ...]  # the first replication of each block
    runs: int
    weights: Floats  # [resample, block]

    def means(self, values: Floats | Flags) -> Floats:
        """Of [..., replication]: [1 + resample, ...], the first of what was played itself."""
        sums = np.add.reduceat(np.asarray(values, np.float64), self.starts, axis=-1)
        sizes = np.diff([*self.starts, self.runs]).astype(np.float64)
        flat = sums.reshape(-1, len(self.starts)).T
        drawn = product(self.weights, flat) / product(self.weights, sizes)[:, None]
        whole = np.asarray(values, np.float64).mean(axis=-1)
        return np.concatenate([whole[None], drawn.reshape(-1, *whole.shape)])

    def interval(self, found: Floats, where: Flags | None = None) -> Mean:
        """What was found in [1 + resample]: the first, and between which ends the others lie, as far as they count."""
        counts = np.isfinite(found) if where is None else where
        drawn = found[1:][counts[1:]]
        low, high = np.quantile(drawn, ENDS) if len(drawn) > 1 else (np.nan, np.nan)
        return Mean(float(found[0]), float(low), float(high), self.runs)


def resamples(runs: int, seed: int) -> Resamples:
    """The same for the same runs and seed."""
    blocks = min(runs, MOST_BLOCKS)
    starts = tuple(k * runs // blocks for k in range(blocks))
    drawn = np.random.default_rng(seed).multinomial(blocks, np.full(blocks, 1.0 / blocks), RESAMPLES)
    return Resamples(starts, runs, drawn.astype(np.float64))
