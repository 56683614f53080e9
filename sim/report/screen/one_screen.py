"""What of a study is told on one screen, below its opening: how the talks end, when, and on which terms."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rich.console import RenderableType
from rich.text import Text

from sim.analysis.agreements import Terms
from sim.analysis.summary import Summary
from sim.report import amounts, happenings, wording
from sim.report.screen import outcomes
from sim.report.screen.parts import below, laid
from sim.report.screen.terms import most_often
from sim.scenario.schema import Scenario

Makers = tuple[tuple[str, Callable[[], Iterator[RenderableType]]], ...]
MOST_TERMS = 9
OVER = "full_ceasefire_over"  # of the life of ceasefires the full screen tells


def makers(scenario: Scenario, summary: Summary, width: int) -> Makers:
    """Who makes what is told, in order."""
    return (
        ("answer", lambda: _answer(summary, width)),
        ("when", lambda: _when(scenario, summary, width)),
        ("why-not", lambda: _zone(scenario, summary)),
        ("agreed", lambda: _agreed(scenario, summary)),
    )


def _answer(summary: Summary, width: int) -> Iterator[RenderableType]:
    yield below(laid(outcomes.bars(summary, width, seen=True), width))
    if said := outcomes.holding(summary):
        yield said


def _when(scenario: Scenario, summary: Summary, width: int) -> Iterator[RenderableType]:
    yield below(laid(outcomes.times(scenario, summary, without=(OVER,)), width))
    if summary.life is not None and summary.life.over_90.of:
        yield outcomes.life(summary.life, briefly=True)


def _zone(scenario: Scenario, summary: Summary) -> Iterator[RenderableType]:
    if scenario.can_fail:
        opened = f"ever {amounts.estimate(summary.zone)} · at the end {amounts.estimate(summary.zone_at_end)}"
        yield Text.assemble(("Zone of agreement  ", "bold"), opened)
    if said := happenings.ended(scenario, summary):
        yield Text.assemble(("Ended by events  ", "bold"), said)


def _agreed(scenario: Scenario, summary: Summary) -> Iterator[RenderableType]:
    of = summary.outcomes["settlement"]
    if not of.hits:
        yield Text.assemble(("Terms  ", "bold"), "none: no replication ends in a settlement")
        return
    said = [_term(scenario, terms) for terms in summary.terms[:MOST_TERMS]]
    more = len(summary.terms) - len(said)
    rest = [f"{more} more issues"] if more > 0 else []
    yield Text.assemble((f"Terms of {of.hits:,} settlements  ", "bold"), " · ".join([*said, *rest]))


def _term(scenario: Scenario, terms: Terms) -> str:
    return f"{wording.issue(scenario, terms.issue)}: {most_often(scenario, terms)}"
