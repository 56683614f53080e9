"""The numbers behind every figure of a sweep: a row for each cell."""

from __future__ import annotations

from collections.abc import Sequence

from sim.analysis.sweep import Cell, Sweep
from sim.report import amounts, theme, wording
from sim.report.blocks import DataTable
from sim.report.sweeps import sentences

MOST_ROWS = 1_000  # of a table on a page; the rest is in the table beside it
EVENT_COLOURS = theme.EVENT_COLOURS | {"zone": theme.ORANGE}
EVENT_MARKERS = {"full_ceasefire": "square", "settlement": "circle", "zone": "diamond"}


def table(sweep: Sweep, shown: Sequence[str] = ()) -> DataTable:
    """Some events, or all that are told, and how far each is from the scenario as written."""
    events = tuple(shown) or sentences.events(sweep)
    heads = [head for event in events for head in (_named(event), "less as written, points")]
    rows = [_row(sweep, cell, events) for cell in (sweep.base, *sweep.cells[:MOST_ROWS])]
    return DataTable((*names(sweep), *heads, "Days of fighting, median"), tuple(rows))


def names(sweep: Sweep) -> tuple[str, ...]:
    """What a row is called by."""
    paths = tuple(map(sentences.input_of, sweep.varied))
    return paths if sweep.grid else ("Case", *paths)


def row_name(sweep: Sweep, cell: Cell) -> tuple[str, ...]:
    """What is varied in a row; a dash where it is as written."""
    values = tuple(wording.clean(value) or "–" for value in cell.values)
    if sweep.grid:
        return ("as written", *values[1:]) if cell is sweep.base else values
    return wording.clean(cell.label), *values


def _row(sweep: Sweep, cell: Cell, events: tuple[str, ...]) -> tuple[str, ...]:
    found = [text for event in events for text in (share(cell, event), apart(cell, event))]
    return (*row_name(sweep, cell), *found, amounts.days(cell.days["fighting_days"][1]))


def share(cell: Cell, event: str) -> str:
    """How often, where that says something."""
    return amounts.estimate(cell.events[event].share) if cell.can_fail else "–"


def apart(cell: Cell, event: str) -> str:
    """How much more often than as written; a star where that is clear."""
    found = cell.events[event]
    if found.less_base is None or not cell.can_fail:
        return "–"
    return amounts.points(found.less_base) + (" *" if found.clear else "")


def _named(event: str) -> str:
    known = wording.OUTCOMES | sentences.EVENTS
    return f"{wording.sentence(known[event])} (95% interval)"
