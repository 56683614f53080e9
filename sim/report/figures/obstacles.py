"""Why not: was there anything to find, and what stood in the way?"""

from __future__ import annotations

from typing import Any

from sim.analysis.lifts import Lift, Lifts
from sim.analysis.summary import Failures, Summary
from sim.report import amounts, theme, wording
from sim.report.figures.chart import Chart, Key, Table, Trace, axis, hover, text, whiskers
from sim.report.figures.rows import row_layout, share_rows
from sim.scenario.schema import Scenario


def failures(summary: Summary) -> Chart:
    """No zone, missed deal, and agreed in vain where somebody must ratify."""
    split = summary.failures
    rows = [
        ("No zone of agreement", split.no_zone, theme.GREY),
        ("Missed deal", split.missed_deal, theme.ORANGE),
    ]
    ratified = "not_ratified" in summary.outcomes
    if ratified:
        rows.append(("Agreed, then rejected at home", split.rejected, theme.OUTCOME_COLOURS["not_ratified"]))
    return Chart(
        id="failures",
        title="Nothing to find, or not found",
        caption=(
            f"{split.of_all.hits:,} of {split.of_all.of:,} replications end without a settlement. In "
            f"{amounts.told(split.missed_deal)} of these a deal acceptable to all existed on some day "
            f"and was missed; in {amounts.told(split.no_zone)} there was nothing to find"
            f"{_rejected(split) if ratified else ''}. Over all replications a zone opened in "
            f"{amounts.told(summary.zone)}, and was open at the end in "
            f"{amounts.told(summary.zone_at_end)}."
        ),
        table=Table(
            ("Failure", "Replications", "Share of failures (95% interval)"),
            tuple((label, f"{part.hits:,}", amounts.estimate(part)) for label, part, _ in rows),
        ),
        **share_rows(rows, "share of failed replications"),
    )


def _rejected(split: Failures) -> str:
    return f"; in {amounts.told(split.rejected)} a text was agreed, then rejected at home"


def lifts(scenario: Scenario, lifts: Lifts) -> Chart:
    """How far the zone share moves when one obstacle goes, alone."""
    labels = [(_lifted(scenario, lift), amounts.points(lift.difference)) for lift in lifts.lifts]
    return Chart(
        id="lifts",
        title="Which red line or veto, lifted alone, opens a zone",
        caption=_lifts_caption(scenario, lifts),
        data=[_lift_marks(lifts, labels)],
        layout=row_layout(
            labels,
            xaxis=axis("percentage points of the zone share", ticksuffix=""),
            shapes=[_zero(row) for row in range(len(labels))],
        ),
        table=_lifts_table(scenario, lifts),
        keys=(Key("a red line", theme.VERMILLION, "circle"), Key("a veto", theme.PURPLE, "circle")),
    )


def _zero(row: int) -> dict[str, Any]:
    """Each row has its own piece of the zero line: a line through all would be broken by their labels."""
    ends = {"x0": 0, "x1": 0, "y0": row - 0.2, "y1": row + 0.2}
    return {"type": "line", "layer": "below", "line": {"color": "@ink", "width": 1.5}} | ends


def _lift_marks(lifts: Lifts, labels: list[tuple[str, str]]) -> Trace:
    moved = [lift.difference for lift in lifts.lifts]
    low, high = ([100.0 * d.low for d in moved], [100.0 * d.high for d in moved])
    of = [100.0 * d.difference for d in moved]
    colours = [theme.VERMILLION if lift.kind == "red_line" else theme.PURPLE for lift in lifts.lifts]
    symbols = ["circle" if difference.clear else "circle-open" for difference in moved]
    said = hover([f"{text(name)}: {text(value)}" for name, value in labels])
    return {
        "type": "scatter",
        "mode": "markers",
        "x": of,
        "y": list(range(len(moved))),
        "marker": {"color": colours, "size": 12, "symbol": symbols},
    } | whiskers(high, low, of) | said  # fmt: skip


def _lifted(scenario: Scenario, lift: Lift) -> str:
    who = wording.actor(scenario, lift.actor)
    return (
        f"{who}: its veto"
        if lift.issue is None
        else f"{who}: red line on {wording.issue(scenario, lift.issue)}"
    )


def _lifts_caption(scenario: Scenario, lifts: Lifts) -> str:
    first = lifts.lifts[0]
    leading = (
        f"First is {_lifted(scenario, first)}: {amounts.points(first.difference)} points."
        if first.difference.low > 0.0
        else "None of them alone opens a zone more often than chance would show."
    )
    return (
        f"The first {lifts.runs:,} replications are played again with one obstacle gone and the same luck. "
        f"As they were, a zone opened in {amounts.told(lifts.base)}. {leading} Filled marks: the 95% "
        "interval of the paired difference leaves out zero."
    )


def _lifts_table(scenario: Scenario, lifts: Lifts) -> Table:
    rows = [
        (_lifted(scenario, lift), amounts.estimate(lift.zone), amounts.points(lift.difference))
        for lift in lifts.lifts
    ]
    asis = ("As it is", amounts.estimate(lifts.base), "")
    return Table(("Lifted alone", "Zone share (95% interval)", "Paired difference, points"), (asis, *rows))
