"""A number along the bottom, and what becomes of the answer: lines with bands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sim.report.blocks import Key
from sim.report.marks import Trace, hover, text

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


def drawn(curve: Curve, filled: Sequence[bool] | None = None) -> tuple[Trace, Trace]:
    """The band, and the line with a mark at each value; marks that are not filled are open."""
    band: Trace = {
        "type": "scatter",
        "mode": "lines",
        "x": [*curve.x, *curve.x[::-1]],
        "y": [*curve.high, *curve.low[::-1]],
        "fill": "toself",
        "fillcolor": curve.colour,
        "opacity": BAND,
        "line": {"width": 0},
        "hoverinfo": "skip",
    }
    open_too = [curve.marker if full else f"{curve.marker}-open" for full in filled or []]
    line: Trace = {
        "type": "scatter",
        "mode": "lines+markers",
        "x": list(curve.x),
        "y": list(curve.of),
        "line": {"color": curve.colour, "width": 2.4},
        "marker": {"color": curve.colour, "size": 8, "symbol": open_too or curve.marker},
    }
    return band, line | hover([text(f"{curve.name}: {said}") for said in curve.said])


def level(colour: str, x: Sequence[float], y: float) -> Trace:
    """A dotted line at the height of the scenario as written."""
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [min(x), max(x)],
        "y": [y, y],
        "line": {"color": colour, "width": 1.4, "dash": "dot"},
        "hoverinfo": "skip",
    }


def upright(at: float) -> dict[str, object]:
    """A line at the value of the scenario as written."""
    line = {"color": "@muted", "width": 1.4, "dash": "dash"}
    return {
        "type": "line",
        "layer": "below",
        "x0": at,
        "x1": at,
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "line": line,
    }
