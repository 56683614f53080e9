"""Charts made of rows: a label, and under it a bar or marks with their intervals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypedDict

from sim.analysis.intervals import Share
from sim.report import amounts
from sim.report.axes import axis, layout, share_axis
from sim.report.blocks import Key
from sim.report.marks import Trace, hover, text, whiskers

ONE_LINE, TWO_LINES = 46, 70  # pixels for a row: its label, and the bar or marks under it
LABEL_FOOT = 0.27  # of a row: how far a label ends above its middle
PHONE = 50  # letters that a label may have on a phone
Label = tuple[str, str]  # a name, and a value to be set in bold behind it


class Drawing(TypedDict):
    """The part of a Chart that is drawn."""

    data: list[Trace]
    layout: dict[str, Any]
    keys: tuple[Key, ...]


def share_rows(rows: Sequence[tuple[str, Share, str]], title: str, zoomed: bool = False) -> Drawing:
    """A bar with its interval for each (label, share, colour); zoomed, the axis ends where they do."""
    labels = [(label, amounts.estimate(share)) for label, share, _ in rows]
    shares = [share for _, share, _ in rows]
    bars: Trace = {
        "type": "bar",
        "orientation": "h",
        "x": [share.share for share in shares],
        "y": list(range(len(rows))),
        "width": 0.4,
        "marker": {"color": [colour for *_, colour in rows]},
    }
    errors = whiskers([s.high for s in shares], [s.low for s in shares], [s.share for s in shares])
    said = hover([f"{text(name)}: {text(value)}" for name, value in labels])
    across = axis(title, rangemode="tozero", tickformat=".2~%", nticks=5) if zoomed else share_axis(title)
    return {"data": [bars | errors | said], "layout": row_layout(labels, xaxis=across), "keys": ()}


def stacked_rows(
    parts: Sequence[tuple[str, str, Sequence[Share]]], labels: Sequence[str], title: str
) -> Drawing:
    """One stacked bar under each label; parts are (name, colour, share in each row)."""
    return {
        "data": [_part(name, colour, shares) for name, colour, shares in parts],
        "layout": row_layout([(label, "") for label in labels], xaxis=share_axis(title), barmode="stack"),
        "keys": tuple(Key(name, colour, "box") for name, colour, _ in parts),
    }


def _part(name: str, colour: str, shares: Sequence[Share]) -> Trace:
    return {
        "type": "bar",
        "orientation": "h",
        "x": [share.share if share.of else 0.0 for share in shares],
        "y": list(range(len(shares))),
        "width": 0.42,
        "marker": {"color": colour, "line": {"color": "@paper", "width": 1}},
    } | hover([f"{text(name)}: {text(amounts.estimate(share))}" for share in shares])


def row_layout(labels: Sequence[Label], extra: int = 0, **more: Any) -> dict[str, Any]:
    """Rows from the top down, each under its label: there is no left margin to run out of."""
    height = extra + (TWO_LINES if breaks(labels) else ONE_LINE)
    rows = axis(range=[len(labels) - 0.45, -0.78], showgrid=False, showticklabels=False, ticks="")
    return layout(height * len(labels) + 56, yaxis=rows, annotations=_annotations(labels), **more)


def zero_lines(rows: int) -> list[dict[str, Any]]:
    """Each row has its own piece of the zero line: a line through all would be broken by their labels."""
    line = {"type": "line", "layer": "below", "line": {"color": "@ink", "width": 1.5}, "x0": 0, "x1": 0}
    return [line | {"y0": row - 0.2, "y1": row + 0.2} for row in range(rows)]


def breaks(labels: Sequence[Label]) -> bool:
    """Is one of them too long for a line on a phone?"""
    return any(len(name) + len(value) + 2 > PHONE for name, value in labels if value)


def _annotations(labels: Sequence[Label]) -> list[dict[str, Any]]:
    between = "<br>" if breaks(labels) else "  "
    return [
        {
            "x": 0,
            "xref": "paper",
            "xanchor": "left",
            "y": k - LABEL_FOOT,
            "yref": "y",
            "yanchor": "bottom",
            "text": text(shortened(name)) + (f"{between}<b>{text(value)}</b>" if value else ""),
            "showarrow": False,
            "align": "left",
            "bgcolor": "@paper",  # grid lines stop at the words
            "borderpad": 0,
            "font": {"color": "@ink", "size": 13},
        }
        for k, (name, value) in enumerate(labels)
    ]


def shortened(name: str) -> str:
    """No longer than a line on a phone; the table has it whole."""
    return name if len(name) <= PHONE else name[: PHONE - 1].rstrip() + "…"
