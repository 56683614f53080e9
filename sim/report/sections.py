"""The sections of the page, in order. One with nothing to say is left out: there are no empty headings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from sim.analysis.chapters import Chapters
from sim.analysis.dealbreakers import DealBreakers
from sim.analysis.sensitivity.answer import Influences
from sim.analysis.summary import Summary
from sim.report import assumptions, beside, explain, leads, variants
from sim.report.blocks import Chart, HeatMap, Section
from sim.report.chapters import TITLES, Chapter, bound
from sim.report.dealbreakers.figures import alone
from sim.report.dealbreakers.sentences import headline
from sim.report.figures import (
    answer,
    concepts,
    gains,
    ideal,
    incidence,
    life,
    obstacles,
    peace,
    plane,
    refusals,
    signing,
    survival,
    terms,
    zone,
)
from sim.report.figures.histogram import histograms
from sim.report.headline import limits
from sim.report.moving import LEAD, Moving
from sim.report.naming import naming
from sim.report.sensitivity.charts import influence_charts
from sim.report.sensitivity.sentences import lead
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    from sim.bargaining.inspect.rounds import Trace
    from sim.bargaining.inspect.typical import Typical


def sections(
    scenario: Scenario,
    summary: Summary,
    typical: Typical | None,
    traces: Sequence[Trace],
    broken: DealBreakers | None,
    matters: Influences | None,
    chapters: Chapters,
    moving: Moving | None = None,
) -> tuple[Section, ...]:
    """In the order in which questions are asked. What could not be found is None, and its chapter has failed."""
    makers: dict[str, Callable[[], Section | None]] = {
        "answer": lambda: Section(charts=(answer.outcomes(summary),)),
        "move": lambda: Section(lead=LEAD, moving=moving) if moving else None,
        "when": lambda: Section(lead=leads.when(scenario, summary), charts=tuple(_when(scenario, summary))),
        "agreed": lambda: Section(
            lead=leads.agreed(scenario, summary), charts=tuple(_agreed(scenario, summary))
        ),
        "gains": lambda: _drawn(leads.gains(), _gains(scenario, summary, typical)),
        "why-not": lambda: _drawn(leads.why_not(scenario, summary), _why_not(scenario, summary, broken)),
        "proposals": lambda: _heated(_proposals(scenario, summary)),
        "matters": lambda: _matters(scenario, matters),
        "told": lambda: _told(scenario, traces),
        "beside": lambda: _beside(scenario, summary),
        "assumptions": lambda: _assumptions(scenario),
    }
    return bound((Chapter(key, TITLES[key], make) for key, make in makers.items()), chapters)


def _drawn(lead: str, found: Iterator[Chart]) -> Section | None:
    charts = tuple(found)
    return Section(lead=lead, charts=charts) if charts else None


def _heated(found: Iterator[HeatMap]) -> Section | None:
    heat_maps = tuple(found)
    return Section(heat_maps=heat_maps) if heat_maps else None


def _matters(scenario: Scenario, found: Influences | None) -> Section | None:
    if found is None:
        return None
    named = naming(scenario)
    return Section(lead=lead(found, "given", named), charts=tuple(influence_charts(found, "given", named)))


def _told(scenario: Scenario, traces: Sequence[Trace]) -> Section | None:
    stories = tuple(explain.tell(scenario, trace) for trace in traces)
    return Section(lead=leads.told(scenario), stories=stories) if stories else None


def _assumptions(scenario: Scenario) -> Section:
    return Section(
        lead=leads.assumed(scenario),
        groups=assumptions.groups(scenario),
        limits=limits(scenario),
        changes=variants.listed(scenario),
    )


def _beside(scenario: Scenario, summary: Summary) -> Section | None:
    found = summary.benchmarks
    if found is None:
        return None
    drawn = [concepts.gains(scenario, found)] if concepts.picking(found) else []
    if len(scenario.parties) > 1:
        drawn = [plane.plane(scenario, summary, found), *drawn]
    sheets = concepts.terms(scenario, summary, found), concepts.powers(scenario, found)
    return Section(lead=beside.lead(scenario, found), charts=tuple(drawn), sheets=sheets)


def _when(scenario: Scenario, summary: Summary) -> Iterator[Chart]:
    yield incidence.incidence(scenario, summary)
    if summary.life is not None and summary.life.over_90.of:
        yield life.life(summary.life)
    if scenario.words is None:  # data are of wars
        yield from _beside_data(summary)


def _beside_data(summary: Summary) -> Iterator[Chart]:
    if summary.life is not None and len(summary.life.alive) > 1:
        yield survival.survival(summary.life)
    if summary.peace is not None:
        yield peace.peace(summary.peace)


def _agreed(scenario: Scenario, summary: Summary) -> Iterator[Chart]:
    if summary.outcomes["settlement"].hits:
        if any(topic.range is None for topic in scenario.issues.values()):
            yield terms.settlement(scenario, summary)
        yield from histograms(scenario.issues, summary.terms, "settlements", "numbers")
        yield ideal.reached(scenario, summary)
    if summary.ceasefire_terms and summary.ceasefire_terms[0].shares[0].of:
        topics = scenario.truce.issues if scenario.truce else {}
        if any(topic.range is None for topic in topics.values()):
            yield terms.ceasefire(scenario, summary)
        yield from histograms(topics, summary.ceasefire_terms, "ceasefires", "ceasefire-numbers")


def _gains(scenario: Scenario, summary: Summary, typical: Typical | None) -> Iterator[Chart]:
    if summary.outcomes["settlement"].hits:
        yield gains.surplus(scenario, summary)
    if typical is not None and len(scenario.parties) > 1:
        yield zone.zone(scenario, typical)


def _why_not(scenario: Scenario, summary: Summary, broken: DealBreakers | None) -> Iterator[Chart]:
    if summary.failures.of_all.hits:
        yield obstacles.failures(summary)
    if summary.blockers:
        yield refusals.blockers(scenario, summary)
    if summary.ceasefire_blockers:
        yield refusals.ceasefire_blockers(scenario, summary)
    if broken:
        yield alone(scenario, broken, headline(scenario, broken))


def _proposals(scenario: Scenario, summary: Summary) -> Iterator[HeatMap]:
    if summary.proposals:
        yield signing.proposals(scenario, summary)
    if summary.ceasefire_proposals:
        yield signing.ceasefire_proposals(scenario, summary)
