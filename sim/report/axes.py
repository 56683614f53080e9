"""What lies around the marks of a figure: the layout that all have in common, and axes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sim.report.marks import text

APART = 12  # pixels between the names of values and that of what they are values of


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


def named_axis(title: str, words: Sequence[str], stride: int = 1) -> dict[str, Any]:
    """The fields of a heat map with their names, or every second, third ... of many."""
    named = axis(
        text(title),
        tickvals=list(range(0, len(words), stride)),
        ticktext=[text(word) for word in words[::stride]],
        showgrid=False,
        ticks="",
    )
    return named | {"title": named["title"] | {"standoff": APART}}
