"""First-order index and delta from replications at hand: how often an outcome lies in which cell, class by class.

Plischke, Borgonovo & Smith (2013), EJOR 226:536-550. What the noise of classes adds is subtracted, and the bootstrap
draws around classes that are pulled together as much: a plain one would add the noise again.
"""

from __future__ import annotations

from math import sqrt

import numpy as np
from numpy.typing import NDArray

from sim.analysis.sensitivity.answer import INDICES
from sim.analysis.sensitivity.classes import ClassTally
from sim.analysis.sensitivity.ranks import Bands, corrected
from sim.analysis.steady import product

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]
RESAMPLES = 200


def indices(tally: ClassTally, rng: np.random.Generator, resamples: int = RESAMPLES) -> dict[str, Bands]:
    """Of every input, one after another: all at once would need much room."""
    found = [_of_input(tally, k, rng, resamples) for k in range(len(tally.sizes))]
    value, drawn = (np.array(part) for part in zip(*found, strict=True))
    return {name: corrected(value[:, i], drawn[:, i].T) for i, name in enumerate(INDICES["given"])}


def alone(tally: ClassTally) -> dict[str, Floats]:
    """[input] both indices alone, without how sure they are."""
    found = [
        (first_order(sizes, sums, tally.squares), delta(counts))
        for sizes, sums, counts in zip(tally.sizes, tally.sums, tally.counts, strict=True)
    ]
    return dict(zip(INDICES["given"], np.array(found).T, strict=True))


def _of_input(
    tally: ClassTally, k: int, rng: np.random.Generator, resamples: int
) -> tuple[tuple[Floats, Floats], tuple[Floats, Floats]]:
    """Both indices, and bootstrap draws of both."""
    counts, sizes = tally.counts[k], tally.sizes[k]
    alone, whole = first_order(sizes, tally.sums[k], tally.squares), delta(counts)
    kept = float(_not_noise(counts, expected(counts)))
    chances = pulled(counts, kept)
    drawn = _again(counts, chances, rng, resamples)
    wholes = delta(drawn)
    by_means = _by_means(float(alone), _observed(tally, sizes, tally.sums[k]))
    if len(tally.centres) > 2 and by_means > kept:  # many cells hide in their noise what class means show
        chances = pulled(counts, by_means)
        drawn = _again(counts, chances, rng, resamples)
    squares = product(drawn, tally.centres**2 + tally.widths).sum(axis=-1)
    alones = first_order(drawn.sum(axis=-1), product(drawn, tally.centres), squares)
    planted = _observed(tally, sizes, sizes * product(chances, tally.centres))
    return (alone, whole), (alones + (alone - planted), wholes)


def _again(counts: Counts, chances: Floats, rng: np.random.Generator, resamples: int) -> Counts:
    """[resample, class, cell] counts as they might have come."""
    runs = counts.sum()
    sizes = rng.multinomial(runs, counts.sum(axis=1) / runs, size=resamples)
    return np.asarray(rng.multinomial(sizes, chances))


def _by_means(true: float, observed: float) -> float:
    """As much of class means is kept as is not noise; none of means that are all alike."""
    return sqrt(true / max(true, observed)) if true > 0.0 else 0.0


def _observed(tally: ClassTally, sizes: Counts, sums: Floats) -> float:
    """Part of the variance that lies between classes, noise and all."""
    return float(between(sizes, sums)) / tally.around


def first_order(sizes: Counts, sums: Floats, squares: Floats | float) -> Floats:
    """Part of the variance that lies between classes [..., class], less the noise: Kelley (1935), epsilon squared."""
    runs, apart = sizes.sum(axis=-1), between(sizes, sums)
    whole = squares - sums.sum(axis=-1) ** 2 / runs
    free = np.count_nonzero(sizes, axis=-1) - 1
    true = apart - free * (whole - apart) / np.maximum(runs - free - 1.0, 1.0)
    return np.asarray(np.divide(true, whole, out=np.zeros_like(whole), where=whole > 0.0))


def between(sizes: Counts, sums: Floats) -> Floats:
    """Squares of class means around the mean, summed over replications."""
    within = np.sum(sums**2 / np.maximum(sizes, 1), axis=-1)
    return np.asarray(within - sums.sum(axis=-1) ** 2 / sizes.sum(axis=-1))


def delta(counts: Counts) -> Floats:
    """Half the mean distance of classes from the whole, of counts [..., class, cell], less the noise.

    Borgonovo (2007), RESS 92:771-784; of an event it is E|p(x) - p|. As much of the distance is kept as is not noise,
    which is exact where true deviations are normal.
    """
    wanted = expected(counts)
    apart = np.abs(counts - wanted).sum(axis=(-1, -2)) / counts.sum(axis=(-1, -2))
    return np.asarray(_not_noise(counts, wanted) * apart / 2.0)


def _not_noise(counts: Counts, wanted: Floats) -> Floats:
    """Which part of the deviations of classes [..., class, cell] is true, as far as their squares tell."""
    statistic, free = chi_squared(counts, wanted)
    part = np.divide(statistic - free, statistic, out=np.zeros_like(statistic), where=statistic > 0.0)
    return np.asarray(np.sqrt(np.clip(part, 0.0, 1.0)))


def pulled(counts: Counts, kept: float) -> Floats:
    """[class, cell] chances, classes pulled together until they differ as much as is estimated."""
    overall = counts.sum(axis=0) / counts.sum()
    sizes = counts.sum(axis=1, keepdims=True)
    inside = np.where(sizes > 0, counts / np.maximum(sizes, 1), overall)
    return np.asarray(overall + kept * (inside - overall))


def expected(counts: Counts) -> Floats:
    """Counts if class and cell had nothing to do with each other."""
    runs = counts.sum(axis=(-1, -2), keepdims=True)
    return np.asarray(counts.sum(axis=-1, keepdims=True) * counts.sum(axis=-2, keepdims=True) / runs)


def chi_squared(counts: Counts, wanted: Floats) -> tuple[Floats, Floats]:
    """[...] Pearson's statistic, and its degrees of freedom."""
    off = np.square(counts - wanted)
    statistic = np.divide(off, wanted, out=np.zeros_like(wanted), where=wanted > 0.0).sum(axis=(-1, -2))
    classes = np.count_nonzero(counts.sum(axis=-1), axis=-1)
    cells = np.count_nonzero(counts.sum(axis=-2), axis=-1)
    return statistic, np.maximum((classes - 1) * (cells - 1), 1).astype(np.float64)
