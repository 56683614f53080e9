"""When it happens: cumulative incidence over days."""

from __future__ import annotations

from sim.analysis.durations import Timing
from sim.analysis.intervals import Share
from sim.analysis.summary import Summary
from sim.report import amounts, theme, wording
from sim.report.axes import axis, layout, share_axis
from sim.report.blocks import Chart, DataTable, Key
from sim.report.marks import Trace, band, ends, line, text
from sim.scenario.schema import Scenario

DASHES = {
    "settlement": "solid",
    "full_ceasefire": "dash",
    "any_ceasefire": "dot",
    "full_ceasefire_over": "dashdot",
}
REPORTED_DAYS = (30.0, 90.0, 180.0)


def incidence(scenario: Scenario, summary: Summary) -> Chart:
    """A rising line for each event, with its pointwise band."""
    traces = [trace for timing in summary.timing for trace in _band_and_line(scenario, timing)]
    dated = scenario.start is not None
    return Chart(
        id="incidence",
        title="How soon",
        caption=_caption(scenario, summary),
        data=traces,
        layout=layout(
            400,
            xaxis=axis("" if dated else "day of the talks", type="date" if dated else "linear", nticks=6),
            yaxis=share_axis(range=[0, _top(summary)], tickvals=None, nticks=6),
        ),
        table=_table(scenario, summary),
        keys=tuple(
            Key(wording.EVENTS[t.event], theme.EVENT_COLOURS[t.event], DASHES[t.event])
            for t in summary.timing
        ),
    )


def _top(summary: Summary) -> float:
    return min(1.0, 1.08 * max(0.05, *(share.high for timing in summary.timing for share in timing.by_day)))


def _band_and_line(scenario: Scenario, timing: Timing) -> tuple[Trace, Trace]:
    x = [_position(scenario, day) for day in timing.days]
    colour = theme.EVENT_COLOURS[timing.event]
    name = wording.EVENTS[timing.event]
    said = [
        f"{name} by {wording.when(scenario, day)}: {text(amounts.estimate(s))}" for day, s in _curve(timing)
    ]
    found = ends(timing.by_day, "share")
    return (
        band(x, found.low, found.high, colour, 0.2),
        line(x, found.of, said, color=colour, width=2.6, dash=DASHES[timing.event]),
    )


def _curve(timing: Timing) -> list[tuple[float, Share]]:
    return list(zip(timing.days, timing.by_day, strict=True))


def _position(scenario: Scenario, day: float) -> str | float:
    moment = wording.calendar(scenario, day)
    return day if moment is None else moment.isoformat()


def _caption(scenario: Scenario, summary: Summary) -> str:
    end = wording.when(scenario, summary.horizon_days)
    reached = [
        f"{wording.EVENTS[timing.event].lower()} {amounts.told(timing.ever)}" for timing in summary.timing
    ]
    median = [
        f" Where a {wording.EVENTS[timing.event].lower()} comes, half of them come by day "
        f"{amounts.days(timing.quantiles[1])}."
        for timing in summary.timing
        if timing.event in ("settlement", "full_ceasefire") and timing.ever.hits
    ]
    return (
        f"Share of all replications in which the event has happened by a day. By {end}: "
        f"{wording.listed(reached)}."
        + "".join(median)
        + _over(summary)
        + " The bands are 95% intervals, day by day."
    )


def _over(summary: Summary) -> str:
    if summary.life is None:
        return ""
    return " A full ceasefire is over when the first one has collapsed or run out."


def _table(scenario: Scenario, summary: Summary) -> DataTable:
    days = summary.timing[0].days
    reported = sorted({min(days, key=lambda day: abs(day - wanted)) for wanted in (*REPORTED_DAYS, days[-1])})
    heads = tuple(f"by day {amounts.day(day)}" for day in reported)
    return DataTable(
        ("Event", *heads, "if it happens: a tenth by day", "half by day", "nine tenths by day"),
        tuple(
            (
                wording.EVENTS[timing.event],
                *(amounts.estimate(share) for day, share in _curve(timing) if day in reported),
                *(amounts.days(quantile) for quantile in timing.quantiles),
            )
            for timing in summary.timing
        ),
    )
