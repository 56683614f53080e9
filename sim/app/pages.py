"""Pages and parts of pages. Whatever a file or a link says is escaped."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from sim.analysis.chapters import Chapters
from sim.app.asking import AppQuestion
from sim.app.guard import Door
from sim.app.subjects import Subject
from sim.report.blocks import Section
from sim.report.bodies import CONFIG, bodies, environment
from sim.report.speech import speaking
from sim.report.variants import variant_lines

if TYPE_CHECKING:
    from jinja2 import Environment

SCREENS = {"": "What if", "draft": "Draft a text", "seat": "Take a seat", "gallery": "Kept"}


@dataclass(frozen=True)
class PageFrame:
    """What stands on every page."""

    door: Door
    subjects: dict[str, Subject]


@cache
def templates() -> Environment:
    """Those of the app, and those of the report which they include."""
    from jinja2 import ChoiceLoader, PackageLoader

    of_report = environment()
    return of_report.overlay(loader=ChoiceLoader([PackageLoader("sim.app"), of_report.loader]))  # type: ignore[list-item]


def fragment(template: str, **about: Any) -> str:
    """A part of a page."""
    return templates().get_template(template).render(**about)


def page(frame: PageFrame, template: str, screen: str, asked: AppQuestion | None, **about: Any) -> str:
    """A whole page. What is asked goes along to the other screens."""
    config, subject = json.dumps(CONFIG), asked.subject if asked else None
    extended = speaking(subject.base)(variant_lines(subject.base, briefly=True)) if subject else ()
    named = {"frame": frame, "screen": screen, "screens": SCREENS, "subject": subject, "config": config}
    named |= {"extended": extended, "query": asked.query if asked else ""}
    named |= {"carried": asked.carried if asked else ()}
    return fragment(template, **named, **about)


def drawn(sections: Sequence[Section]) -> list[dict[str, Any]]:
    """Sections as HTML, with their figures as data for the script that draws them."""
    return [
        {"html": body.html, "figures": [json.loads(figure) for figure in body.figures]}
        for body in bodies(sections, Chapters(), {})
    ]
