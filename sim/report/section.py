"""One heading of a page, and what stands below it."""

from __future__ import annotations

from dataclasses import dataclass

from sim.report.assumptions import Group
from sim.report.explain import Story
from sim.report.figures.chart import Chart
from sim.report.figures.concepts import Sheet
from sim.report.figures.signing import HeatMap
from sim.report.moving import Moving
from sim.scenario.differing import Change


@dataclass(frozen=True)
class ChangeList:
    """What one scenario says differently."""

    name: str
    changes: tuple[Change, ...]
    words: tuple[str, ...] = ()  # what each is, if that is told


@dataclass(frozen=True)
class Section:
    """One heading of a page, and what stands below it; what it has none of is left out."""

    key: str = ""
    title: str = ""
    lead: str = ""
    charts: tuple[Chart, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    heat_maps: tuple[HeatMap, ...] = ()
    stories: tuple[Story, ...] = ()
    groups: tuple[Group, ...] = ()
    limits: tuple[str, ...] = ()
    changes: tuple[ChangeList, ...] = ()
    moving: Moving | None = None
    failed: str = ""  # why it could not be made, if it could not
