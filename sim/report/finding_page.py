"""A page for one question asked of studies: a comparison, a sweep, a search for conditions."""

from __future__ import annotations

from dataclasses import dataclass

from sim import __version__
from sim.report.bundle import packed_plotly
from sim.report.page import environment, script
from sim.report.section import Section


@dataclass(frozen=True)
class Page:
    """What a page says; the headline and the cautions open its first section."""

    title: str
    description: str
    headline: str
    cautions: tuple[str, ...]
    sections: tuple[Section, ...]


def render(page: Page, command: str) -> str:
    """The whole page; `command` makes the same one again."""
    return environment().get_template("finding.html.j2").render(
        title=page.title,
        description=page.description,
        headline=page.headline,
        cautions=page.cautions,
        sections=page.sections,
        version=__version__,
        command=command,
        figures=script(page.sections),
        plotly=packed_plotly(),
    )  # fmt: skip
