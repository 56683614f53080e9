"""The page that says what matters."""

from __future__ import annotations

from sim.analysis.sensitivity.answer import Influences, Sensitivity
from sim.report import wording
from sim.report.finding_page import Page, render
from sim.report.section import Section
from sim.report.sensitivity import wording as told
from sim.report.sensitivity.charts import charts
from sim.scenario.schema import Scenario

METHODS = {
    "given": "from {runs:,} replications, all inputs as drawn",
    "sobol": "from a design of {runs:,} Sobol’ points, {played:,} runs in all",
    "morris": "from {runs:,} trajectories that move one input at a time, {played:,} runs in all",
}


def page(scenario: Scenario, answer: Sensitivity, command: str) -> str:
    """A section for each outcome."""
    return render(
        Page(
            title=f"What matters: {wording.title(scenario)}",
            description=f"Which uncertain inputs carry the spread of what comes out, {how(answer)}.",
            headline=" ".join(told.leading(found, answer.method) for found in answer.outcomes)
            or said(answer),
            cautions=(CAUTION, *cautions(answer)),
            sections=tuple(
                _section(found, answer.method, k)
                for k, found in enumerate(answer.outcomes)
                if found.influences or not k
            )
            or (Section("nothing", "Nothing is uncertain", ""),),
        ),
        command,
    )


CAUTION = (
    "What matters here is what matters to the model, within the ranges that the file gives. An input with a narrow "
    "range looks harmless, and one that is said to be known is not looked at."
)


def how(answer: Sensitivity) -> str:
    """Out of how much this was learnt."""
    return METHODS[answer.method].format(runs=answer.runs, played=answer.played)


def cautions(answer: Sensitivity) -> tuple[str, ...]:
    """As kept, but for the names of outcomes."""
    return tuple(told.caution(line, [found.outcome for found in answer.outcomes]) for line in answer.cautions)


def said(answer: Sensitivity) -> str:
    """One line: of the first outcome."""
    if not answer.outcomes:
        return "Nothing can matter: every number of the scenario is known."
    first = answer.outcomes[0]
    return told.leading(first, answer.method)


def _section(found: Influences, method: str, k: int) -> Section:
    return Section(
        key=f"outcome-{k}",
        title=told.title(found),
        lead=told.rest(found, method),
        charts=tuple(charts(found, method, f"-{k}")),
    )
