"""A figure with what must stand beside it, and the pieces that all figures share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Trace = dict[str, Any]


@dataclass(frozen=True)
class Table:
    """The numbers behind a figure."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    folded: bool = False  # cells have lines, and a row of one cell is about those that follow


@dataclass(frozen=True)
class Key:
    """An entry of the legend. It stands in the page, not in the figure: there it wraps as text does."""

    name: str
    colour: str
    mark: str  # box, a dash of plotly's (solid, dash, ...), a marker (circle, ...), or a number in a disc


@dataclass(frozen=True)
class Chart:
    """One figure. The id is fixed, so that the same study gives the same bytes."""

    id: str
    title: str
    caption: str  # what to see, in words and numbers
    data: list[Trace]
    layout: dict[str, Any]
    table: Table
    keys: tuple[Key, ...] = ()


def text(name: str) -> str:
    """A name as plotly shows it letter for letter: its labels know some HTML."""
    return name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def layout(height: int, **more: Any) -> dict[str, Any]:
    """What every figure has in common; axes and the like in `more`."""
    return {
        "height": height,
        "margin": {"l": 8, "r": 20, "t": 8, "b": 8},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"color": "@ink", "size": 13, "family": "Segoe UI, Helvetica Neue, Arial, sans-serif"},
        "hoverlabel": {
            "bgcolor": "@panel",
            "bordercolor": "@line",
            "font": {"color": "@ink"},
            "align": "left",
        },
        "dragmode": False,
        "hovermode": "closest",
        "showlegend": False,
    } | more


def axis(title: str = "", **more: Any) -> dict[str, Any]:
    """A quiet axis that makes room for its own labels."""
    return {
        "title": {"text": title, "font": {"color": "@muted", "size": 12}},
        "gridcolor": "@line",
        "linecolor": "@line",
        "tickfont": {"color": "@muted", "size": 12},
        "zeroline": False,
        "automargin": True,
        "fixedrange": True,
    } | more


def share_axis(title: str = "", **more: Any) -> dict[str, Any]:
    """0 to 1, said in percent."""
    return axis(title, **{"range": [0, 1], "tickformat": ".0%", "tickvals": [0, 0.25, 0.5, 0.75, 1]} | more)


def whiskers(high: Sequence[float], low: Sequence[float], of: Sequence[float], axis_name: str = "x") -> Trace:
    """Error bars from `low` to `high` around `of`."""
    return {
        f"error_{axis_name}": {
            "type": "data",
            "symmetric": False,
            "array": [h - v for h, v in zip(high, of, strict=True)],
            "arrayminus": [v - b for b, v in zip(low, of, strict=True)],
            "color": "@ink",
            "thickness": 1.4,
            "width": 4,
        }
    }


def hover(labels: Sequence[str]) -> Trace:
    """Hover texts (already escaped). No templates: a name may hold %{...}."""
    return {"hoverinfo": "text", "hovertext": list(labels)}
