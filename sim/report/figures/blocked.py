"""Why not: who refused the last package, and whether there was anything to find."""

from __future__ import annotations

from sim.analysis.intervals import share
from sim.analysis.lifts import Lift, Lifts
from sim.analysis.summary import Blocker, Summary
from sim.report import theme, wording
from sim.report.figures.chart import Chart, Key, Table, Trace, axis, hover, text, whiskers
from sim.report.figures.rows import row_layout, share_rows, stacked_rows
from sim.scenario.schema import Scenario


def blockers(scenario: Scenario, summary: Summary) -> Chart:
    """The last package of replications without a settlement."""
    return _refusals(
        scenario,
        summary.blockers,
        "blockers",
        "Who refused the last package, and why",
        "replications without a settlement",
    )


def ceasefire_blockers(scenario: Scenario, summary: Summary) -> Chart:
    """The last ceasefire of replications without a full one."""
    return _refusals(
        scenario,
        summary.ceasefire_blockers,
        "ceasefire-blockers",
        "Who refused the last ceasefire, and why",
        "replications without a full ceasefire",
    )


def _refusals(scenario: Scenario, found: tuple[Blocker, ...], key: str, title: str, of: str) -> Chart:
    """A stacked bar for each actor that refused, its reasons as parts."""
    actors = list(dict.fromkeys(blocker.actor for blocker in found))
    shares = {(blocker.actor, blocker.reason): blocker.share for blocker in found}
    nobody = share(0, found[0].share.of)
    parts = [
        (wording.reason(scenario, why), colour, [shares.get((actor, why), nobody) for actor in actors])
        for why, colour in theme.REASON_COLOURS.items()
        if any((actor, why) in shares for actor in actors)
    ]
    return Chart(
        id=key,
        title=title,
        caption=_refusals_caption(scenario, found, of),
        table=_refusals_table(scenario, found, of),
        **stacked_rows(parts, [wording.actor(scenario, actor) for actor in actors], f"share of {of}"),
    )


def _refusals_caption(scenario: Scenario, found: tuple[Blocker, ...], of: str) -> str:
    first = max(found, key=lambda blocker: blocker.share.hits)
    return (
        f"Of {first.share.of:,} {of}. Most often: {wording.actor(scenario, first.actor)}, because the text "
        f"{_because(scenario, first)}, in {wording.estimate(first.share)}. Several actors may refuse the "
        "same text, so the bars of different actors overlap; what is missing to 100% is where an actor "
        "would have signed, was not asked, or nothing was tabled."
    )


def _because(scenario: Scenario, blocker: Blocker) -> str:
    return {
        "consent": "needs a consent that it withholds",
        "red_line": "crosses a red line",
        "war_pays": f"is {wording.reason(scenario, 'war_pays')}",
        "distrust": "leaves it afraid of being cheated",
        "audience": "costs it too much at home",
        "holding_out": "is less than it holds out for",
    }[blocker.reason]


def _refusals_table(scenario: Scenario, found: tuple[Blocker, ...], of: str) -> Table:
    rows = [
        (wording.actor(scenario, b.actor), wording.reason(scenario, b.reason), wording.estimate(b.share))
        for b in found
    ]
    return Table(("Actor", "Reason", f"Share of {of} (95% interval)"), tuple(rows))


def failures(summary: Summary) -> Chart:
    """No zone against missed deal."""
    split = summary.failures
    rows = [
        ("No zone of agreement", split.no_zone, theme.GREY),
        (
            "Missed deal",
            split.missed_deal,
            theme.ORANGE,
        ),
    ]
    return Chart(
        id="failures",
        title="Nothing to find, or not found",
        caption=(
            f"{split.of_all.hits:,} of {split.of_all.of:,} replications end without a settlement. In "
            f"{wording.estimate(split.missed_deal)} of these a deal acceptable to all existed on some day "
            f"and was missed; in {wording.estimate(split.no_zone)} there was nothing to find. Over all "
            f"replications a zone opened in {wording.estimate(summary.zone)}, and was open at the end in "
            f"{wording.estimate(summary.zone_at_end)}."
        ),
        table=Table(
            ("Failure", "Replications", "Share of failures (95% interval)"),
            tuple((label, f"{part.hits:,}", wording.estimate(part)) for label, part, _ in rows),
        ),
        **share_rows(rows, "share of failed replications"),
    )


def lifts(scenario: Scenario, lifts: Lifts) -> Chart:
    """How far the zone share moves when one obstacle goes, alone."""
    labels = [(_lifted(scenario, lift), wording.points(lift.difference)) for lift in lifts.lifts]
    return Chart(
        id="lifts",
        title="Which red line or veto, lifted alone, opens a zone",
        caption=_lifts_caption(scenario, lifts),
        data=[_lift_marks(lifts, labels)],
        layout=row_layout(
            labels,
            xaxis=axis(
                "percentage points of the zone share", ticksuffix="", zeroline=True, zerolinecolor="@ink"
            ),
        ),
        table=_lifts_table(scenario, lifts),
        keys=(Key("a red line", theme.VERMILLION, "circle"), Key("a veto", theme.PURPLE, "circle")),
    )


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
        f"First is {_lifted(scenario, first)}: {wording.points(first.difference)} points."
        if first.difference.low > 0.0
        else "None of them alone opens a zone more often than chance would show."
    )
    return (
        f"The first {lifts.runs:,} replications are played again with one obstacle gone and the same luck. "
        f"As they were, a zone opened in {wording.estimate(lifts.base)}. {leading} Filled marks: the 95% "
        "interval of the paired difference leaves out zero."
    )


def _lifts_table(scenario: Scenario, lifts: Lifts) -> Table:
    rows = [
        (_lifted(scenario, lift), wording.estimate(lift.zone), wording.points(lift.difference))
        for lift in lifts.lifts
    ]
    asis = ("As it is", wording.estimate(lifts.base), "")
    return Table(("Lifted alone", "Zone share (95% interval)", "Paired difference, points"), (asis, *rows))
