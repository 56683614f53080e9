"""Replications as inputs and whether something happened, in two halves that know nothing of each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.analysis.discovery.types import Limit
from sim.bargaining.outcomes import Flags, Floats, Outcomes

if TYPE_CHECKING:
    from pandas import DataFrame

Limits = tuple[Limit, ...]


@dataclass(frozen=True)
class Sample:
    """Some worlds: what was drawn for them, and in which it happened."""

    names: tuple[str, ...]
    inputs: Floats  # [world, input]
    happened: Flags  # [world]
    coins: Flags  # [input] is it nothing but 0 or 1?

    def __len__(self) -> int:
        return len(self.happened)

    def at(self, kept: NDArray[np.bool_] | slice) -> Sample:
        """Some of the worlds."""
        return Sample(self.names, self.inputs[kept], self.happened[kept], self.coins)

    def column(self, path: str) -> Floats:
        """[world] one input."""
        column: Floats = self.inputs[:, self.names.index(path)]
        return column

    def inside(self, limits: Sequence[Limit]) -> Flags:
        """[world] does it lie within all of these?"""
        kept = np.ones(len(self), np.bool_)
        for limit in limits:
            low, high = bounds(limit)
            column = self.column(limit.path)
            kept &= (column >= low) & (column <= high)
        return kept

    def frame(self) -> DataFrame:
        """As a table: coins as categories, all else as numbers."""
        from pandas import DataFrame

        table = DataFrame(self.inputs, columns=list(self.names))
        coins = [name for name, coin in zip(self.names, self.coins, strict=True) if coin]
        return table.astype(dict.fromkeys(coins, bool)).astype(dict.fromkeys(coins, "category"))


def bounds(limit: Limit) -> tuple[float, float]:
    """The least and the most that a limit allows."""
    match limit.side:
        case "at_least":
            return limit.value, inf
        case "at_most":
            return -inf, limit.value
    return limit.value, limit.value


def halves(outcomes: Outcomes, happened: Flags) -> tuple[Sample, Sample]:
    """The even replications, to search in, and the odd ones, to measure on."""
    inputs = outcomes.inputs.astype(np.float64)
    moving = np.ptp(inputs, axis=0) > 0.0 if len(inputs) else np.zeros(inputs.shape[1], np.bool_)
    names = tuple(name for name, moves in zip(outcomes.names.inputs, moving, strict=True) if moves)
    inputs = inputs[:, moving]
    coins: Flags = np.all(np.isin(inputs, (0.0, 1.0)), axis=0)
    whole = Sample(names, inputs, happened, coins)
    return whole.at(slice(0, None, 2)), whole.at(slice(1, None, 2))
