"""The page of `discover`."""

from __future__ import annotations

from collections.abc import Iterator

from sim.analysis.discovery.nouns import Discovery
from sim.report import finding_page, wording
from sim.report.discovery import figures, telling
from sim.report.section import Section
from sim.scenario.schema import Scenario

BOXES = (
    "A box is a set of conditions on inputs. PRIM looks for one in which it happens more often than elsewhere without "
    "leaving out too much; a further box looks at the worlds outside the ones before."
)
QUASI = (
    "The quasi-p-value says how easily chance alone would make a condition look so useful: conditions that fail that "
    "on the half that chose, all inputs allowed for, were dropped."
)


def page(scenario: Scenario, found: Discovery, command: str) -> str:
    """The whole page."""
    return finding_page.render(
        finding_page.Page(
            title=f"When talks {telling.happens(found)}: {wording.title(scenario)}",
            description=scenario.description or "",
            headline=telling.headline(scenario, found),
            cautions=(telling.halves(found), telling.CAUTION),
            sections=tuple(_sections(scenario, found)),
        ),
        command,
    )


def _sections(scenario: Scenario, found: Discovery) -> Iterator[Section]:
    boxes = tuple(figures.ranges(scenario, found, k) for k, box in enumerate(found.boxes) if box.clear)
    yield Section("boxes", "Conditions", f"{BOXES} {QUASI}", boxes)
    if found.steps:
        yield Section("way", "Many, or nearly all", "", (figures.way(found),))
    if found.leaves:
        yield Section("tree", "As a tree", "", sheets=(figures.tree(scenario, found),))
