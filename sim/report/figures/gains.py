"""Who gains: utilities of settlements against what each would have without one."""

from __future__ import annotations

from sim.analysis.agreements import Gain
from sim.analysis.intervals import Mean
from sim.analysis.summary import Summary
from sim.report import amounts, theme, wording
from sim.report.axes import axis, layout
from sim.report.blocks import Chart, DataTable, Key
from sim.report.marks import Trace, line, points, text
from sim.scenario.schema import Scenario


def surplus(scenario: Scenario, summary: Summary) -> Chart:
    """A point for each settlement and party: its reservation value across, its utility up."""
    reach = _reach(summary)
    even = line(reach, reach, color="@muted", dash="dash", width=1.5)
    return Chart(
        id="surplus",
        title="What settling is worth to each party",
        caption=_caption(scenario, summary),
        data=[even, *(_cloud(scenario, summary, party) for party in summary.points.utility)],
        layout=layout(
            440,
            xaxis=axis("reservation value (utility of the worst deal it would take)", range=reach),
            yaxis=axis("utility of the settlement", range=reach),
        ),
        table=_table(scenario, summary),
        keys=(
            *(Key(wording.actor(scenario, p), *theme.actor_style(scenario, p)) for p in scenario.parties),
            Key("as good as no deal", "@muted", "dash"),
        ),
    )


def _reach(summary: Summary) -> list[float]:
    drawn = [
        v
        for side in (summary.points.reservation, summary.points.utility)
        for row in side.values()
        for v in row
    ]
    low, high = min(drawn), max(drawn)
    margin = 0.05 * (high - low) + 0.01
    return [low - margin, high + margin]


def _cloud(scenario: Scenario, summary: Summary, party: str) -> Trace:
    colour, marker = theme.actor_style(scenario, party)
    name = text(wording.actor(scenario, party))
    across, up = summary.points.reservation[party], summary.points.utility[party]
    said = [
        f"{name}: {amounts.number(u)} against {amounts.number(r)}" for r, u in zip(across, up, strict=True)
    ]
    return points(across, up, said, color=colour, symbol=marker, size=6, opacity=0.7)


def _caption(scenario: Scenario, summary: Summary) -> str:
    said = [
        f"{wording.actor(scenario, gain.actor)} {amounts.mean(gain.surplus)}"
        for gain in summary.gains
        if gain.surplus
    ]
    drawn = len(next(iter(summary.points.utility.values())))
    settled = summary.outcomes["settlement"].hits
    return (
        f"Each point is one party in one settlement ({drawn:,} of {settled:,} "
        "settlements drawn). The further above the dashed line, the more it gains over its reservation "
        f"value. Mean gain: {wording.listed(said)}."
    )


def _table(scenario: Scenario, summary: Summary) -> DataTable:
    return DataTable(
        (
            "Actor",
            "Utility when settled, mean",
            "a tenth get less than",
            "a tenth get more than",
            "Reservation value then",
            "Gain",
            "Worth of no deal, all replications",
        ),
        tuple(_row(scenario, gain) for gain in summary.gains),
    )


def _row(scenario: Scenario, gain: Gain) -> tuple[str, ...]:
    means = (_or_dash(mean) for mean in (gain.reservation, gain.surplus, gain.war_value))
    tails = (amounts.number(gain.spread[k].value) for k in (0, -1))
    return (wording.actor(scenario, gain.actor), _or_dash(gain.settled), *tails, *means)


def _or_dash(mean: Mean | None) -> str:
    return "–" if mean is None or not mean.of else amounts.mean(mean)
