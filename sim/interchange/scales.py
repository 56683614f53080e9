"""A grid on which all positions of a dimension lie, as a scenario's `range` needs it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from sim.interchange.types import Dimension
from sim.scenario.issues import MOST_OPTIONS

FEWEST = 100  # steps that a scale has, so that what is decided can be told apart
NICE = (5, 2, 1)  # times a power of ten


@dataclass(frozen=True)
class Scale:
    """Evenly spaced numbers."""

    low: float
    high: float
    step: float
    rounded: bool  # do some positions lie between them?

    def nearest(self, position: float) -> float:
        """The number of the scale that is nearest; of two as near, the lower."""
        first, step = Decimal(str(self.low)), Decimal(str(self.step))
        whole, rest = divmod(Decimal(str(position)) - first, step)
        return float(first + (whole + (2 * rest > step)) * step)


def scale(dimension: Dimension) -> Scale:
    """The widest of the nice steps, so many at least, that meets all positions; else the narrowest there may be."""
    low, high = Decimal(str(dimension.low)), Decimal(str(dimension.high))
    met = [Decimal(str(stand.position)) - low for stand in dimension.stands.values()]
    dividing = [step for step in _steps(high - low) if (high - low) % step == 0]
    meeting = next((step for step in dividing if all(distance % step == 0 for distance in met)), None)
    step = meeting or (dividing[-1] if dividing else (high - low) / FEWEST)
    return Scale(dimension.low, dimension.high, float(step), rounded=meeting is None)


def _steps(span: Decimal) -> Iterator[Decimal]:
    """5, 2 and 1 times powers of ten, from wide to narrow, of which a scale has enough and not too many."""
    for power in range(span.adjusted(), span.adjusted() - 5, -1):
        for digit in NICE:
            step = Decimal(digit).scaleb(power)
            if FEWEST <= span / step < MOST_OPTIONS:
                yield step
