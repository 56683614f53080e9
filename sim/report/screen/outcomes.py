"""How the talks end, when, and whether there was anything to find."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from math import log

from rich.text import Text

from sim.analysis.durations import CeasefireDuration, PeaceDuration, Timing
from sim.analysis.intervals import Quantile, Share
from sim.analysis.summary import Summary
from sim.analysis.survival import AGREEMENTS_OVER, CEASEFIRES, MILESTONES
from sim.report import amounts, theme, wording
from sim.report.screen.parts import Cell, ScreenTable, table
from sim.report.screen.widths import GAP
from sim.scenario.schema import Scenario

BAR, SHORTEST_BAR = 46, 8  # letters of a bar of 100 %; a shorter one says nothing
EIGHTHS = " ▏▎▍▌▋▊▉"
# Days that people count in; of these the two are shown that lie nearest to an eighth and a half of the talks.
MILESTONE_DAYS = (1.0, 2.0, 4.0, 7.0, 14.0, 30.0, 60.0, 90.0, 180.0, 365.0, 730.0, 1095.0, 1825.0, 3650.0)
PARTS = (1 / 8, 1 / 2)


def bars(summary: Summary, width: int, seen: bool = False) -> ScreenTable:
    """Outcome shares (seen: only of those that were), the most frequent first, with bars as long as there is room."""
    ranked = sorted(summary.outcomes.items(), key=lambda item: -item[1].hits)
    ranked = [item for item in ranked if item[1].hits or not seen]
    rows = [_outcome(*item) for item in ranked]
    heads = ("", "share", "95% interval")
    widest = table("", heads, rows).columns()
    room = min(BAR, width - sum(column.natural + GAP for column in widest))
    if room < SHORTEST_BAR:
        return table("How the talks end", heads, rows)
    drawn = [(*row, _bar(*item, room)) for row, item in zip(rows, ranked, strict=True)]
    return table("How the talks end", (*heads, ""), drawn)


def _outcome(name: str, share: Share) -> tuple[Cell, ...]:
    return (
        wording.OUTCOMES[name],
        amounts.percent(share.share),
        amounts.interval(share.low, share.high),
    )


def _bar(outcome: str, share: Share, room: int) -> Text:
    whole, rest = divmod(round(share.share * room * 8), 8)
    drawn = "█" * whole + EIGHTHS[rest].strip()
    return Text(drawn, style=theme.OUTCOME_COLOURS[outcome])


def times(scenario: Scenario, summary: Summary, without: Collection[str] = ()) -> ScreenTable:
    """Cumulative incidence at a few days, and quantiles of the day where it happens."""
    shown = shown_days(summary.timing[0].days)
    dated = wording.calendar(scenario, shown[-1]) is not None
    heads = ("by" if dated else "by day", *(_day(scenario, day) for day in shown), "median day")
    return table(
        "When (share of all replications; median where it happens)",
        heads,
        [_row(timing, shown) for timing in summary.timing if timing.event not in without],
    )


def shown_days(days: Sequence[float]) -> list[float]:
    """Early, half-way and last, of the days at which it was counted."""
    wanted = [min(MILESTONE_DAYS, key=lambda day: abs(log(day / (part * days[-1])))) for part in PARTS]
    return sorted({min(days[1:], key=lambda day: abs(day - each)) for each in wanted} | {days[-1]})


def _day(scenario: Scenario, day: float) -> str:
    """A date if there is one: 14 Apr 2025."""
    moment = wording.calendar(scenario, day)
    if moment is None:
        return amounts.day(day)
    return f"{moment.day} {wording.MONTHS[moment.month - 1][:3]} {moment.year}"


def _row(timing: Timing, shown: list[float]) -> tuple[str, ...]:
    by_day = dict(zip(timing.days, timing.by_day, strict=True))
    shares = (amounts.estimate(by_day[day]) for day in shown)
    return (wording.EVENTS[timing.event], *shares, amounts.days(timing.quantiles[1]))


def holding(summary: Summary) -> Text | None:
    """Whether a full ceasefire that holds at the end is the first, if any does."""
    first = None if summary.life is None else summary.life.holding_first
    if first is None or not first.of:
        return None
    said = f"it is the first full ceasefire in {amounts.estimate(first)}"
    return Text.assemble(("Holding at the end  ", "bold"), said)


def fighting(days: Sequence[Quantile]) -> Text:
    """How much of the time the war goes on."""
    return Text.assemble(("Days of fighting  ", "bold"), amounts.days_of_fighting(days))


def life(life: CeasefireDuration, briefly: bool = False) -> Text:
    """How long the first full ceasefire lasts, on one line."""
    parts = [
        f"<30 days {amounts.estimate(life.under_30)}",
        f"30–90 {amounts.estimate(life.days_30_to_90)}",
        f">90 {amounts.estimate(life.over_90)}",
        *([] if briefly else [f"running {amounts.estimate(life.still_in_force)}"]),
    ]
    return Text.assemble(("First full ceasefire  ", "bold"), " · ".join(parts))


def unilateral(scenario: Scenario, summary: Summary) -> Text:
    """Who declares ceasefires of its own: none of them is in the shares above."""
    said = "; ".join(wording.unilateral(scenario, summary))
    return Text.assemble(("Ceasefires of one side alone  ", "bold"), said)


def beside_data(summary: Summary) -> Iterator[Text]:
    """How many ceasefires reach an age, and how many peaces do not, beside how many of comparable ones."""
    if summary.life is not None and (lived := _alive(summary.life)):
        yield lived
    if summary.peace is not None:
        yield peace(summary.peace)


def _alive(life: CeasefireDuration) -> Text | None:
    reached = {alive.age: alive for alive in life.alive}
    known = {known.age: known for known in CEASEFIRES}
    ages = [age for age in MILESTONES if age in reached]
    if not ages:
        return None
    here = " · ".join(f"{amounts.day(age)} days {amounts.survivors(reached[age])}" for age in ages)
    there = ", ".join(amounts.percent(known[age].share) for age in ages)
    return Text.assemble(("Alive after  ", "bold"), f"{here}   of 780 ceasefires 1989–2020: {there}")


def peace(peace: PeaceDuration) -> Text:
    """How long it lasts, on one line."""
    told = (
        f"war is back within a year {amounts.estimate(peace.within_a_year)} · within five years "
        f"{amounts.estimate(peace.within_five)}   of 368 agreements 1975–2021: "
        f"{amounts.percent(AGREEMENTS_OVER[1].share)}, {amounts.percent(AGREEMENTS_OVER[5].share)}"
    )
    return Text.assemble(("Peace once settled  ", "bold"), told)


def zone(summary: Summary) -> Text:
    """Was there a deal to find?"""
    failed = summary.failures
    rejected = (
        f" · agreed, then rejected at home {amounts.estimate(failed.rejected)}"
        if "not_ratified" in summary.outcomes
        else ""
    )
    split = (
        f"\nOf {failed.of_all.hits:,} failures  no zone {amounts.estimate(failed.no_zone)} · missed deal "
        f"{amounts.estimate(failed.missed_deal)}{rejected}"
        if failed.of_all.hits
        else ""
    )
    opened = f"ever {amounts.estimate(summary.zone)} · at the end {amounts.estimate(summary.zone_at_end)}"
    return Text.assemble(("Zone of agreement  ", "bold"), opened, split)
