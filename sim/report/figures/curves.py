"""A number along the bottom, and what becomes of the answer: lines with bands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sim.report.blocks import Key
from sim.report.marks import Trace, band, line, marked_line, text, upright

BAND = 0.2


@dataclass(frozen=True)
class Curve:
    """One line; an x without an estimate is left out before."""

    name: str
    colour: str
    marker: str
    x: Sequence[float]
    of: Sequence[float]
    low: Sequence[float]
    high: Sequence[float]
    said: Sequence[str]  # at each x

    @property
    def key(self) -> Key:
        return Key(self.name, self.colour, self.marker)


def curve_traces(curve: Curve, filled: Sequence[bool] | None = None) -> tuple[Trace, Trace]:
    """The band, and the line with a mark at each value; marks that are not filled are open."""
    open_too = [curve.marker if full else f"{curve.marker}-open" for full in filled or []]
    said = [text(f"{curve.name}: {said}") for said in curve.said]
    stroke = {"color": curve.colour, "width": 2.4}
    marker = {"color": curve.colour, "size": 8, "symbol": open_too or curve.marker}
    return (
        band(curve.x, curve.low, curve.high, curve.colour, BAND),
        marked_line(curve.x, curve.of, said, stroke, marker),
    )


def level(colour: str, x: Sequence[float], y: float) -> Trace:
    """A dotted line at the height of the scenario as written."""
    return line([min(x), max(x)], [y, y], color=colour, width=1.4, dash="dot")


def base_line(at: float) -> Trace:
    """A line at the value of the scenario as written."""
    return upright(at, {"color": "@muted", "width": 1.4, "dash": "dash"}, layer="below")
