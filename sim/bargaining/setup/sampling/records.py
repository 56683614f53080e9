"""One replication as it is drawn: arrays of numbers, of which some are known and some are Terms."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from sim.bargaining.records import (
    Actor,
    Event,
    EventSetting,
    Faction,
    Lever,
    Numbers,
    Ratifier,
    RoundLuck,
    Shock,
    Talks,
)
from sim.bargaining.types import Array

# What the arrays of a draw hold in the end, if that is no plain number.
RECORDS: dict[str, type[Numbers]] = {
    "talks": Talks,
    "actor": Actor,
    "event": Event,
    "shock": Shock,
    "setting": EventSetting,
    "luck": RoundLuck,
    "ratifier": Ratifier,
    "faction": Faction,
    "lever": Lever,
}
FLAGS = {"lines", "genuine"}


def dtype_of(name: str) -> np.dtype[Any]:
    """What the array of this name holds in the end."""
    if name in RECORDS:
        return RECORDS[name].dtype
    return np.dtype(np.bool_ if name in FLAGS else np.float64)


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


def records(kind: type[Numbers], *shape: int) -> Array:
    """[...] empty records, with room for Terms."""
    return np.zeros(shape, [(name, object) for name in kind.names])


def numbers(*shape: int, fill: float = 0.0) -> Array:
    """[...] numbers, with room for Terms."""
    return np.full(shape, fill, object)
