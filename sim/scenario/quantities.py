"""Numbers, known or uncertain: the value at a share of probability.

Every quantity is an inverse distribution function. Only square roots and scipy.special are used: NumPy's own
exp, log and power give different last bits on different CPUs.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Self, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Basis: TypeAlias = Literal["source", "calibrated", "assumed"]
Floats: TypeAlias = "NDArray[np.float64]"
REASONS = ("basis", "note")  # what may stand beside a number, and beside whatever holds numbers

TAIL = 0.005  # share of probability left out of the span on an unbounded side
RAREST = 0.001  # a truncation that keeps less than this is a slip of the pen


@dataclass(frozen=True)
class Quantity(ABC):
    """A number of the scenario: its distribution, and what it rests on."""

    basis: Basis | None = field(default=None, kw_only=True)
    note: str | None = field(default=None, kw_only=True)
    in_units: ClassVar[tuple[str, ...]]  # the parameters that are measured as the number itself is

    @property
    @abstractmethod
    def support(self) -> tuple[float, float]:
        """The lowest and highest possible value; may be infinite."""

    @property
    @abstractmethod
    def mean(self) -> float:
        """Expected value."""

    @property
    @abstractmethod
    def variance(self) -> float:
        """Square of the standard deviation."""

    @abstractmethod
    def at(self, share: Floats) -> Floats:
        """The value below which this share of probability lies; any shape in, the same shape out."""

    @property
    def fixed(self) -> bool:
        """Is it known exactly?"""
        return False

    @property
    def span(self) -> tuple[float, float]:
        """The practical range: the support, or the 0.5 % and 99.5 % points where that is infinite."""
        low, high = self.support
        return (
            low if math.isfinite(low) else self._at(TAIL),
            high if math.isfinite(high) else self._at(1.0 - TAIL),
        )

    @property
    def typical(self) -> float:
        """The median."""
        return self._at(0.5)

    def scaled(self, factor: float) -> Self:
        """So many times this number, above 0: at the same share of probability, so many times the value.

        >>> Triangular(1, 2, 4).scaled(2.0)
        Triangular(basis=None, note=None, low=2.0, mode=4.0, high=8.0)
        """
        return replace(self, **{name: _times(getattr(self, name), factor) for name in self.in_units})

    def moved(self, by: float) -> Self:
        """This number and so much more: at the same share of probability, a value so much higher.

        >>> Triangular(1, 2, 4).moved(0.5)
        Triangular(basis=None, note=None, low=1.5, mode=2.5, high=4.5)
        """
        places = [name for name in self.in_units if name != "sd"]  # which says how wide it is, not where
        return replace(self, **{name: _plus(getattr(self, name), by) for name in places})

    def _at(self, share: float) -> float:
        import numpy as np

        return float(self.at(np.asarray(share)))


@dataclass(frozen=True)
class Fixed(Quantity):
    """A known number."""

    value: float
    in_units: ClassVar[tuple[str, ...]] = ("value",)

    @property
    def support(self) -> tuple[float, float]:
        return self.value, self.value

    @property
    def span(self) -> tuple[float, float]:
        return self.support

    @property
    def mean(self) -> float:
        return self.value

    @property
    def variance(self) -> float:
        return 0.0

    @property
    def fixed(self) -> bool:
        return True

    @property
    def typical(self) -> float:
        return self.value

    def at(self, share: Floats) -> Floats:
        import numpy as np

        return np.full_like(share, self.value)


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
        _require_order(self.low, self.high)

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
        _require_order(self.low, self.high)
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
        _require_order(self.low, self.high)
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
        _require_order(self.low, self.high)

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
        _require_order(self.values[0], self.values[-1])

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


def _times(value: Any, factor: float) -> Any:
    return tuple(factor * each for each in value) if isinstance(value, tuple) else factor * value


def _plus(value: Any, by: float) -> Any:
    """Without the last digits, which would only show that decimals are no binary numbers."""
    return (
        tuple(_plus(each, by) for each in value) if isinstance(value, tuple) else float(f"{value + by:.12g}")
    )


def _require_order(low: float, high: float) -> None:
    if not low < high:
        raise ValueError(f"low {low:g} is not below high {high:g}")


def _normal_below(z: float) -> float:
    return math.erfc(-z / math.sqrt(2.0)) / 2


def _normal_density(z: float) -> float:
    return math.exp(-z * z / 2) / math.sqrt(2.0 * math.pi)
