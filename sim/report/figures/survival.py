"""How many of the first full ceasefires reach an age, over what data say of comparable ones."""

from __future__ import annotations

from sim.analysis.summary import Life
from sim.analysis.survival import CEASEFIRES, MILESTONES, Known
from sim.report import amounts, theme
from sim.report.axes import axis, layout, share_axis
from sim.report.blocks import Chart, Key, Table
from sim.report.marks import Trace, hover

DATA = "780 ceasefires, 1989–2020"


def survival(life: Life) -> Chart:
    """A falling line with its band, and the band of the data with their best guesses."""
    reached = {alive.age: alive for alive in life.alive}
    known = [point for point in CEASEFIRES if point.age in reached]
    told = [
        f"After {amounts.day(p.age)} days {amounts.survivors(reached[p.age])} are alive, "
        f"in the data {amounts.survivors(p)}."
        for p in known
        if p.age in MILESTONES
    ]
    return Chart(
        id="survival",
        title="How many ceasefires live how long",
        caption=(
            "Share of first full ceasefires that reach an age; those whose end the talks did not see count for as "
            f"long as they were seen. {' '.join(told)} The grey band is what is known of {DATA} "
            "(ETH/PRIO: bilateral or multilateral, of whole conflicts), with every unknown end as early and as late "
            "as can be; other cases are no forecast of this one."
        ),
        data=[_known_band(known), _dots(known), *_line(life)],
        layout=layout(340, xaxis=axis("age in days", nticks=7, rangemode="tozero"), yaxis=share_axis()),
        table=Table(
            ("Age in days", "Alive here (95% interval)", "In the data (from, to)"),
            tuple(
                (amounts.day(p.age), amounts.survivors(reached[p.age]), amounts.survivors(p)) for p in known
            ),
        ),
        keys=(Key("Here", theme.BLUE, "solid"), Key(DATA, theme.GREY, "circle")),
    )


def _band(days: list[float], low: list[float], high: list[float], colour: str) -> Trace:
    return {
        "type": "scatter",
        "x": days + days[::-1],
        "y": high + low[::-1],
        "fill": "toself",
        "fillcolor": colour,
        "opacity": 0.25,
        "line": {"width": 0},
        "mode": "lines",
        "hoverinfo": "skip",
    }


def _known_band(known: list[Known]) -> Trace:
    return _band([p.age for p in known], [p.low for p in known], [p.high for p in known], theme.GREY)


def _dots(known: list[Known]) -> Trace:
    said = hover([f"{DATA}: {amounts.percent(p.share)} after {amounts.day(p.age)} days" for p in known])
    where = {"x": [p.age for p in known], "y": [p.share for p in known]}
    return {"type": "scatter", "mode": "markers", "marker": {"color": theme.GREY, "size": 9}, **where} | said


def _line(life: Life) -> tuple[Trace, Trace]:
    days = [alive.age for alive in life.alive]
    band = _band(days, [a.low for a in life.alive], [a.high for a in life.alive], theme.BLUE)
    said = hover([f"{amounts.survivors(a)} after {amounts.day(a.age)} days" for a in life.alive])
    line = {"x": [0.0, *days], "y": [1.0, *(a.share for a in life.alive)]}
    drawn: Trace = {"type": "scatter", "mode": "lines", "line": {"color": theme.BLUE, "width": 2.6}, **line}
    said["hovertext"] = ["all at first", *said["hovertext"]]
    return band, drawn | said
