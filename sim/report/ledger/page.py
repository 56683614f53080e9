"""The page of `forecast score`."""

from __future__ import annotations

from sim.analysis.chapters import Chapters
from sim.ledger.grades import Grades
from sim.report.blocks import Page, Section
from sim.report.chapters import Chapter, bound, sentence
from sim.report.ledger import figures
from sim.report.ledger.sentences import CAUTION, SCORED, TITLE, headline


def page(found: Grades, chapters: Chapters) -> Page:
    """All forecasts, and the grades of those that are resolved."""
    drafts = (
        Chapter(
            "forecasts",
            "Forecasts",
            lambda: Section(sheets=(figures.forecasts(found), figures.origins(found))),
        ),
        Chapter("scores", "Scores", lambda: _scores(found)),
        Chapter("curve", "Calibration", lambda: _curve(found)),
    )
    return Page(
        title=TITLE,
        description="",
        headline=sentence(lambda: headline(found), chapters),
        cautions=(CAUTION,),
        sections=bound(drafts, chapters),
    )


def _scores(found: Grades) -> Section | None:
    return Section(lead=SCORED, sheets=(figures.scores(found),)) if found.brier.of else None


def _curve(found: Grades) -> Section | None:
    return Section(charts=(figures.curve(found),)) if found.bins else None
