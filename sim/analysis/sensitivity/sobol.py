"""Variance-based indices from a design of its own: what an input carries alone, and with all others.

Saltelli et al. (2010), Comput. Phys. Commun. 181:259-270, table 2 (b) and (f), on Sobol' points. Luck that is no input
is one more input: its A and B are two sets of replications.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.analysis.sensitivity.answer import Estimate
from sim.analysis.sensitivity.design import RESAMPLES, Owners, Respond, resampled
from sim.analysis.sensitivity.ranks import Bands, bands_of
from sim.analysis.steady import product
from sim.bargaining.setup.streams import inside

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Responses:
    """What came of the points of a design."""

    a: Floats  # [outcome, point]
    b: Floats  # [outcome, point]
    mixed: Floats  # [input, outcome, point] A with one input of B; the last input is the rest of luck


def power_of_two(points: int) -> int:
    """No fewer points: Sobol' points are balanced only in powers of two.

    >>> power_of_two(1000)
    1024
    """
    return 1 << max(0, points - 1).bit_length()


def plays(inputs: int, points: int) -> int:
    """How many runs a design of so many inputs takes, the rest of luck aside as one more."""
    return (inputs + 3) * points


def respond_to(respond: Respond, owners: Owners, points: int, seed: int) -> Responses:
    """Play the design; `points` is a power of two."""
    columns = sum(len(group) for group in owners)
    drawn = _points(2 * columns, points, seed)
    a, b = drawn[:, :columns], drawn[:, columns:]
    mixed = [respond(_mixed(a, b, group), 0) for group in owners]
    return Responses(respond(a, 0), respond(b, points), np.array([*mixed, respond(a, points)]))


def _points(columns: int, points: int, seed: int) -> Floats:
    from scipy.stats.qmc import Sobol

    drawn = Sobol(columns, scramble=True, rng=np.random.default_rng(seed)).random(points)
    return inside(np.asarray(drawn, np.float64))


def _mixed(a: Floats, b: Floats, columns: Sequence[int]) -> Floats:
    mixed = a.copy()
    mixed[:, columns] = b[:, columns]
    return mixed


def indices(found: Responses, outcome: int, seed: int, resamples: int = RESAMPLES) -> dict[str, Bands]:
    """First-order and total index of every input, by the bootstrap over points."""
    value, drawn = _bootstrap(found, outcome, seed, resamples)
    return {name: bands_of(value[k], drawn[k]) for k, name in enumerate(("first_order", "total"))}


def together(found: Responses, outcome: int, seed: int, resamples: int = RESAMPLES) -> Estimate:
    """The sum of the first-order indices: they err together, for all come from the same points."""
    value, drawn = _bootstrap(found, outcome, seed, resamples)
    return bands_of(value[0].sum(keepdims=True), drawn[0].sum(axis=1, keepdims=True)).at(0)


def _bootstrap(found: Responses, outcome: int, seed: int, resamples: int) -> tuple[Floats, Floats]:
    """[index, input] values, and [index, resample, input] draws."""
    middle = np.mean([found.a[outcome], found.b[outcome]])
    a, b, mixed = found.a[outcome] - middle, found.b[outcome] - middle, found.mixed[:, outcome] - middle
    points = len(a)
    parts = b * (mixed - a), np.square(a - mixed) / 2.0, np.array([(a + b) / 2.0, (a * a + b * b) / 2.0])
    value = _weighted(np.full((1, points), 1.0 / points), *parts)
    weights = resampled(points, np.random.default_rng(seed), resamples)
    return np.array(value)[:, 0], np.concatenate([_weighted(each, *parts) for each in weights], axis=1)


def _weighted(weights: Floats, alone: Floats, altogether: Floats, moments: Floats) -> tuple[Floats, Floats]:
    """[resample, input] both indices."""
    mean, square = product(weights, moments.T).T
    variance = (square - mean * mean)[:, None]
    alone, altogether = (
        np.divide(part, variance, out=np.zeros_like(part), where=variance > 0.0)
        for part in (product(weights, alone.T), product(weights, altogether.T))
    )
    return alone, altogether
