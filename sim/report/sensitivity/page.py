"""The page that says what matters."""

from __future__ import annotations

from functools import partial

from sim.analysis.chapters import Chapters
from sim.analysis.sensitivity.answer import Influences, Sensitivity
from sim.report import wording
from sim.report.blocks import Page, Section
from sim.report.chapters import Chapter, bound, sentence
from sim.report.naming import Named, naming
from sim.report.sensitivity import sentences as told
from sim.report.sensitivity.charts import influence_charts
from sim.scenario.schema import Scenario

METHODS = {
    "given": "from {runs:,} replications, all inputs as drawn",
    "sobol": "from a design of {runs:,} Sobol’ points, {played:,} runs in all",
    "morris": "from {runs:,} trajectories that move one input at a time, {played:,} runs in all",
}


def page(scenario: Scenario, answer: Sensitivity, chapters: Chapters) -> Page:
    """A section for each outcome."""
    return Page(
        title=f"What matters: {wording.title(scenario)}",
        description=f"Which uncertain inputs carry the spread of what comes out, {how(answer)}.",
        headline=sentence(lambda: _headline(answer, naming(scenario)), chapters),
        cautions=(CAUTION, *cautions(answer)),
        sections=bound(_drafts(answer, naming(scenario)), chapters),
    )


def _headline(answer: Sensitivity, named: Named) -> str:
    return " ".join(told.leading(found, answer.method, named) for found in answer.outcomes) or said(
        answer, named
    )


def _drafts(answer: Sensitivity, named: Named) -> tuple[Chapter, ...]:
    if not answer.outcomes:
        return (Chapter("nothing", "Nothing is uncertain", Section),)
    return tuple(
        Chapter(f"outcome-{k}", told.title(found), partial(_section, found, answer.method, named, k))
        for k, found in enumerate(answer.outcomes)
        if found.influences or not k
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


def said(answer: Sensitivity, named: Named) -> str:
    """One line: of the first outcome."""
    if not answer.outcomes:
        return "Nothing can matter: every number of the scenario is known."
    first = answer.outcomes[0]
    return told.leading(first, answer.method, named)


def _section(found: Influences, method: str, named: Named, k: int) -> Section:
    return Section(
        lead=told.rest(found, method), charts=tuple(influence_charts(found, method, named, f"-{k}"))
    )
