"""Skill beside the base rate, calibration, and survival, as figures."""

from __future__ import annotations

from collections.abc import Sequence

from sim.backtest import columns, folded
from sim.backtest.score import Reliability, Score, Survival
from sim.report import amounts, theme
from sim.report.axes import axis, layout, share_axis
from sim.report.blocks import Chart, DataTable, Key
from sim.report.figures.rows import LABEL_FOOT, ONE_LINE, mark_below, row_layout, zero_lines
from sim.report.figures.survival import BAND, falling
from sim.report.marks import Ends, Trace, band, ends, line, marked_line, points, text, whiskers

NEXT_MARK = 14  # pixels from one mark to the next
COLOURS = (theme.BLUE, theme.VERMILLION, theme.GREEN, theme.PURPLE, theme.ORANGE, theme.SKY, theme.GREY)
MARKERS = ("circle", "diamond", "square", "triangle-up", "cross", "star", "pentagon")


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
            shapes=zero_lines(len(questions), LABEL_FOOT - 0.04, 0.48),
        ),
        table=folded.saved(rows, bases),
        keys=tuple(Key(who, *_style(place)) for place, who in enumerate(by)),
    )


def forecasters(rows: Sequence[Score]) -> list[str]:
    """Whoever is held against the base rate, in the order of the table: each has one colour."""
    return list(dict.fromkeys(row.by for row in rows if row.verdict != "base"))


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
    beside = mark_below(place, ONE_LINE + extra, NEXT_MARK)
    filled = [marker if row.verdict in ("better", "worse") else f"{marker}-open" for row in rows]
    said = [
        text(f"{row.by}: {row.kind} {columns.signed(row.less, row.kind)}, {columns.verdict(row)}")
        for row in rows
    ]
    y = [questions.index(row.question) + beside for row in rows]
    return points(of, y, said, color=colour, size=9, symbol=filled) | whiskers(Ends(of, low, high))


def calibration(name: str, question: str, curves: Sequence[Reliability], by: Sequence[str]) -> Chart:
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
        data=[
            line([0, 1], [0, 1], color="@muted", width=1.4, dash="dot"),
            *(_curve(curve, by.index(curve.by)) for curve in curves),
        ],
        layout=layout(
            380,
            xaxis=share_axis("chance that was given", range=[-0.02 * top, top], tickvals=None, nticks=6),
            yaxis=share_axis("happened", range=[-0.04 * top, top], tickvals=None, nticks=6),
        ),
        table=folded.bins(curves),
        keys=tuple(Key(curve.by, *_style(by.index(curve.by))) for curve in curves),
    )


def _curve(curve: Reliability, place: int) -> Trace:
    colour, marker = _style(place)
    shares, line = ends(curve.bins, "share"), {"color": colour, "width": 2}
    said = [
        text(f"{curve.by}: {amounts.percent(b.said)} said, {amounts.percent(b.share)} of {b.of:,} happened")
        for b in curve.bins
    ]
    mark = {"color": colour, "size": 9, "symbol": marker}
    drawn = marked_line([b.said for b in curve.bins], shares.of, said, line, mark)
    return drawn | whiskers(shares, "y")


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
        data=[band(found.ages, found.least, found.most, theme.GREY, BAND), _dots(found), _line(found)],
        layout=layout(
            340, xaxis=axis("age in days", nticks=7, range=[0, 375]), yaxis=share_axis("still alive")
        ),
        table=DataTable(
            ("Age in days", "At least", "Likeliest", "At most", "As shipped"),
            tuple((f"{age:g}", *map(amounts.percent, rest)) for age, *rest in ends),
        ),
        keys=(
            Key("As shipped", theme.BLUE, "solid"),
            Key("Likeliest", theme.GREY, "circle"),
            Key("What may be true", theme.GREY, "box"),
        ),
    )


def _dots(found: Survival) -> Trace:
    said = [
        f"{amounts.percent(share)} after {age:g} days"
        for age, share in zip(found.ages, found.guess, strict=True)
    ]
    return points(found.ages, found.guess, said, color=theme.GREY, size=9)


def _line(found: Survival) -> Trace:
    said = [
        f"as shipped: {amounts.percent(share)} after {age:g} days"
        for age, share in zip(found.ages, found.shipped, strict=True)
    ]
    return falling(found.ages, found.shipped, said)
