"""The same talks under several protocols, side by side."""

from __future__ import annotations

from collections.abc import Mapping
from math import isnan

from rich.console import Group, RenderableType
from rich.text import Text

from sim.analysis.spread import Beside, Spread
from sim.analysis.summary import Gain, Summary
from sim.report import amounts, wording
from sim.report.screen.parts import Grid, below, laid, table
from sim.report.screen.terms import most_often
from sim.scenario.schema import Scenario

NOTES = (
    "mediated: a mediator or a party tables texts while the war goes on; this project's model",
    "alternating offers: the parties take turns, and only utility counts (Aydoğan et al. 2017)",
    "challenge: positions press one another, issue by issue, and a decision always comes (Scholz et al. 2011)",
)


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
        below(laid(terms(scenario, heads, spread, summaries), width)),
        below(laid(gains(scenario, heads, summaries), width)),
        below(Text(verdict(spread))),
        below(Text("\n".join(NOTES), style="dim")),
    )


def outcomes(heads: tuple[str, ...], spread: Spread, summaries: Mapping[str, Summary]) -> Grid:
    """Settlement, paired with the first protocol; ceasefires; the zone."""
    when = {name: {each.event: each for each in summary.timing} for name, summary in summaries.items()}
    rows = [
        ("Settlement", *(amounts.estimate(each.settled) for each in spread.beside.values())),
        (f"  less {heads[1]}", *(_apart(each) for each in spread.beside.values())),
        ("  median day", *(amounts.days(each["settlement"].quantiles[1]) for each in when.values())),
    ]
    if any("full_ceasefire" in each for each in when.values()):
        rows.append(("Full ceasefire", *(amounts.estimate(e["full_ceasefire"].ever) for e in when.values())))
    rows.append(("Zone of agreement", *(_zone(*each) for each in summaries.items())))
    return table("How the talks end", heads, rows)


def _zone(protocol: str, summary: Summary) -> str:
    """Where a decision always comes, whether it suits all, nobody looks for a zone."""
    return "–" if protocol == "challenge" else amounts.estimate(summary.zone)


def _apart(each: Beside) -> str:
    return "" if each.difference is None else amounts.points(each.difference)


def terms(
    scenario: Scenario, heads: tuple[str, ...], spread: Spread, summaries: Mapping[str, Summary]
) -> Grid:
    """What is settled most often on each issue."""
    every = zip(*(summary.terms for summary in summaries.values()), strict=True)
    rows = [
        (wording.issue(scenario, row[0].issue), *(most_often(scenario, each) for each in row))
        for row in every
    ]
    return table("What is settled most often", heads, rows, left=len(heads))


def gains(scenario: Scenario, heads: tuple[str, ...], summaries: Mapping[str, Summary]) -> Grid:
    """What each party gets above its reservation value, where there is a settlement."""
    every = zip(*(_parties(summary) for summary in summaries.values()), strict=True)
    rows = [(wording.actor(scenario, row[0].actor), *(_surplus(each) for each in row)) for row in every]
    return table("Gain over no settlement, where there is one (utility)", heads, rows)


def _parties(summary: Summary) -> list[Gain]:
    return [gain for gain in summary.gains if gain.surplus is not None]


def _surplus(gain: Gain) -> str:
    return amounts.mean(gain.surplus) if gain.surplus else "–"


def verdict(spread: Spread) -> str:
    """How much hangs on the choice."""
    if isnan(spread.between):
        return "All theories agree in every replication on whether there is a settlement."
    return (
        f"Of the spread in whether there is a settlement, {amounts.percent(spread.between)} lies between the theories "
        "and the rest between the replications of one: what is uncertain in the file, and luck."
    )
