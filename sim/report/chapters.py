"""Sections of a page that are made one by one: one that cannot be made says so in its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from rich.console import RenderableType
from rich.text import Text

from sim.analysis.chapters import Chapters, Failed
from sim.report.blocks import Section

TITLES = {
    "headline": "The headline",
    "answer": "The answer",
    "move": "Move a number",
    "when": "When",
    "agreed": "What is agreed",
    "gains": "Who gains",
    "why-not": "Why not",
    "proposals": "Proposals on the table",
    "matters": "What matters",
    "drivers": "The loudest assumptions",
    "told": "Single runs, told",
    "beside": "Beside simpler models",
    "assumptions": "Assumptions",
    "page": "The page",
    "screen": "The screen",
}
REPORTED = (
    "To report it, send this line with the scenario.yaml and the manifest.json that stand beside the page."
)


@dataclass(frozen=True)
class Chapter:
    """A heading, and who makes what stands below it."""

    key: str
    title: str
    make: Callable[[], Section | None]  # without its heading; None: there is nothing to say


def bound(drafts: Iterable[Chapter], chapters: Chapters) -> tuple[Section, ...]:
    """The sections with something to say; those that fail say so."""
    made = (_bound(draft, chapters) for draft in drafts)
    return tuple(section for section in made if section is not None)


def _bound(draft: Chapter, chapters: Chapters) -> Section | None:
    made = None if chapters.why(draft.key) else chapters.made(draft.key, draft.make, None)
    if why := chapters.why(draft.key):
        made = Section(failed=told(why))
    return made and replace(made, key=draft.key, title=draft.title)


def sentence(make: Callable[[], str], chapters: Chapters) -> str:
    """The headline of a page, or why there is none."""
    said = chapters.made("headline", make, "")
    why = chapters.why("headline")
    return said if why is None else told(why)


def told(why: Failed) -> str:
    """That a chapter is missing, why, and that nothing else is."""
    return (
        f"This chapter could not be made: {why.error}. The replications are kept, and the other chapters stand. "
        f"{REPORTED}"
    )


def failure_line(why: Failed) -> str:
    """For whoever watches: which chapter is missing, and why."""
    title = TITLES.get(why.chapter, why.chapter)
    return f"the chapter “{title}” could not be made ({why.error}); what was played is kept. {REPORTED}"


def on_screen(
    chapter: str, blocks: Callable[[], Iterable[RenderableType]], chapters: Chapters
) -> Iterator[RenderableType]:
    """A chapter of the screen; one that fails, or has failed before, says so in its place."""
    made: list[RenderableType] = []

    def collect() -> None:
        for block in blocks():
            made.append(block)

    if chapters.why(chapter) is None:
        chapters.made(chapter, collect, None)
    yield from made
    if why := chapters.why(chapter):
        yield Text(f"\n{TITLES.get(chapter, chapter)}  {told(why)}", style="yellow")
