"""Skill beside the base rate, calibration, and survival, as figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sim.backtest import folded, table
from sim.backtest.score import Curve, Score, Survival
from sim.report import amounts, theme
from sim.report.axes import axis, layout, share_axis
from sim.report.blocks import Chart, Key, Table
from sim.report.figures.rows import LABEL_FOOT, ONE_LINE, row_layout
from sim.report.marks import Trace, hover, text, whiskers

FIRST_MARK, NEXT_MARK = 14, 14  # pixels: from a label to its first mark, and to the next
COLOURS = (theme.BLUE, theme.VERMILLION, theme.GREEN, theme.PURPLE, theme.ORANGE, theme.SKY, theme.GREY)
MARKERS = ("circle", "diamond", "square", "triangle-up", "cross", "star", "pentagon")
BAND = 0.25


def skill(name: str, rows: Sequence[Score]) -> Chart:
    """How much of the base rate's loss each forecaster saves, question by question."""
    questions = list(dict.fromkeys(row.question for row in rows))
    bases = {row.question: row.loss.value for row in rows if row.verdict == "base"}
    by = forecasters(rows)
    extra = NEXT_MARK * len(by)
    return Chart(
        id=f"skill-{name}",
        title="How much of the base rate's loss is saved",
        caption=(
            "To the right of zero a forecast is better than the base rate, to the left worse; bars are "
            f"95% intervals, and marks are filled where zero lies outside. {_named(rows)}"
        ),
        data=[
            _marks([row for row in rows if row.by == who], questions, bases, place, extra)
            for place, who in enumerate(by)
        ],
        layout=row_layout(
            [(question, "") for question in questions],
            extra=extra,
            xaxis=axis("share of the base rate's loss", tickformat=".0%", nticks=6),
            shapes=_zero_lines(len(questions)),
        ),
        table=folded.saved(rows, bases),
        keys=tuple(Key(who, *_style(place)) for place, who in enumerate(by)),
    )


def forecasters(rows: Sequence[Score]) -> list[str]:
    """Whoever is held against the base rate, in the order of the table: each has one colour."""
    return list(dict.fromkeys(row.by for row in rows if row.verdict != "base"))


def _zero_lines(rows: int) -> list[dict[str, Any]]:
    """A piece for each row, from its label down to the next."""
    line = {"type": "line", "layer": "below", "line": {"color": "@ink", "width": 1.5}, "x0": 0, "x1": 0}
    return [line | {"y0": row - LABEL_FOOT + 0.04, "y1": row + 0.48} for row in range(rows)]


def _named(rows: Sequence[Score]) -> str:
    seen = list(dict.fromkeys(row.by for row in rows if row.seen))
    return f"Fitted to these very cases, so no evidence: {'; '.join(seen)}." if seen else ""


def _style(place: int) -> tuple[str, str]:
    return COLOURS[place % len(COLOURS)], MARKERS[place % len(MARKERS)]


def _marks(
    rows: Sequence[Score], questions: Sequence[str], bases: dict[str, float], place: int, extra: int
) -> Trace:
    colour, marker = _style(place)
    of, high, low = (
        [-getattr(row.less, end) / bases[row.question] for row in rows] for end in ("value", "low", "high")
    )
    beside = (FIRST_MARK + NEXT_MARK * place) / (ONE_LINE + extra) - LABEL_FOOT
    filled = [marker if row.verdict in ("better", "worse") else f"{marker}-open" for row in rows]
    trace: Trace = {
        "type": "scatter",
        "mode": "markers",
        "x": of,
        "y": [questions.index(row.question) + beside for row in rows],
        "marker": {"color": colour, "size": 9, "symbol": filled},
    }
    said = [
        text(f"{row.by}: {row.kind} {table.signed(row.less, row.kind)}, {table.verdict(row)}") for row in rows
    ]
    return trace | whiskers(high, low, of) | hover(said)


