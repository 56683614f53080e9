"""Charts made of rows: a label, and under it a bar or marks with their intervals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypedDict

from sim.analysis.intervals import Share
from sim.report import amounts
from sim.report.axes import axis, layout, share_axis
from sim.report.blocks import Key
from sim.report.marks import EDGE, Trace, bars, ends, label, stroke, text, whiskers

ONE_LINE, TWO_LINES = 46, 70  # pixels for a row: its label, and the bar or marks under it
LABEL_FOOT = 0.27  # of a row: how far a label ends above its middle
FIRST_MARK, NEXT_MARK = 14, 13  # pixels from a label to its first mark, and from one mark to the next
BREATH = 26  # pixels that set a row of several marks apart from the next one's label
SECOND_MARK = NEXT_MARK + 8  # pixels that a row needs more for a second mark
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
    shares = ends((share for _, share, _ in rows), "share")
    said = [f"{text(name)}: {text(value)}" for name, value in labels]
    drawn = bars(shares.of, 0.4, said, color=[colour for *_, colour in rows]) | whiskers(shares)
    across = axis(title, rangemode="tozero", tickformat=".2~%", nticks=5) if zoomed else share_axis(title)
    return {"data": [drawn], "layout": row_layout(labels, xaxis=across), "keys": ()}


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
    lengths = [share.share if share.of else 0.0 for share in shares]
    said = [f"{text(name)}: {text(amounts.estimate(share))}" for share in shares]
    return bars(lengths, 0.42, said, color=colour, line=EDGE)


def row_layout(labels: Sequence[Label], extra: int = 0, **more: Any) -> dict[str, Any]:
    """Rows from the top down, each under its label: there is no left margin to run out of."""
    rows = axis(range=[len(labels) - 0.45, -0.78], showgrid=False, showticklabels=False, ticks="")
    return layout(
        height(labels, extra) * len(labels) + 56, yaxis=rows, annotations=_annotations(labels), **more
    )


def height(labels: Sequence[Label], extra: int = 0) -> int:
    """Pixels for a row."""
    return extra + (TWO_LINES if breaks(labels) else ONE_LINE)


def line_pieces(rows: int, at: float = 0, up: float = 0.2, down: float = 0.2, **more: Any) -> list[Trace]:
    """Each row has its own piece of an upright line: one through all would be broken by their labels."""
    ink = {"color": "@ink", "width": 1.5}
    return [stroke((at, at), (row - up, row + down), ink, **more) for row in range(rows)]


def zero_lines(rows: int, up: float = 0.2, down: float = 0.2) -> list[Trace]:
    """Where nothing differs."""
    return line_pieces(rows, 0, up, down, layer="below")


def mark_below(place: int, height: int, next_mark: int = NEXT_MARK) -> float:
    """How far below the middle of its row a mark stands, in rows of so many pixels."""
    return (FIRST_MARK + next_mark * place) / height - LABEL_FOOT


def breaks(labels: Sequence[Label]) -> bool:
    """Is one of them too long for a line on a phone?"""
    return any(len(name) + len(value) + 2 > PHONE for name, value in labels if value)


def words(labels: Sequence[Label]) -> list[str]:
    """Names with their values behind them, or below them where one is too long for a line on a phone."""
    between = "<br>" if breaks(labels) else "  "
    return [
        text(shortened(name)) + (f"{between}<b>{text(value)}</b>" if value else "") for name, value in labels
    ]


def _annotations(labels: Sequence[Label]) -> list[dict[str, Any]]:
    # Grid lines stop at the words.
    return [
        label(said, k - LABEL_FOOT, yref="y", align="left", bgcolor="@paper", borderpad=0)
        for k, said in enumerate(words(labels))
    ]


def shortened(name: str) -> str:
    """No longer than a line on a phone; the table has it whole."""
    return name if len(name) <= PHONE else name[: PHONE - 1].rstrip() + "…"
