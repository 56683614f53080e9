"""Numbers that lie between two bounds: alike, in straight lines, or stretched from 0..1."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sim.scenario.quantities.quantity import Floats, Quantity


class Bounded(Quantity):
    """Anything between two bounds."""

    low: float
    high: float

    @property
    def support(self) -> tuple[float, float]:
        return self.low, self.high


@dataclass(frozen=True)
class Uniform(Bounded):
    """Every value between low and high alike."""

    low: float
    high: float
    in_units: ClassVar[tuple[str, ...]] = ("low", "high")

    def __post_init__(self) -> None:
        require_order(self.low, self.high)

    @property
    def mean(self) -> float:
        return (self.low + self.high) / 2

    @property
    def variance(self) -> float:
        return (self.high - self.low) ** 2 / 12

    def at(self, share: Floats) -> Floats:
        import numpy as np

        return np.minimum(self.low + share * (self.high - self.low), self.high)


@dataclass(frozen=True)
class Triangular(Bounded):
    """Most likely at the mode, falling in a straight line to nothing at low and high."""

    low: float
    mode: float
    high: float
    in_units: ClassVar[tuple[str, ...]] = ("low", "mode", "high")

    def __post_init__(self) -> None:
        require_order(self.low, self.high)
        if not self.low <= self.mode <= self.high:
            raise ValueError(f"mode {self.mode:g} lies outside [{self.low:g}, {self.high:g}]")

    @property
    def mean(self) -> float:
        return (self.low + self.mode + self.high) / 3

    @property
    def variance(self) -> float:
        left, right, width = self.mode - self.low, self.high - self.mode, self.high - self.low
        return (width**2 - left * right) / 18

    def at(self, share: Floats) -> Floats:
        import numpy as np

        left, right, width = self.mode - self.low, self.high - self.mode, self.high - self.low
        rising = self.low + np.sqrt(share * width * left)
        falling = self.high - np.sqrt((1.0 - share) * width * right)
        value: Floats = np.where(share * width < left, rising, falling)
        return value


@dataclass(frozen=True)
class Beta(Bounded):
    """Beta(a, b), stretched from [0, 1] to [low, high]."""

    a: float
    b: float
    low: float = 0.0
    high: float = 1.0
    in_units: ClassVar[tuple[str, ...]] = ("low", "high")

    def __post_init__(self) -> None:
        if not (self.a > 0 and self.b > 0):
            raise ValueError(f"a {self.a:g} and b {self.b:g} must both be above 0")
        require_order(self.low, self.high)

    @property
    def mean(self) -> float:
        return self.low + (self.high - self.low) * self.a / (self.a + self.b)

    @property
    def variance(self) -> float:
        total = self.a + self.b
        return (self.high - self.low) ** 2 * self.a * self.b / (total**2 * (total + 1))

    def at(self, share: Floats) -> Floats:
        import numpy as np
        from scipy.special import betaincinv

        value: Floats = self.low + (self.high - self.low) * betaincinv(self.a, self.b, share)
        return np.minimum(value, self.high)


def require_order(low: float, high: float) -> None:
    if not low < high:
        raise ValueError(f"low {low:g} is not below high {high:g}")
