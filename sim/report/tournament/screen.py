"""A tournament on the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.rule import Rule
from rich.text import Text

from sim.analysis.tournament.answer import StrategyProfile, Tournament
from sim.report import amounts
from sim.report.screen.parts import ScreenTable, below, laid, table
from sim.report.terminal import prints
from sim.report.tournament import sentences, tables
from sim.scenario.schema import Scenario


@prints
def show(scenario: Scenario, found: Tournament, width: int) -> Iterator[RenderableType]:
    """Print which strategies do best."""
    yield Rule(
        Text(f"{found.title}: strategies against one another", style="bold"), align="left", style="dim"
    )
    yield Text(sentences.headline(found))
    yield Text("\n".join(sentences.cautions(found)), style="dim")
    yield below(laid(_standings(found), width))
    if len(found.seats) == 2:
        yield below(laid(_payoffs(found), width))
    if spreading := sentences.spreading(found):
        yield below(Text.assemble(("In the long run  ", "bold"), spreading))
    if missing := sentences.missing(found):
        yield Text.assemble(("Missed deals  ", "bold"), missing)
    if found.mediators:
        yield below(laid(_mediators(found), width))


def _standings(found: Tournament) -> ScreenTable:
    drawn = tables.standing(found)
    return table(
        "Against all that the others may choose, alike (* clearly behind)",
        ("", "", *drawn.head[2:]),
        drawn.rows,
        left=2,
    )


def _payoffs(found: Tournament) -> ScreenTable:
    """The first party down, the second across."""
    down, across = found.seats
    wide = len(across.strategies)
    rows = [
        (strategy.name, *(_payoff(each) for each in found.profiles[k * wide : (k + 1) * wide]))
        for k, strategy in enumerate(down.strategies)
    ]
    title = f"What {down.label} gets (down), and {across.label} (across); * its best reply"
    return table(title, ("", *(each.name for each in across.strategies)), rows)


def _payoff(profile: StrategyProfile) -> str:
    return " ".join(
        amounts.number(payoff.mean, sentences.DIGITS) + (" " if gain.by.mean > 0.0 else "*")
        for payoff, gain in zip(profile.payoffs, profile.gains, strict=True)
    ).rstrip(" ")


def _mediators(found: Tournament) -> ScreenTable:
    """The rows of all, as written once."""
    sheets = [tables.mediator(each, k).table for k, each in enumerate(found.mediators)]
    rows = [
        ("" if not k else mediator.label, row[0], *row[2:])
        for mediator, sheet in zip(found.mediators, sheets, strict=True)
        for k, row in enumerate(sheet.rows)
        if k or sheet is sheets[0]
    ]
    return table("Mediators (* clearly)", ("", "", *sheets[0].head[2:]), rows, left=2)
