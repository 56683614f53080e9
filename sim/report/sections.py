"""The sections of the page, in order. One with nothing to say is left out: there are no empty headings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sim.analysis.dealbreakers import DealBreakers
from sim.analysis.sensitivity.answer import Influences
from sim.analysis.summary import Summary
from sim.report import amounts, assumptions, beside, explain, wording
from sim.report.dealbreakers.figures import alone
from sim.report.figures import (
    answer,
    concepts,
    gains,
    ideal,
    incidence,
    life,
    obstacles,
    plane,
    refusals,
    signing,
    terms,
    zone,
)
from sim.report.figures.chart import Chart
from sim.report.headline import limits
from sim.report.section import Section
from sim.report.sensitivity.charts import charts
from sim.report.sensitivity.wording import lead
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    from sim.bargaining.trace import Trace
    from sim.bargaining.typical import Typical

UNDRAWN = ("agreed", "matters")  # these say it in words where there is nothing to draw


def sections(
    scenario: Scenario,
    summary: Summary,
    typical: Typical,
    traces: Sequence[Trace],
    broken: DealBreakers | None,
    matters: Influences,
) -> tuple[Section, ...]:
    """In the order in which questions are asked."""
    return tuple(
        section
        for section in (
            Section("answer", "The answer", "", (answer.outcomes(summary),)),
            Section("when", "When", _when_lead(summary), tuple(_when(scenario, summary))),
            Section("agreed", "What is agreed", _agreed_lead(summary), tuple(_agreed(scenario, summary))),
            Section("gains", "Who gains", _gains_lead(), tuple(_gains(scenario, summary, typical))),
            Section("why-not", "Why not", "", tuple(_why_not(scenario, summary, broken))),
            Section(
                "proposals", "Proposals on the table", "", heat_maps=tuple(_proposals(scenario, summary))
            ),
            _matters(matters),
            Section(
                "told",
                "Told",
                _told_lead(scenario),
                stories=tuple(explain.tell(scenario, trace) for trace in traces),
            ),
            _beside(scenario, summary),
            Section(
                "assumptions",
                "Assumptions",
                _assumptions_lead(scenario),
                groups=assumptions.groups(scenario),
                limits=limits(scenario),
            ),
        )
        if section.charts or section.heat_maps or section.stories or section.groups or section.key in UNDRAWN
    )


def _matters(found: Influences) -> Section:
    """Section 7 of the plan of the report."""
    key, title = "matters", "What matters"
    return Section(key, title, lead(found, "given"), tuple(charts(found, "given")))


def _beside(scenario: Scenario, summary: Summary) -> Section:
    """Section 9 of the plan of the report."""
    key, title, found = "beside", "Beside simpler models", summary.benchmarks
    if found is None:
        return Section(key, title, "")
    drawn = [concepts.gains(scenario, found)]
    if len(scenario.parties) > 1:
        drawn = [plane.plane(scenario, summary, found), *drawn]
    sheets = concepts.terms(scenario, summary, found), concepts.powers(scenario, found)
    return Section(key, title, beside.lead(scenario, found), tuple(drawn), sheets)


TOLD = (
    "One ordinary replication of each of the most frequent outcomes: not what will happen, but what one "
    "run of the assumptions looks like from the inside. Texts carry letters and ceasefires numbers in the "
    "order in which they appear; their terms are read out once. Numbers are utilities: what a text is "
    "worth to an actor, 0 for its worst options on everything, 1 for its best."
)
PAUSES = " A pause in the fighting is told by what it gains an actor over fighting on."


def _told_lead(scenario: Scenario) -> str:
    return TOLD + (PAUSES if scenario.truce else "")


def _when_lead(summary: Summary) -> str:
    if summary.fighting is None:
        return ""
    said = amounts.days_of_fighting(summary.fighting)
    return f"Days of full fighting until the talks end, of at most {summary.horizon_days:.0f}: {said}."


def _agreed_lead(summary: Summary) -> str:
    settled = summary.outcomes["settlement"]
    if not settled.hits:
        most = amounts.roughly(settled.high)
        return f"No replication ends in a settlement: there are no terms to show. At most {most} would."
    return f"Terms of the {settled.hits:,} settlements in {settled.of:,} replications."


def _gains_lead() -> str:
    return (
        "A party’s reservation value is the worst deal that it still prefers to none. Whether the "
        "reservation values leave a zone between them decides whether there is anything to find."
    )


def _assumptions_lead(scenario: Scenario) -> str:
    counted = assumptions.bases(scenario)
    known = [
        f"{count:,} {wording.BASES[basis]}" for basis, count in counted.items() if basis in wording.BASES
    ]
    none = [f"{counted['none']:,} without a stated basis"] if "none" in counted else []
    return f"The scenario has {sum(counted.values()):,} numbers: {wording.listed([*known, *none])}."


def _when(scenario: Scenario, summary: Summary) -> Iterator[Chart]:
    yield incidence.incidence(scenario, summary)
    if summary.life is not None and summary.life.over_90.of:
        yield life.life(summary.life)


def _agreed(scenario: Scenario, summary: Summary) -> Iterator[Chart]:
    if summary.outcomes["settlement"].hits:
        yield terms.settlement(scenario, summary)
        yield ideal.reached(scenario, summary)
    if summary.ceasefire_terms and summary.ceasefire_terms[0].shares[0].of:
        yield terms.ceasefire(scenario, summary)


def _gains(scenario: Scenario, summary: Summary, typical: Typical) -> Iterator[Chart]:
    if summary.outcomes["settlement"].hits:
        yield gains.surplus(scenario, summary)
    if len(scenario.parties) > 1:
        yield zone.zone(scenario, typical)


def _why_not(scenario: Scenario, summary: Summary, broken: DealBreakers | None) -> Iterator[Chart]:
    if summary.failures.of_all.hits:
        yield obstacles.failures(summary)
    if summary.blockers:
        yield refusals.blockers(scenario, summary)
    if summary.ceasefire_blockers:
        yield refusals.ceasefire_blockers(scenario, summary)
    if broken:
        yield alone(scenario, broken)


def _proposals(scenario: Scenario, summary: Summary) -> Iterator[signing.HeatMap]:
    if summary.proposals:
        yield signing.proposals(scenario, summary)
    if summary.ceasefire_proposals:
        yield signing.ceasefire_proposals(scenario, summary)
