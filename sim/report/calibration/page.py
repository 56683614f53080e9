"""The page of a calibration."""

from __future__ import annotations

from collections.abc import Sequence

from sim.analysis.calibration.answer import Calibration
from sim.analysis.chapters import Chapters
from sim.report import amounts
from sim.report.blocks import Page, Section
from sim.report.calibration import figures, sentences
from sim.report.chapters import Chapter, bound, sentence
from sim.scenario.schema import Scenario


def page(scenario: Scenario, answer: Calibration, chapters: Chapters, changes: Sequence[str] = ()) -> Page:
    """Targets before and after, the inputs that moved, and how to go on."""
    found = sentences.in_words(scenario, answer)
    drafts = (
        Chapter("targets", "The targets", lambda: _targets(found)),
        Chapter("inputs", "The inputs", lambda: _inputs(found) if found.narrowed else None),
        Chapter("on", "Going on", lambda: Section(lead=_going_on())),
    )
    return Page(
        title=sentences.title(found, changes),
        description="Which inputs agree with what others say?",
        headline=sentence(lambda: sentences.headline(found), chapters),
        cautions=sentences.cautions(found),
        sections=bound(drafts, chapters),
    )


def _targets(found: Calibration) -> Section:
    return Section(lead=sentences.conflict(found), charts=(figures.targets(found),))


def _inputs(found: Calibration) -> Section:
    return Section(lead=_untouched(found), charts=(figures.inputs(found),))


def _untouched(found: Calibration) -> str:
    rounds = f"{found.rounds} round{'s' if found.rounds != 1 else ''} of reweighting and playing again"
    return (
        f"Found in {rounds}; {found.untouched} other uncertain inputs stay as they were. Effective number of the "
        f"{found.runs:,} replications as stated, reweighted: {amounts.whole(found.effective)}."
    )


def _going_on() -> str:
    return (
        "narrowed.yaml beside this page is the scenario with these inputs, each marked as calibrated; scenario.yaml is "
        "the one that was stated. Both play as any scenario does, and python -m sim compare scenario.yaml "
        "narrowed.yaml lays them side by side."
    )
