"""Charts made of rows: a label, and under it a bar or marks with their intervals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypedDict

from sim.analysis.intervals import Share
from sim.report import wording
from sim.report.figures.chart import ROW, Trace, hover, layout, row_axis, row_labels, share_axis, text, whiskers


class Drawing(TypedDict):
    """The part of a Chart that is drawn."""

    data: list[Trace]
    layout: dict[str, Any]


def share_rows(rows: Sequence[tuple[str, Share, str]], title: str) -> Drawing:
    """A bar with its interval for each (label, share, colour)."""
    labels = [f"{text(label)}  <b>{text(wording.estimate(share))}</b>" for label, share, _ in rows]
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
    return {
        "data": [bars | errors | hover(labels)],
        "layout": row_layout(labels, xaxis=share_axis(title)),
    }


def stacked_rows(parts: Sequence[tuple[str, str, Sequence[Share]]], labels: Sequence[str], title: str) -> Drawing:
    """One stacked bar under each (already escaped) label; parts are (name, colour, share in each row)."""
    return {
        "data": [_part(name, colour, shares) for name, colour, shares in parts],
        "layout": row_layout(labels, xaxis=share_axis(title), barmode="stack", showlegend=True),
    }


def _part(name: str, colour: str, shares: Sequence[Share]) -> Trace:
    return {
        "type": "bar",
        "orientation": "h",
        "name": text(name),
        "x": [share.share if share.of else 0.0 for share in shares],
        "y": list(range(len(shares))),
        "width": 0.42,
        "marker": {"color": colour, "line": {"color": "@paper", "width": 1}},
    } | hover([f"{text(name)}: {text(wording.estimate(share))}" for share in shares])


def row_layout(labels: Sequence[str], **more: Any) -> dict[str, Any]:
    """Labels above rows of one height."""
    return layout(
        ROW * len(labels) + 50, yaxis=row_axis(len(labels)), annotations=row_labels(labels), **more
    )
