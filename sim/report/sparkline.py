"""The shape of a distribution, drawn small."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.scenario.quantities import Choice, Quantity

if TYPE_CHECKING:
    pass

WIDTH, HEIGHT = 64, 16


def sparkline(quantity: Quantity) -> str:
    """The shape of a density over its practical range, as an SVG path."""
    if isinstance(quantity, Choice):
        return _bars(quantity)
    if quantity.fixed:
        return ""
    shares = np.linspace(0.002, 0.998, 33)
    at = quantity.at(shares)
    widths = np.diff(at)
    density = np.where(widths > 0, widths.min() / np.where(widths > 0, widths, 1.0), 1.0)
    low, high = quantity.span
    across = WIDTH * ((at[1:] + at[:-1]) / 2 - low) / (high - low)
    outline = "L".join(f"{x:.1f} {HEIGHT * (1 - d):.1f}" for x, d in zip(across, density, strict=True))
    return f"M0 {HEIGHT}L{outline}L{WIDTH} {HEIGHT}Z"


def _bars(choice: Choice) -> str:
    low, high = choice.span
    tallest = max(choice.probabilities)
    across = [
        (value - low) / (high - low) * (WIDTH - 4) + 2 if high > low else WIDTH / 2 for value in choice.values
    ]
    tops = [HEIGHT * (1 - p / tallest) for p in choice.probabilities]
    return "".join(f"M{x - 2:.1f} {HEIGHT}V{y:.1f}h4V{HEIGHT}Z" for x, y in zip(across, tops, strict=True))
