"""What in a scenario is probably a mistake, though it can be played. Each doubt is one function."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sim.doubts import (
    clock,
    events,
    factions,
    idle,
    labels,
    packages,
    sources,
    spoilers,
    tastes,
    unilateral,
    unread,
    war,
    without_effect,
)
from sim.doubts.doubt import Doubt
from sim.scenario.checks.bundles import certain_bundles
from sim.scenario.differing import written_at
from sim.scenario.draft import Draft
from sim.scenario.layers import overlaid
from sim.scenario.paths import dotted
from sim.scenario.places import PlacedTable
from sim.scenario.problems import Problem, ScenarioError
from sim.scenario.reading import variants
from sim.scenario.schema import Scenario

DOUBTS: tuple[Callable[[Scenario], Iterator[Doubt]], ...] = (
    *war.DOUBTS,
    *tastes.DOUBTS,
    *packages.DOUBTS,
    *labels.DOUBTS,
    *clock.DOUBTS,
    *unilateral.DOUBTS,
    *idle.DOUBTS,
    *without_effect.DOUBTS,
    *events.DOUBTS,
    *unread.DOUBTS,
    *factions.DOUBTS,
    *spoilers.DOUBTS,
    *sources.DOUBTS,
)


class Doubtful(ScenarioError):
    """A scenario that can be played, and what is probably a mistake in it: an error for who wants it to be one."""

    verdict, noun, width = "may not be what was meant", "warning", 80


@dataclass(frozen=True)
class Read:
    """A scenario that can be played, and what is doubtful in it, in the order of the file."""

    scenario: Scenario
    doubts: tuple[Problem, ...]


def doubts(scenario: Scenario) -> Iterator[Doubt]:
    """All that is probably a mistake."""
    for each in DOUBTS:
        yield from each(scenario)


def read(file: Path | str, overrides: Sequence[str] = ()) -> Read:
    """What is in a scenario file. Raises ScenarioError with all that is wrong."""
    found = variants(file)
    scenario, data = found.read(overrides), overlaid(found.data, overrides)[0]
    told = [problem for doubt in doubts(scenario) if (problem := _told(doubt, data, found.file))]
    told += certain_bundles(scenario, Draft.of(data))
    return Read(scenario, tuple(sorted(told, key=lambda problem: problem.order(found.file))))


def _told(doubt: Doubt, data: PlacedTable, file: str) -> Problem | None:
    """The doubt at its place. A variant may well switch off what it inherits: that is nobody's mistake."""
    path = _as_written(doubt.path, data)
    place = written_at(data, path)
    if doubt.idle and not place.source.typed and place.source.name != file:
        return None
    return Problem(place, path, doubt.message, doubt.hint)


def _as_written(path: tuple[str, ...], data: PlacedTable) -> str:
    """An event may have a date, which is `on`, in place of a `day`."""
    block, dated = dotted(*path[:-1]), dotted(*path[:-1], "on")
    is_dated = path[-1:] == ("day",) and written_at(data, dated) != written_at(data, block)
    return dated if is_dated else dotted(*path)
