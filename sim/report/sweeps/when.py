"""A sweep over talks that nearly always settle: what differs is the day."""

from __future__ import annotations

from dataclasses import replace

from sim.analysis.intervals import Mean
from sim.analysis.sweep import Cell, Sweep
from sim.analysis.timing import NEARLY_NEVER
from sim.report import amounts
from sim.report.blocks import DataTable
from sim.report.sweeps import sentences
from sim.report.sweeps.table import MOST_ROWS, names, row_name

DAY = "settlement_day"


def always_settles(sweep: Sweep) -> bool:
    """Does every cell settle so often that the share can hardly differ?"""
    cells = [sweep.base, *sweep.cells]
    return all(
        cell.can_fail and cell.events["settlement"].share.share >= 1.0 - NEARLY_NEVER for cell in cells
    )


def days_table(sweep: Sweep) -> DataTable:
    """A row for each cell: the median day, and how much later that is than as written, pair by pair."""
    rows = [_row(sweep, cell) for cell in (sweep.base, *sweep.cells[:MOST_ROWS])]
    return DataTable((*names(sweep), "Settlement, median day", "later than as written, days"), tuple(rows))


def first_line(sweep: Sweep) -> str:
    """What moves how often things happen; where all settle, what moves the day most, if anything clearly does."""
    if not always_settles(sweep):
        return sentences.headline(sweep)
    far = max(sweep.cells, key=lambda cell: abs(_later(cell).mean))
    later = _later(far)
    if not (later.low > 0.0 or later.high < 0.0):
        return "Nearly all settle everywhere, and nowhere clearly sooner or later than as written."
    return (
        f"Nearly all settle everywhere; the day differs most with {sentences.called(sweep, far)}: on average it comes "
        f"{_apart(later)} than as written."
    )


def _apart(later: Mean) -> str:
    """12.0 (9.0 to 15.0) days later, or so many earlier."""
    if later.mean < 0.0:
        turned = replace(later, mean=-later.mean, low=-later.high, high=-later.low)
        return f"{_unsigned(turned)} days earlier"
    return f"{_unsigned(later)} days later"


def _unsigned(days: Mean) -> str:
    mean, low, high = (amounts.written(day, ",.1f") for day in (days.mean, days.low, days.high))
    return f"{mean} ({low} to {high})"


def _row(sweep: Sweep, cell: Cell) -> tuple[str, ...]:
    later = "–" if cell is sweep.base else said(_later(cell))
    return (*row_name(sweep, cell), amounts.days(cell.days[DAY][1]), later)


def _later(cell: Cell) -> Mean:
    found = cell.amounts[DAY].less_base
    assert found is not None  # of the base nobody asks
    return found


def said(later: Mean) -> str:
    """+12 (+9 to +15)."""
    mean, low, high = (amounts.written(day, "+,.1f") for day in (later.mean, later.low, later.high))
    return f"{mean} ({low} to {high})"
