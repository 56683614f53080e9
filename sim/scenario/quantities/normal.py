"""The bell curve, whole or cut off."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar

from sim.scenario.quantities.bounded import Bounded, require_order
from sim.scenario.quantities.quantity import Floats

RAREST = 0.001  # a truncation that keeps less than this is a slip of the pen


@dataclass(frozen=True)
class Normal(Bounded):
    """The bell curve; with low or high, what is left of it between them."""

    centre: float
    sd: float
    low: float = -math.inf
    high: float = math.inf
    in_units: ClassVar[tuple[str, ...]] = ("centre", "sd", "low", "high")

    def __post_init__(self) -> None:
        if not self.sd > 0:
            raise ValueError(f"sd {self.sd:g} is not above 0")
        require_order(self.low, self.high)
        if self._kept < RAREST:
            raise ValueError(f"hardly any of it lies between low {self.low:g} and high {self.high:g}")

    @property
    def _edges(self) -> tuple[float, float]:
        return (self.low - self.centre) / self.sd, (self.high - self.centre) / self.sd

    @property
    def _kept(self) -> float:
        below, above = self._edges
        return _normal_below(above) - _normal_below(below)

    @property
    def _shift(self) -> float:
        below, above = self._edges
        return (_normal_density(below) - _normal_density(above)) / self._kept

    @property
    def mean(self) -> float:
        return self.centre + self.sd * self._shift

    @property
    def variance(self) -> float:
        below, above = (edge * _normal_density(edge) if math.isfinite(edge) else 0.0 for edge in self._edges)
        return self.sd**2 * (1.0 + (below - above) / self._kept - self._shift**2)

    def at(self, share: Floats) -> Floats:
        import numpy as np
        from scipy.special import ndtr, ndtri

        below, above = (ndtr(edge) for edge in self._edges)
        value: Floats = self.centre + self.sd * ndtri(below + share * (above - below))
        return np.clip(value, self.low, self.high)


def _normal_below(z: float) -> float:
    return math.erfc(-z / math.sqrt(2.0)) / 2


def _normal_density(z: float) -> float:
    return math.exp(-z * z / 2) / math.sqrt(2.0 * math.pi)
