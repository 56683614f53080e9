"""The loudest assumptions: what happens in the lowest and in the highest third of an input's draws."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.analysis.inputs import Driver
from sim.analysis.intervals import difference, share_of, z_for
from sim.bargaining.outcomes import Flags, Outcomes


def drivers(outcomes: Outcomes, goal: Flags) -> tuple[Driver, ...]:
    """Every input that varied, the largest absolute difference first, ties in the order of the file."""
    if not len(outcomes):
        return ()
    lows, highs = np.quantile(outcomes.inputs, (1 / 3, 2 / 3), axis=0)
    strict_z = z_for(len(outcomes.names.inputs))
    found = [
        _driver(path, outcomes.inputs[:, k], float(lows[k]), float(highs[k]), goal, strict_z)
        for k, path in enumerate(outcomes.names.inputs)
    ]
    return tuple(sorted((d for d in found if d), key=lambda d: -abs(d.difference.difference)))


def _driver(
    path: str, drawn: NDArray[np.float32], low: float, high: float, goal: Flags, strict_z: float
) -> Driver | None:
    bottom = drawn <= low
    top = drawn >= high if high > low else drawn > low  # a choice may fill both thirds with one value
    if bottom.all() or not top.any():
        return None
    below, above = share_of(goal[bottom]), share_of(goal[top])
    return Driver(
        path=path,
        low_third=below,
        high_third=above,
        low_up_to=float(drawn[bottom].max()),
        high_from=float(drawn[top].min()),
        difference=difference(above, below),
        clear=difference(above, below, strict_z).clear,
    )
