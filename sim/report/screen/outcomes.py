"""How the talks end, when, and whether there was anything to find."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text

from sim.analysis.intervals import Share
from sim.analysis.summary import Life, Summary, Timing
from sim.report import amounts, theme, wording
from sim.report.screen.parts import Cell, table

BAR = 46  # letters of a bar of 100 %
EIGHTHS = " ▏▎▍▌▋▊▉"
DAYS = (30.0, 90.0)


def bars(summary: Summary) -> Table:
    """Outcome shares, the most frequent first."""
    ranked = sorted(summary.outcomes.items(), key=lambda item: -item[1].hits)
    grid = table("How the talks end", ("", "share", "95% interval", ""), [_outcome(*item) for item in ranked])
    grid.columns[-1].justify = "left"
    return grid


def _outcome(name: str, share: Share) -> tuple[Cell, ...]:
    ends = amounts.interval(share.low, share.high)
    return wording.OUTCOMES[name], amounts.percent(share.share), ends, _bar(name, share)


def _bar(outcome: str, share: Share) -> Text:
    whole, rest = divmod(round(share.share * BAR * 8), 8)
    return Text("█" * whole + EIGHTHS[rest].strip(), style=theme.OUTCOME_COLOURS[outcome])


def times(summary: Summary) -> Table:
    """Cumulative incidence at a few days, and quantiles of the day where it happens."""
    days = summary.timing[0].days
    shown = sorted({min(days, key=lambda day: abs(day - wanted)) for wanted in DAYS} | {days[-1]})
    heads = ("by day", *(f"{day:.0f}" for day in shown), "median day, if ever")
    return table(
        "When (share of all replications)", heads, [_row(timing, shown) for timing in summary.timing]
    )


def _row(timing: Timing, shown: list[float]) -> tuple[str, ...]:
    by_day = dict(zip(timing.days, timing.by_day, strict=True))
    shares = (amounts.estimate(by_day[day]) for day in shown)
    return (wording.EVENTS[timing.event], *shares, amounts.days(timing.quantiles[1]))


def life(life: Life) -> Text:
    """How long the first full ceasefire lasts, on one line."""
    parts = [
        f"<30 days {amounts.estimate(life.under_30)}",
        f"30–90 {amounts.estimate(life.days_30_to_90)}",
        f">90 {amounts.estimate(life.over_90)}",
        f"running {amounts.estimate(life.still_in_force)}",
    ]
    return Text.assemble(("First full ceasefire  ", "bold"), " · ".join(parts))


def zone(summary: Summary) -> Text:
    """Was there a deal to find?"""
    failed = summary.failures
    split = (
        f"\nOf {failed.of_all.hits:,} failures  no zone {amounts.estimate(failed.no_zone)} · missed deal "
        f"{amounts.estimate(failed.missed_deal)}"
        if failed.of_all.hits
        else ""
    )
    opened = f"ever {amounts.estimate(summary.zone)} · at the end {amounts.estimate(summary.zone_at_end)}"
    return Text.assemble(("Zone of agreement  ", "bold"), opened, split)
