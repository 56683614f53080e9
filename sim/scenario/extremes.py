"""The highest or the lowest of several draws of a number: the same number, leaning to one of its ends.

With k draws the distribution function F becomes F^k, or 1 - (1 - F)^k. Lehmann (1953), Ann. Math. Stat. 24:23-43.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import ClassVar, Self

from sim.scenario.quantities import Choice, Floats, Quantity

INSIDE = 2.0**-53  # luck that is no closer to an end without end
POINTS = 10_000  # at which moments are taken


@dataclass(frozen=True)
class Extreme(Quantity):
    """Of so many draws of a number, whole or not, the highest or the lowest. It has the ends of the number itself."""

    among: Quantity
    draws: float
    highest: bool
    in_units: ClassVar[tuple[str, ...]] = ()

    def __post_init__(self) -> None:
        if self.among.fixed:
            raise ValueError("every draw of a known number is alike")
        if isinstance(self.among, Choice):
            raise ValueError("a choice says itself how likely each value is")
        if not 1.0 <= self.draws < math.inf:
            raise ValueError(f"{self.draws:g} draws are less than one")

    @property
    def support(self) -> tuple[float, float]:
        return self.among.support

    @property
    def span(self) -> tuple[float, float]:
        """That of the number itself: what others know of its ends does not follow where it leans."""
        return self.among.span

    @property
    def mean(self) -> float:
        return float(self._evenly.mean())

    @property
    def variance(self) -> float:
        return float(self._evenly.var())

    def scaled(self, factor: float) -> Self:
        return replace(self, among=self.among.scaled(factor))

    def moved(self, by: float) -> Self:
        return replace(self, among=self.among.moved(by))

    def at(self, share: Floats) -> Floats:
        import numpy as np
        from scipy.special import betaincinv

        ordinals = (self.draws, 1.0) if self.highest else (1.0, self.draws)
        low, high = (INSIDE * math.isinf(end) for end in self.support)
        return self.among.at(np.clip(betaincinv(*ordinals, share), low, 1.0 - high))

    @property
    def _evenly(self) -> Floats:
        """Values at shares that lie evenly."""
        import numpy as np

        return self.at((np.arange(POINTS) + 0.5) / POINTS)
