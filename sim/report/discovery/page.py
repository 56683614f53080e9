"""The page of `discover`."""

from __future__ import annotations

from sim.analysis.chapters import Chapters
from sim.analysis.discovery.types import Discovery
from sim.report import wording
from sim.report.blocks import Page, Section
from sim.report.chapters import Chapter, bound, sentence
from sim.report.discovery import figures, sentences
from sim.scenario.schema import Scenario

BOXES = (
    "A box is a set of conditions on inputs. PRIM looks for one in which it happens more often than elsewhere without "
    "leaving out too much; a further box looks at the worlds outside the ones before."
)
QUASI = (
    "The quasi-p-value says how easily chance alone would make a condition look so useful: conditions that fail that "
    "on the half that chose, all inputs allowed for, were dropped."
)


def page(scenario: Scenario, found: Discovery, chapters: Chapters) -> Page:
    """The boxes, the way to them, and a tree beside them."""
    drafts = (
        Chapter("boxes", "Conditions", lambda: _boxes(scenario, found)),
        Chapter("way", "Many, or nearly all", lambda: _way(found)),
        Chapter("tree", "As a tree", lambda: _tree(scenario, found)),
    )
    return Page(
        title=f"When talks {sentences.happens(found)}: {wording.title(scenario)}",
        description=scenario.description or "",
        headline=sentence(lambda: sentences.headline(scenario, found), chapters),
        cautions=(sentences.halves(found), sentences.CAUTION, *sentences.bundles(scenario, found)),
        sections=bound(drafts, chapters),
    )


def _boxes(scenario: Scenario, found: Discovery) -> Section:
    boxes = tuple(figures.ranges(scenario, found, k) for k, box in enumerate(found.boxes) if box.clear)
    return Section(lead=f"{BOXES} {QUASI}", charts=boxes)


def _way(found: Discovery) -> Section | None:
    return Section(charts=(figures.way(found),)) if found.steps else None


def _tree(scenario: Scenario, found: Discovery) -> Section | None:
    return Section(sheets=(figures.tree(scenario, found),)) if found.leaves else None
