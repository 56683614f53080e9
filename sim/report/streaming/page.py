"""The page of a stream."""

from __future__ import annotations

from sim.analysis.chapters import Chapters
from sim.analysis.tally import Streamed
from sim.report import wording
from sim.report.blocks import Page, Section
from sim.report.chapters import Chapter, bound, sentence
from sim.report.streaming import sentences
from sim.report.streaming.figures import sheets
from sim.scenario.schema import Scenario


def page(scenario: Scenario, found: Streamed, chapters: Chapters) -> Page:
    """All that was counted."""
    counted = Chapter("counted", "What was counted", lambda: Section(sheets=sheets(found, wording.clean)))
    return Page(
        title=wording.title(scenario),
        description="",
        headline=sentence(lambda: sentences.headline(found), chapters),
        cautions=(sentences.kept(found),),
        sections=bound((counted,), chapters),
    )
