"""Simpler models beside ours."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from sim.analysis.references import Benchmarks, Concept
from sim.report import amounts, beside, wording
from sim.report.beside import FACTIONS
from sim.report.screen.parts import ScreenTable, table
from sim.scenario.schema import Scenario


def concepts(scenario: Scenario, benchmarks: Benchmarks) -> ScreenTable:
    """How often there is such a package, what each party would gain, how far settlements lie from it."""
    parties = [wording.actor(scenario, party) for party in scenario.parties]
    return table(
        f"Beside simpler models (first {benchmarks.runs:,} replications): mean gain over no deal",
        ("", "can be signed", *parties, *(["from settlements"] if benchmarks.settled else [])),
        [tuple(_row(concept, benchmarks.settled > 0)) for concept in benchmarks.concepts],
    )


def _row(concept: Concept, settled: bool) -> Iterator[str]:
    yield beside.name(concept)
    yield amounts.estimate(concept.exists)
    yield from (amounts.brief_mean(mean) for mean in concept.gains.values())
    if settled:
        yield amounts.brief_mean(concept.distance)


def bounds(benchmarks: Benchmarks) -> Iterator[Text]:
    """What "bound" means, where it is said."""
    if said := beside.bounds(benchmarks):
        yield Text(said)


def factions(scenario: Scenario) -> Iterator[Text]:
    """What those models do not know."""
    if scenario.divided:
        yield Text(FACTIONS)


def efficiency(benchmarks: Benchmarks) -> Text:
    """Do settlements leave something on the table?"""
    said = f"{amounts.estimate(benchmarks.efficient)} of {benchmarks.settled:,} settlements"
    return Text.assemble(("Nothing left on the table  ", "bold"), said)


def powers(scenario: Scenario, benchmarks: Benchmarks) -> Text:
    """Whose signature matters."""
    said = [
        f"{wording.actor(scenario, p.actor)} {', '.join(amounts.number(i.mean) for i in (p.shapley_shubik, p.banzhaf))}"
        for p in benchmarks.powers
    ]
    return Text.assemble(("Power to forbid  ", "bold"), f"Shapley–Shubik, Banzhaf: {'; '.join(said)}")
