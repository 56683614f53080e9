"""Elementary effects: one input moves at a time by half of its luck, from many places.

Morris (1991), Technometrics 33:161-174; mu* by Campolongo, Cariboni & Saltelli (2007). Trajectories by SALib. The four
levels of an input lie a quarter of its luck apart, and shift from one trajectory to the next: fixed ones would never
see what is rare.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.analysis.sensitivity.design import RESAMPLES, Owners, Respond, resampled
from sim.analysis.sensitivity.ranks import Bands, bands_of
from sim.analysis.steady import product
from sim.bargaining.setup.streams import inside

Floats = NDArray[np.float64]
LEVELS = 4


class NoSALib(Exception):
    """The extra `sensitivity` is not installed."""


def plays(inputs: int, trajectories: int) -> int:
    """How many runs a design of so many inputs takes."""
    return (inputs + 1) * trajectories


def trajectories(inputs: int, count: int, seed: int) -> Floats:
    """[trajectory, step, input] luck. Raises NoSALib."""
    try:
        from SALib.sample.morris import sample
    except ImportError:
        raise NoSALib("--method morris needs SALib: pip install 'parleysim[sensitivity]'") from None
    names = [str(k) for k in range(inputs)]
    problem = {"num_vars": inputs, "names": names, "bounds": [[0.0, 1.0]] * inputs}
    rng = np.random.default_rng(seed)
    drawn = sample(problem, count, num_levels=LEVELS, seed=rng).reshape(count, inputs + 1, inputs)
    shift = rng.random((count, 1, inputs))
    return inside((np.rint(drawn * (LEVELS - 1)) + shift) / LEVELS)


def effects(respond: Respond, owners: Owners, count: int, seed: int) -> Floats:
    """[outcome, trajectory, input] change of the outcome per whole range of luck. All else is as in its replication."""
    path = trajectories(len(owners), count, seed)
    owner = [k for k, columns in enumerate(owners) for _ in columns]
    found = np.array([respond(path[:, step, owner], 0) for step in range(path.shape[1])])
    steps = np.diff(path, axis=1)  # [trajectory, step, input] all but one are 0
    moved = np.abs(steps).argmax(axis=2)
    by = np.take_along_axis(steps, moved[..., None], axis=2)[..., 0]
    changes = np.moveaxis(np.diff(found, axis=0), 0, 2) / by  # [outcome, trajectory, step]
    return np.take_along_axis(changes, np.argsort(moved, axis=1)[None], axis=2)


def indices(found: Floats, seed: int, resamples: int = RESAMPLES) -> dict[str, Bands]:
    """mu* and sigma of effects [trajectory, input], by the bootstrap over trajectories."""
    count = len(found)
    value = _weighted(np.full((1, count), 1.0 / count), found)
    drawn = [
        _weighted(weights, found) for weights in resampled(count, np.random.default_rng(seed), resamples)
    ]
    return {
        name: bands_of(value[k][0], np.concatenate([block[k] for block in drawn]))
        for k, name in enumerate(("mu_star", "sigma"))
    }


def _weighted(weights: Floats, found: Floats) -> tuple[Floats, Floats]:
    """[resample, input] mean absolute effect, and standard deviation of effects."""
    count = len(found)
    mean, square = product(weights, found), product(weights, np.square(found))
    variance = np.clip(square - mean * mean, 0.0, None) * count / max(1, count - 1)
    return product(weights, np.abs(found)), np.sqrt(variance)
