"""An outcome along the draws of one input: the picture behind its indices."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sim.analysis.sensitivity.answer import MainEffect, Stretch
from sim.analysis.sensitivity.classes import class_of
from sim.analysis.sensitivity.levels import level

Floats = NDArray[np.float64]
MOST_CURVES = 6
STRETCHES = 10


def curves(
    paths: tuple[str, ...],
    inputs: NDArray[np.float32],
    found: Floats,
    is_share: bool,
    strongest: Sequence[str],
) -> tuple[MainEffect, ...]:
    """Of the strongest inputs."""
    return tuple(
        MainEffect(path, _along(inputs[:, paths.index(path)], found, is_share))
        for path in strongest[:MOST_CURVES]
    )


def _along(drawn: NDArray[np.float32], found: Floats, is_share: bool) -> tuple[Stretch, ...]:
    of = class_of(drawn, STRETCHES)
    inside = [of == k for k in range(int(of.max()) + 1)]
    until = np.cumsum([np.count_nonzero(rows) for rows in inside]) / len(of)
    return tuple(
        Stretch(float(share), float(drawn[rows].mean(dtype=np.float64)), level(found[rows], is_share))
        for share, rows in zip(until, inside, strict=True)
    )
