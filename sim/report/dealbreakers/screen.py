"""What would have to change, on the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.rule import Rule
from rich.text import Text

from sim.analysis.dealbreakers import DealBreakers, Tried
from sim.analysis.replays import GOALS, Goal
from sim.analysis.synergies import Pair, Pairs
from sim.report import amounts, wording
from sim.report.dealbreakers import sentences
from sim.report.screen.parts import Cell, ScreenTable, below, laid, table
from sim.report.terminal import prints
from sim.scenario.schema import Scenario

SHOWN = 3  # of the first, how to type them; the page has all
MOST_PAIRS = 10


@prints
def show(scenario: Scenario, found: DealBreakers, width: int) -> Iterator[RenderableType]:
    """Print what would have to change."""
    yield Rule(Text(wording.title(scenario), style="bold"), align="left", style="dim")
    yield Text(sentences.headline(scenario, found))
    yield Text(sentences.CAUTION, style="dim")
    moving = [one for one in found.tried if one.clear]
    if moving:
        yield below(laid(_alone(scenario, found, moving), width))
    yield from _rest(scenario, found)
    if found.pairs:
        yield below(Text(sentences.pairs_said(scenario, found.pairs)))
        yield from _together(scenario, found.pairs, width)
    if moving:
        yield below(Text("To try one, add it to a command (the page has all):", style="bold"))
        yield from (Text(sentences.typed(one.settings)) for one in moving[:SHOWN])


def _alone(scenario: Scenario, found: DealBreakers, moving: list[Tried]) -> ScreenTable:
    failed = found.runs - found.settled.hits
    heads = ("", "a zone opens", "they settle", "settlements, points", "rank by those")
    rows = [_row(scenario, one) for one in moving]
    return table(f"One change at a time, share of {failed:,} failures that it turns", heads, rows)


def _row(scenario: Scenario, one: Tried) -> tuple[Cell, ...]:
    return (
        sentences.label(scenario, one.change),
        *(_said(amounts.estimate(one.on(goal).gained), one.on(goal).clear) for goal in GOALS),
        amounts.points(one.settlement.net),
        sentences.place(one.settlement),
    )


def _said(estimate: str, clear: bool) -> Text:
    return Text(estimate, style="" if clear else "dim")


def _rest(scenario: Scenario, found: DealBreakers) -> Iterator[RenderableType]:
    """Those of which nothing can be said."""
    still = [one.change for one in found.tried if not one.clear]
    if still:
        names = "; ".join(sentences.label(scenario, change) for change in still)
        yield below(
            Text(f"Not distinguishable from chance, {found.candidates} changes allowed for: {names}.")
        )


def _together(scenario: Scenario, pairs: Pairs, width: int) -> Iterator[RenderableType]:
    goal: Goal = "settlement" if any(pair.settlement.clear for pair in pairs.found) else "zone"
    shown = [pair for pair in pairs.found if pair.on(goal).clear and pair.on(goal).beyond.difference > 0.0]
    if shown:
        heads = ("", "and", "only together", "with both", "beyond, points")
        rows = [_pair_row(scenario, pair, goal) for pair in shown[:MOST_PAIRS]]
        yield laid(
            table(f"Two at once, share of failures in which {sentences.TURNED[goal]}", heads, rows, left=2),
            width,
        )


def _pair_row(scenario: Scenario, pair: Pair, goal: Goal) -> tuple[Cell, ...]:
    joint = pair.on(goal)
    return (
        sentences.label(scenario, pair.one),
        sentences.label(scenario, pair.other),
        amounts.estimate(joint.only_together),
        amounts.percent(joint.together.share),
        amounts.points(joint.beyond),
    )
