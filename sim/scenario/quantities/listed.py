"""Numbers whose values are listed: each with its probability, or those at some shares of it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from sim.scenario.quantities.bounded import require_order
from sim.scenario.quantities.quantity import Floats, Quantity


@dataclass(frozen=True)
class Choice(Quantity):
    """One of several values, each with its probability; the values rise."""

    values: tuple[float, ...]
    probabilities: tuple[float, ...]
    in_units: ClassVar[tuple[str, ...]] = ("values",)

    def __post_init__(self) -> None:
        twice = [low for low, high in pairwise(self.values) if low == high]
        if twice:
            raise ValueError(f"the value {twice[0]:g} stands there twice")
        if any(not 0 <= p <= 1 for p in self.probabilities):
            raise ValueError("a probability lies outside 0..1")
        if abs(math.fsum(self.probabilities) - 1) > 1e-6:
            raise ValueError(f"the probabilities sum to {math.fsum(self.probabilities):g}, not 1")

    @property
    def support(self) -> tuple[float, float]:
        possible = [value for value, _ in self._odds]
        return possible[0], possible[-1]

    @property
    def _odds(self) -> list[tuple[float, float]]:
        """What can really be chosen, with its probability."""
        return [(v, p) for v, p in zip(self.values, self.probabilities, strict=True) if p > 0]

    @property
    def mean(self) -> float:
        return math.fsum(v * p for v, p in self._odds)

    @property
    def variance(self) -> float:
        return math.fsum(p * (v - self.mean) ** 2 for v, p in self._odds)

    def at(self, share: Floats) -> Floats:
        import numpy as np

        values, probabilities = np.array(self._odds).T
        value = np.full_like(share, values[-1])
        for lower, edge in reversed(list(zip(values, np.cumsum(probabilities)[:-1], strict=False))):
            value = np.where(share < edge, lower, value)
        return value


@dataclass(frozen=True)
class Quantiles(Quantity):
    """Known at some shares of probability, in a straight line between them: what experts say, or what was fitted."""

    shares: tuple[float, ...]  # rising from 0 to 1
    values: tuple[float, ...]  # the value below which that share lies
    in_units: ClassVar[tuple[str, ...]] = ("values",)

    def __post_init__(self) -> None:
        if not self.shares or (self.shares[0], self.shares[-1]) != (0.0, 1.0):
            raise ValueError("the shares must begin with 0, the lowest value, and end with 1, the highest")
        if any(high <= low for low, high in pairwise(self.shares)):
            raise ValueError("a share stands there twice")
        if any(high < low for low, high in pairwise(self.values)):
            raise ValueError("the values must rise with the shares")
        require_order(self.values[0], self.values[-1])

    @property
    def support(self) -> tuple[float, float]:
        return self.values[0], self.values[-1]

    @property
    def _pieces(self) -> list[tuple[float, float, float]]:
        """Probability, lowest and highest value of each piece."""
        ends = zip(pairwise(self.shares), pairwise(self.values), strict=True)
        return [(q - p, low, high) for (p, q), (low, high) in ends]

    @property
    def mean(self) -> float:
        return math.fsum(p * (low + high) / 2 for p, low, high in self._pieces)

    @property
    def variance(self) -> float:
        ends = [(p, low - self.mean, high - self.mean) for p, low, high in self._pieces]
        return math.fsum(p * (low**2 + low * high + high**2) / 3 for p, low, high in ends)

    def at(self, share: Floats) -> Floats:
        import numpy as np

        return np.interp(share, self.shares, self.values)
