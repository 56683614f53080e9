"""A number, known or uncertain, and one that is known."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Self, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Basis: TypeAlias = Literal["source", "calibrated", "assumed"]
Floats: TypeAlias = "NDArray[np.float64]"
REASONS = ("basis", "note")  # what may stand beside a number, and beside whatever holds numbers
TAIL = 0.005  # share of probability left out of the span on an unbounded side


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

        >>> from sim.scenario.quantities import Triangular
        >>> Triangular(1, 2, 4).scaled(2.0)
        Triangular(basis=None, note=None, low=2.0, mode=4.0, high=8.0)
        """
        return replace(self, **{name: _times(getattr(self, name), factor) for name in self.in_units})

    def moved(self, by: float) -> Self:
        """This number and so much more: at the same share of probability, a value so much higher.

        >>> from sim.scenario.quantities import Triangular
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


def _times(value: Any, factor: float) -> Any:
    return tuple(factor * each for each in value) if isinstance(value, tuple) else factor * value


def _plus(value: Any, by: float) -> Any:
    """Without the last digits, which would only show that decimals are no binary numbers."""
    return (
        tuple(_plus(each, by) for each in value) if isinstance(value, tuple) else float(f"{value + by:.12g}")
    )
