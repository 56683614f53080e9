"""One replication as it is drawn: arrays of numbers, of which some are known and some are Terms."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from sim.bargaining.types import (
    ACTOR,
    EVENT,
    FACTION,
    LEVER,
    LUCK,
    RATIFIER,
    SETTING,
    SHOCK,
    TALKS,
    Array,
)

# What the arrays of a draw hold in the end, if that is no plain number.
DTYPES = {
    "talks": TALKS,
    "actor": ACTOR,
    "lines": np.dtype(np.bool_),
    "genuine": np.dtype(np.bool_),
    "event": EVENT,
    "shock": SHOCK,
    "setting": SETTING,
    "luck": LUCK,
    "ratifier": RATIFIER,
    "faction": FACTION,
    "lever": LEVER,
}


def dtype_of(name: str) -> np.dtype[Any]:
    """What the array of this name holds in the end."""
    return DTYPES.get(name, np.dtype(np.float64))


class Strand(NamedTuple):
    """Luck of many rounds from one stream: so many numbers, from where on in the array, each so far from the last."""

    stream: str
    width: int
    start: int
    stride: int = 1
    normal: bool = False  # standard normal numbers; else uniform ones


class Strands(NamedTuple):
    """An array that is nothing but luck, one strand beside the other."""

    shape: tuple[int, ...]
    strands: tuple[Strand, ...]


def records(dtype: np.dtype[Any], *shape: int) -> Array:
    """[...] empty records, with room for Terms."""
    return np.zeros(shape, [(name, object) for name in dtype.names or ()])


def numbers(*shape: int, fill: float = 0.0) -> Array:
    """[...] numbers, with room for Terms."""
    return np.full(shape, fill, object)
