"""The answer so far: the base and what was changed, replication by replication, on one page."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import Any

from sim.analysis.chapters import Chapters
from sim.analysis.comparable import comparables
from sim.analysis.comparison import Comparison, Contrast
from sim.analysis.contrasts import Played, compared, played
from sim.analysis.intervals import z_for
from sim.app.asking import AppQuestion
from sim.app.pages import drawn, fragment
from sim.app.whatif.ghost import ghost
from sim.app.whatif.switches import obstacles
from sim.bargaining.outcomes import Outcomes
from sim.report import amounts, comparable, wording
from sim.report.blocks import Section
from sim.report.comparison.page import page
from sim.report.comparison.sentences import event, same
from sim.report.opening import NO_RATES
from sim.report.speech import speaking

BASE, HERE = "the file", "your changes"
SHOWN = ("settlement", "full_ceasefire", "any_ceasefire", "zone")
LATER = {  # chapters of the comparison's page, drawn when they are opened
    "differences": "What is different",
    "flow": "Saved and lost",
    "when": "When",
    "agreed": "What is agreed",
    "why-not": "Why not",
    "proposals": "Who would sign what",
    "files": "What differs in the files",
    "luck": "The same luck",
}


@dataclass(frozen=True)
class Line:
    """One event, in words: how often, how it differs, and whether that is more than chance."""

    event: str
    share: str
    base: str
    apart: str
    verdict: str  # clear, chance, same


@dataclass(frozen=True)
class Stage:
    """What a stage of a stream says."""

    runs: int
    headline: str
    lines: tuple[Line, ...]
    chance: str  # what chance alone would show after so many tries
    rates: str  # how often it happened in comparable cases


def as_it_is(base: AppQuestion, before: Outcomes) -> Played:
    """The side that stays as it is, whatever is moved."""
    return played(BASE, BASE, base.scenario, before)


def beside(base: Played, here: AppQuestion, now: Outcomes, tried: int) -> Comparison:
    """The comparison of both; `tried` changes were looked at, this one included."""
    sides = [base, played(HERE, HERE, here.scenario, now)]
    return compared(sides, [here.changes], here.seed, times=max(1, tried))


def answer(found: Comparison, tried: int, rates: str) -> Stage:
    """In words."""
    known = [c for name in SHOWN if (c := found.beside[0].contrast(name))]
    said = chance(found, tried) if known else ""
    return Stage(found.runs, settling(found), tuple(map(line, known)), said, rates)


def elsewhere(here: AppQuestion, now: Outcomes) -> str:
    """How often it happened in comparable cases, beside how often with what was changed."""
    return comparable.briefly(comparables(here.scenario, now)) or NO_RATES


def settling(found: Comparison) -> str:
    """How often they settle, in a sentence; nothing where that says nothing."""
    settled = found.beside[0].contrast("settlement")
    if settled is None:
        return ""
    if not found.beside[0].changes:
        return f"A settlement comes in {amounts.told(settled.base)} of replications."
    doubt = "" if settled.clear or same(settled) else ", which may be chance"
    return (
        f"A settlement comes in {amounts.told(settled.share)} of replications instead of "
        f"{amounts.told(settled.base)}: {amounts.points(settled.difference)} points{doubt}."
    )


def line(contrast: Contrast) -> Line:
    """One event."""
    verdict = "same" if same(contrast) else "clear" if contrast.clear else "chance"
    return Line(
        event(contrast.event),
        amounts.estimate(contrast.share),
        amounts.estimate(contrast.base),
        amounts.points(contrast.difference),
        verdict,
    )


def chance(found: Comparison, tried: int) -> str:
    """How far luck alone reaches after so many tries: in one of twenty such searches it reaches further."""
    settled = found.beside[0].contrast("settlement")
    if settled is None or tried < 2:
        return ""
    ups, downs = found.beside[0].flow.saved.share, found.beside[0].flow.lost.share
    reach = z_for(tried) * sqrt(max(ups + downs, 1.0 / found.runs) / found.runs)
    return (
        f"{wording.counted(tried, 'change')} tried. Were none of them to matter, the luckiest of so many would still "
        f"move the share of settlements by up to {amounts.in_points(reach)} points in nineteen searches of twenty; "
        "“clear” allows for all of them."
    )


def told(here: AppQuestion, found: Comparison, tried: int, whole: int, rates: str) -> dict[str, Any]:
    """A line of the stream: HTML, figures as data, and what can be copied."""
    speech = speaking(here.scenario)
    said, chart = speech(answer(found, tried, rates)), speech(ghost(found))
    link = dict(here.link.changes)
    blocked = list(obstacles(here.subject.base, found.sides[1].blockers, link))
    html = fragment("answer.html.j2", said=said, obstacles=blocked, whole=whole, changed=bool(link))
    return {
        "runs": found.runs,
        "of": whole,
        "html": html,
        "chart": drawn([Section(charts=(chart,))])[0],
        "command": here.command,
        "settings": list(here.settings),
    }


def chapter(here: AppQuestion, found: Comparison, key: str) -> dict[str, Any]:
    """One chapter of the comparison's page, below its heading."""
    scenarios = (here.subject.base, here.scenario)
    speech = speaking(*scenarios)
    made = page(scenarios, found, Chapters())
    section = next((s for s in made.sections if s.key == key), Section(lead="Nothing to tell here."))
    return drawn([speech(section)])[0]
