"""The same talks under several protocols, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import isnan

from rich.console import Group, RenderableType
from rich.text import Text

from sim.analysis.agreements import Gain
from sim.analysis.durations import Timing
from sim.analysis.spread import BesideFirst, Spread
from sim.analysis.summary import Summary
from sim.report import amounts, wording
from sim.report.screen.parts import ScreenTable, below, laid, table
from sim.report.screen.terms import most_often
from sim.scenario.schema import Scenario


def side_by_side(
    scenario: Scenario, spread: Spread, summaries: Mapping[str, Summary], width: int
) -> RenderableType:
    """A column per protocol."""
    heads = ("", *(wording.readable(name) for name in spread.beside))
    title = f"{wording.title(scenario)}: one scenario, {len(heads) - 1} theories of bargaining"
    counted = f"{spread.runs:,} replications each, with the same luck; intervals are 95 %"
    return Group(
        Text(title, style="bold"),
        Text(counted, style="dim"),
        below(laid(outcomes(heads, spread, summaries), width)),
        below(laid(terms(scenario, heads, summaries), width)),
        below(laid(same(scenario, heads, spread), width)),
        below(laid(utilities(scenario, heads, summaries), width)),
        below(Text(verdict(spread))),
        below(Text("\n".join(notes(scenario)), style="dim")),
    )


def outcomes(heads: tuple[str, ...], spread: Spread, summaries: Mapping[str, Summary]) -> ScreenTable:
    """Settlement, paired with the first protocol; ceasefires; the zone."""
    when = {name: {each.event: each for each in summary.timing} for name, summary in summaries.items()}
    rows = [
        ("Settlement", *(amounts.estimate(each.settled) for each in spread.beside.values())),
        (f"  less {heads[1]}", *(_apart(each) for each in spread.beside.values())),
        ("  median day", *(amounts.days(each["settlement"].quantiles[1]) for each in when.values())),
    ]
    if any("full_ceasefire" in each for each in when.values()):
        rows.append(("Full ceasefire", *(_ever(each.get("full_ceasefire")) for each in when.values())))
    zones = (
        amounts.estimate(each.zone) if name in spread.able_to_fail else "–"
        for name, each in summaries.items()
    )
    rows.append(("Zone of agreement", *zones))
    return table("How the talks end", heads, rows)


def _ever(timing: Timing | None) -> str:
    return "–" if timing is None else amounts.estimate(timing.ever)


def _apart(each: BesideFirst) -> str:
    return "–" if each.difference is None else amounts.points(each.difference)


def terms(scenario: Scenario, heads: tuple[str, ...], summaries: Mapping[str, Summary]) -> ScreenTable:
    """What is settled most often on each issue."""
    every = zip(*(summary.terms for summary in summaries.values()), strict=True)
    rows = [
        (wording.issue(scenario, row[0].issue), *(most_often(scenario, each) for each in row))
        for row in every
    ]
    return table("What is settled most often", heads, rows, left=len(heads))


def same(scenario: Scenario, heads: tuple[str, ...], spread: Spread) -> ScreenTable:
    """How often another protocol settles an issue as the first one does."""
    others = [each.same_terms for each in spread.beside.values() if each.same_terms]
    rows = [
        (wording.issue(scenario, issue), *(amounts.estimate(row[k]) for row in others))
        for k, issue in enumerate(scenario.issues)
    ]
    return table(f"The same as {heads[1]}, where both settle", ("", *heads[2:]), rows if others else [])


def utilities(scenario: Scenario, heads: tuple[str, ...], summaries: Mapping[str, Summary]) -> ScreenTable:
    """What settlements are worth to the parties."""
    every = zip(*(_parties(summary) for summary in summaries.values()), strict=True)
    rows = [
        (wording.actor(scenario, row[0].actor), *(amounts.mean(gain.settled) for gain in row))
        for row in every
    ]
    return table("What settlements are worth (utility)", heads, rows)


def _parties(summary: Summary) -> list[Gain]:
    return [gain for gain in summary.gains if gain.surplus is not None]


def verdict(spread: Spread) -> str:
    """How much hangs on the choice."""
    able = wording.listed([wording.readable(name) for name in spread.able_to_fail])
    if isnan(spread.between):
        return f"Under {able} every replication ends alike: no spread to divide."
    return (
        f"Of the spread in whether there is a settlement under {able}, {amounts.percent(spread.between)} lies between "
        "these theories and the rest within them: what is uncertain in the file, and luck."
    )


def notes(scenario: Scenario) -> Iterator[str]:
    """What the protocols are."""
    meanwhile = " while the war goes on" if scenario.war else ""
    yield f"mediated: a mediator or a party tables texts{meanwhile}; this project's model"
    yield "alternating offers: the parties take turns, and only utility counts (Aydoğan et al. 2017)"
    yield "challenge: positions press one another, issue by issue; a decision always comes (Scholz et al. 2011)"
