"""What stands below each heading of a page: HTML, and figures as data. One that cannot be written says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import TYPE_CHECKING

from sim.analysis.chapters import Chapters
from sim.report import amounts, chapters, theme, wording
from sim.report.blocks import Chart, Section
from sim.report.bundle import as_script, shared_lines

if TYPE_CHECKING:
    from jinja2 import Environment

CONFIG = {"showSendToCloud": False, "displaylogo": False, "responsive": True}


@dataclass(frozen=True)
class Body:
    """One heading with what stands below it."""

    key: str
    title: str
    html: str  # every name escaped
    figures: tuple[str, ...]  # each as data for the script that draws them


def bodies(parts: Sequence[Section], found: Chapters, about: Mapping[str, object]) -> tuple[Body, ...]:
    """Of every section; `about` is what the page is about, for its templates."""
    made = (found.made(part.key, partial(_body, part, about), None) for part in parts)
    return tuple(body or _lost(part, found, about) for part, body in zip(parts, made, strict=True))


def _body(part: Section, about: Mapping[str, object]) -> Body:
    figures = [_kept(chart) for chart in part.charts]
    html = environment().get_template("section.html.j2").render(section=part, **about)
    return Body(part.key, part.title, html, tuple(map(as_script, figures)))


def _kept(chart: Chart) -> dict[str, object]:
    """What is drawn, and what it takes to make a picture of it: its title and its legend."""
    keys = [(key.name, key.colour, key.mark) for key in chart.keys]
    return {
        "id": chart.id,
        "title": chart.title,
        "keys": keys,
        "data": shared_lines(chart.data),
        "layout": chart.layout,
    }


def _lost(part: Section, found: Chapters, about: Mapping[str, object]) -> Body:
    why = found.why(part.key)
    assert why is not None  # it was just found
    return _body(replace(Section(part.key, part.title), failed=chapters.told(why)), about)


def script(made: Sequence[Body]) -> str:
    """The figures of a whole page as data."""
    figures = ",".join(figure for body in made for figure in body.figures)
    return f'{{"config":{as_script(CONFIG)},"figures":[{figures}]}}'


@cache
def environment() -> Environment:
    """Of all templates; whatever a file says is escaped."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        autoescape=True,
        loader=PackageLoader("sim.report"),
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    made.globals.update(wording=wording, amounts=amounts, theme=theme)
    return made
