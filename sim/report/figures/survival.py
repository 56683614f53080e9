"""How many of the first full ceasefires reach an age, over what data say of comparable ones."""

from __future__ import annotations

from collections.abc import Sequence

from sim.analysis.durations import CeasefireDuration
from sim.analysis.survival import CEASEFIRES, MILESTONES, Known
from sim.report import amounts, theme
from sim.report.axes import axis, layout, share_axis
from sim.report.blocks import Chart, DataTable, Key
from sim.report.marks import Trace, band, ends, line, points

DATA = "780 ceasefires, 1989–2020"
BAND = 0.25


def survival(life: CeasefireDuration) -> Chart:
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
        data=[*_known(known), *_here(life)],
        layout=layout(340, xaxis=axis("age in days", nticks=7, rangemode="tozero"), yaxis=share_axis()),
        table=DataTable(
            ("Age in days", "Alive here (95% interval)", "In the data (from, to)"),
            tuple(
                (amounts.day(p.age), amounts.survivors(reached[p.age]), amounts.survivors(p)) for p in known
            ),
        ),
        keys=(Key("Here", theme.BLUE, "solid"), Key(DATA, theme.GREY, "circle")),
    )


def _known(known: list[Known]) -> tuple[Trace, Trace]:
    said = [f"{DATA}: {amounts.percent(p.share)} after {amounts.day(p.age)} days" for p in known]
    days, found = [p.age for p in known], ends(known, "share")
    return (
        band(days, found.low, found.high, theme.GREY, BAND),
        points(days, found.of, said, color=theme.GREY, size=9),
    )


def _here(life: CeasefireDuration) -> tuple[Trace, Trace]:
    said = [f"{amounts.survivors(a)} after {amounts.day(a.age)} days" for a in life.alive]
    days, found = [alive.age for alive in life.alive], ends(life.alive, "share")
    return band(days, found.low, found.high, theme.BLUE, BAND), falling(days, found.of, said)


def falling(days: Sequence[float], alive: Sequence[float], said: Sequence[str]) -> Trace:
    """The line of those that live so long, from all of them on."""
    return line([0.0, *days], [1.0, *alive], ["all at first", *said], color=theme.BLUE, width=2.6)
