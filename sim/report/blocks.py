"""What a page is made of: sections, and in them figures, tables, heat maps, stories and lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sim.analysis.intervals import Share
    from sim.report.assumptions import Group
    from sim.report.explain import Story
    from sim.report.marks import Trace
    from sim.report.moving import Moving
    from sim.scenario.differing import Change


@dataclass(frozen=True)
class DataTable:
    """Rows under heads; below a figure the numbers behind it."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    folded: bool = False  # cells have lines, and a row of one cell is about those that follow


@dataclass(frozen=True)
class Key:
    """An entry of the legend. It stands in the page, not in the figure: there it wraps as text does."""

    name: str
    colour: str
    mark: str  # box, a dash of plotly's (solid, dash, ...), a marker (circle, ...), or a number in a disc


@dataclass(frozen=True)
class Chart:
    """One figure. The id is fixed, so that the same study gives the same bytes."""

    id: str
    title: str
    caption: str  # what to see, in words and numbers
    data: list[Trace]
    layout: dict[str, Any]
    table: DataTable
    keys: tuple[Key, ...] = ()


@dataclass(frozen=True)
class TableBlock:
    """A table that stands for itself."""

    id: str
    title: str
    caption: str
    table: DataTable


@dataclass(frozen=True)
class HeatMap:
    """A table of shares, the higher the deeper: names of any number of actors wrap on a phone."""

    id: str
    title: str
    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Share, ...]], ...]


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
    sheets: tuple[TableBlock, ...] = ()
    heat_maps: tuple[HeatMap, ...] = ()
    stories: tuple[Story, ...] = ()
    groups: tuple[Group, ...] = ()
    limits: tuple[str, ...] = ()
    changes: tuple[ChangeList, ...] = ()
    moving: Moving | None = None
    failed: str = ""  # why it could not be made, if it could not


@dataclass(frozen=True)
class Page:
    """What a page about a question says; the headline and the cautions open its first section."""

    title: str
    description: str
    headline: str
    cautions: tuple[str, ...]
    sections: tuple[Section, ...]
