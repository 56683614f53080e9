"""A page for one question asked of studies: a comparison, a sweep, a search for conditions."""

from __future__ import annotations

from collections.abc import Callable

from sim import __version__
from sim.analysis.chapters import Chapters, Failed
from sim.report.blocks import Page, Section
from sim.report.bodies import bodies, environment, script
from sim.report.bundle import POLICY, plotly
from sim.report.chapters import TITLES, told


def made_page(title: str, page: Callable[[Chapters], Page], command: str, chapters: Chapters) -> str:
    """The whole page; one that cannot be made at all says so."""
    written = chapters.made("page", lambda: render(page(chapters), command, chapters), "")
    why = chapters.why("page")
    return written if why is None else lost(title, why, command)


def lost(title: str, why: Failed, command: str) -> str:
    """What stands in the place of a page that could not be made at all."""
    section = Section("page", TITLES["page"], failed=told(why))
    return render(Page(title, "", "", (), (section,)), command)


def render(page: Page, command: str, chapters: Chapters | None = None) -> str:
    """The whole page; `command` makes the same one again."""
    found = Chapters() if chapters is None else chapters
    parts = bodies(page.sections, found, {})
    return environment().get_template("finding.html.j2").render(
        title=page.title,
        description=page.description,
        headline=page.headline,
        cautions=page.cautions,
        sections=parts,
        version=__version__,
        command=command,
        figures=script(parts),
        plotly=plotly(),
        policy=POLICY,
    )  # fmt: skip