def calibration(name: str, question: str, curves: Sequence[Curve], by: Sequence[str]) -> Chart:
    """Chances as they were said, and how often it then happened; `by` are all who are drawn of this set."""
    top = min(1.03, 1.06 * max(end for curve in curves for b in curve.bins for end in (b.said, b.high)))
    return Chart(
        id=f"calibration-{name}-{''.join(letter for letter in question if letter.isalnum())}",
        title=f"Chances, and what came of them: {question}",
        caption=(
            "Cases in up to five groups by the chance that they were given; upwards, how often it "
            "happened among them, with 95% intervals. On the dotted line a chance is what it says; a flat "
            "line tells cases not apart."
        ),
        data=[_diagonal(), *(_curve(curve, by.index(curve.by)) for curve in curves)],
        layout=layout(
            380,
            xaxis=share_axis("chance that was given", range=[-0.02 * top, top], tickvals=None, nticks=6),
            yaxis=share_axis("happened", range=[-0.04 * top, top], tickvals=None, nticks=6),
        ),
        table=folded.bins(curves),
        keys=tuple(Key(curve.by, *_style(by.index(curve.by))) for curve in curves),
    )


def _diagonal() -> Trace:
    line = {"color": "@muted", "width": 1.4, "dash": "dot"}
    return {"type": "scatter", "mode": "lines", "x": [0, 1], "y": [0, 1], "line": line, "hoverinfo": "skip"}


def _curve(curve: Curve, place: int) -> Trace:
    colour, marker = _style(place)
    of = [b.share for b in curve.bins]
    trace: Trace = {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [b.said for b in curve.bins],
        "y": of,
        "line": {"color": colour, "width": 2},
        "marker": {"color": colour, "size": 9, "symbol": marker},
    }
    said = [
        text(f"{curve.by}: {amounts.percent(b.said)} said, {amounts.percent(b.share)} of {b.of:,} happened")
        for b in curve.bins
    ]
    return trace | whiskers([b.high for b in curve.bins], [b.low for b in curve.bins], of, "y") | hover(said)


def survival(found: Survival) -> Chart:
    """The formula as shipped beside what can be known."""
    ends = list(zip(found.ages, found.least, found.guess, found.most, found.shipped, strict=True))
    return Chart(
        id=f"survival-{found.set}",
        title="How many live how long",
        caption=(
            "The grey band holds whatever may be true: every end that is not known as early, and as late, "
            "as it can be. Dots are the likeliest curve, in which unknown ends say nothing; the line is "
            "the formula as shipped."
        ),
        data=[_band(found), _dots(found), _line(found)],
        layout=layout(
            340, xaxis=axis("age in days", nticks=7, range=[0, 375]), yaxis=share_axis("still alive")
        ),
        table=Table(
            ("Age in days", "At least", "Likeliest", "At most", "As shipped"),
            tuple((f"{age:g}", *map(amounts.percent, rest)) for age, *rest in ends),
        ),
        keys=(
            Key("As shipped", theme.BLUE, "solid"),
            Key("Likeliest", theme.GREY, "circle"),
            Key("What may be true", theme.GREY, "box"),
        ),
    )


def _band(found: Survival) -> Trace:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [*found.ages, *found.ages[::-1]],
        "y": [*found.most, *found.least[::-1]],
        "fill": "toself",
        "fillcolor": theme.GREY,
        "opacity": BAND,
        "line": {"width": 0},
        "hoverinfo": "skip",
    }


def _dots(found: Survival) -> Trace:
    said = [
        f"{amounts.percent(share)} after {age:g} days"
        for age, share in zip(found.ages, found.guess, strict=True)
    ]
    where = {"x": list(found.ages), "y": list(found.guess)}
    return {
        "type": "scatter",
        "mode": "markers",
        "marker": {"color": theme.GREY, "size": 9},
        **where,
    } | hover(said)


def _line(found: Survival) -> Trace:
    said = [
        f"as shipped: {amounts.percent(share)} after {age:g} days"
        for age, share in zip(found.ages, found.shipped, strict=True)
    ]
    where = {"x": [0.0, *found.ages], "y": [1.0, *found.shipped]}
    line: Trace = {"type": "scatter", "mode": "lines", "line": {"color": theme.BLUE, "width": 2.6}, **where}
    return line | hover(["all at first", *said])
