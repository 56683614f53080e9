"""What is told of replications that are kept: the numbers and the page. A chapter that fails costs no other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from sim import __version__
from sim.analysis.chapters import Chapters
from sim.bargaining.agents.behaviour import behaviours
from sim.results.store import as_json

if TYPE_CHECKING:
    from sim.analysis.dealbreakers import DealBreakers
    from sim.analysis.inputs import Carrier
    from sim.analysis.sensitivity.answer import Influences
    from sim.analysis.summary import Summary
    from sim.bargaining.agents.casting import Agents
    from sim.bargaining.inspect.rounds import Trace
    from sim.bargaining.inspect.typical import Typical
    from sim.bargaining.outcomes import Outcomes
    from sim.report.moving import Moving
    from sim.report.page import Provenance
    from sim.results.question import Question

SCENARIO, REPORT, SUMMARY = "scenario.yaml", "report.html", "summary.json"


def tell(
    question: Question, agents: Agents, outcomes: Outcomes, heard: Heard = lambda summary: None
) -> tuple[dict[str, str], dict[str, Any]]:
    """The page and the numbers, and what the manifest says of them. Chapters that fail say so in all three.

    heard: told the numbers as soon as they are there, before the page is made.
    """
    from sim.analysis.plain import plain

    chapters = Chapters()
    summary = numbers(question, outcomes, chapters)
    heard(replace(summary, failed=chapters.failed))
    page = report(question, agents, outcomes, summary, chapters)
    summary = replace(summary, failed=chapters.failed)
    files = {REPORT: page, SUMMARY: as_json(plain(summary))}
    return files, {"answer": plain(listed(summary)), "failed": plain(summary.failed)}


def numbers(question: Question, outcomes: Outcomes, chapters: Chapters) -> Summary:
    """All that is counted."""
    from sim.analysis.benchmarks import benchmarks
    from sim.analysis.sensitivity.brief import carriers
    from sim.analysis.statistics import summarise

    scenario, made = question.scenario, chapters.made
    simpler = made("beside", lambda: benchmarks(scenario, outcomes, question.seed), None)
    summary = summarise(scenario, outcomes, simpler, chapters)
    nothing: tuple[Carrier, ...] = ()
    of_goal = made("matters", lambda: carriers(outcomes, summary.goal), nothing)
    dated = made("matters", lambda: carriers(outcomes, "settlement_day"), nothing)
    return replace(summary, carriers=of_goal, day_carriers=dated)


def report(
    question: Question,
    agents: Agents,
    outcomes: Outcomes,
    summary: Summary,
    chapters: Chapters,
) -> str:
    """The page. It names the resolved scenario beside it, so that who asked from where changes nothing."""
    from sim.report import wording
    from sim.report.finding_page import lost
    from sim.report.page import render

    scenario, command = question.told, question.again(SCENARIO)
    found = further(question, agents, outcomes, summary.goal, chapters)
    moving = chapters.made("move", lambda: sliders(question, outcomes, summary), None)
    page = chapters.made(
        "page", lambda: render(scenario, summary, *found, provenance(question), chapters, moving), ""
    )
    why = chapters.why("page")
    return page if why is None else lost(wording.title(scenario), why, command)


def sliders(question: Question, outcomes: Outcomes, summary: Summary) -> Moving | None:
    """What can be moved on the page."""
    from sim.analysis.reweighting.slides import slides
    from sim.report.moving import moving

    matter = [carrier.path for carrier in (*summary.carriers, *summary.day_carriers)]
    others = [driver.path for driver in summary.drivers]
    found = slides(question.scenario, outcomes, question.seed, matter, others)
    return moving(question.scenario, outcomes, found, question.again(SCENARIO))


def provenance(question: Question) -> Provenance:
    """What it takes to make the same page again."""
    from sim.bargaining.compiled import engine_hash
    from sim.report.page import Provenance

    return Provenance(
        question.seed,
        question.runs,
        __version__,
        engine_hash(),
        command=question.again(SCENARIO),
        scenario_file=SCENARIO,
        code=tuple(f"{name}: {Path(place).name}" for name, place in behaviours(question.scenario).items()),
        changes=question.changes,
    )


Heard: TypeAlias = "Callable[[Summary], None]"
Further: TypeAlias = "tuple[Typical | None, list[Trace], DealBreakers | None, Influences | None]"


def further(question: Question, agents: Agents, outcomes: Outcomes, goal: str, chapters: Chapters) -> Further:
    """What the page tells beyond the numbers of the summary."""
    from sim.analysis.dealbreakers import in_brief
    from sim.analysis.sensitivity.brief import of_inputs, swung
    from sim.bargaining.inspect.typical import typical

    scenario, seed, made = question.scenario, question.seed, chapters.made
    matters = made("matters", lambda: of_inputs(scenario, outcomes, goal), None)
    # What is replayed are the compiled rules; beside agents of one's own it would compare two different games.
    return (
        made("gains", lambda: typical(scenario), None),
        made("told", lambda: told(question, agents, outcomes), []),
        made("why-not", lambda: None if agents else in_brief(scenario, outcomes, seed), None),
        made(
            "matters",
            lambda: matters if agents or not matters else swung(scenario, outcomes, matters, seed),
            None,
        ),
    )


def told(question: Question, agents: Agents, outcomes: Outcomes) -> list[Trace]:
    """Some replications, a round at a time. Raises Unrepeatable where agents of one's own do not do the same again."""
    from sim.analysis.examples import examples
    from sim.bargaining.inspect.trace import refuse_other_end, trace

    found = [trace(question.scenario, question.seed, k, agents=agents) for k in examples(outcomes)]
    for each in found if agents else ():
        refuse_other_end(each, outcomes)
    return found


def listed(summary: Summary) -> dict[str, Any]:
    """One line for the gallery."""
    most_often, share = max(summary.outcomes.items(), key=lambda item: item[1].share)
    settled = summary.outcomes["settlement"].share
    numbers = {"share": share.share, "settled": settled, "zone": summary.zone.share}
    return {"scenario": summary.scenario, "most_often": most_often, **numbers}
