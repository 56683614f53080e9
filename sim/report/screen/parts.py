"""Quiet tables of plain text. Names give way to a narrow screen; numbers never do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sim.report.screen.widths import GAP, ColumnWidth, chunks, fitted

Cell = str | Text
KEPT = 24  # of a name, the ellipsis included: numbers rather go to a further block
LEAST = (
    7  # of a name where not even one number stands beside that, and of a head: six letters and the ellipsis
)
PATH = re.compile(r"\w+(\.[^ ]+)+")
BETWEEN = 4  # letters between two tables


@dataclass(frozen=True)
class ScreenTable:
    """Columns under a title; the first `left` columns are words, the others numbers under a head."""

    title: str
    heads: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    left: int = 1

    def columns(self, kept: int = KEPT) -> list[ColumnWidth]:
        """Natural and smallest width of each column; words may shrink, and so may heads over numbers."""
        return [self._column(k, kept) for k in range(len(self.heads))]

    def _column(self, k: int, kept: int) -> ColumnWidth:
        head, cells = _wide(self.heads[k]), max((_wide(row[k]) for row in self.rows), default=0)
        natural = max(head, cells)
        return ColumnWidth(natural, min(natural, kept) if k < self.left else max(cells, min(head, LEAST)))


def table(title: str, heads: Sequence[Cell], rows: Sequence[Sequence[Cell]], left: int = 1) -> ScreenTable:
    """A grid of anything in a row."""
    return ScreenTable(title, tuple(heads), tuple(tuple(row) for row in rows), left)


@dataclass(frozen=True)
class Laid:
    """A grid within a width. It is laid out when it is shown: until then its texts may change."""

    grid: ScreenTable
    width: int

    def __rich__(self) -> RenderableType:
        return _laid(self.grid, self.width)


@dataclass(frozen=True)
class SideBySide:
    """Grids side by side where all fit whole, else one under another."""

    grids: tuple[ScreenTable, ...]
    width: int

    def __rich__(self) -> RenderableType:
        return _beside(self.grids, self.width)


def laid(grid: ScreenTable, width: int) -> Laid:
    """Within a width: names cut short, and then columns that still do not fit in a further block."""
    return Laid(grid, width)


def beside(width: int, *grids: ScreenTable) -> SideBySide:
    """Side by side where all fit whole, else one under another; no empty ones."""
    return SideBySide(tuple(grid for grid in grids if grid.rows), width)


def _laid(grid: ScreenTable, width: int) -> RenderableType:
    columns = grid.columns()
    blocks = chunks(columns, grid.left, width)
    if any(fitted([columns[k] for k in block], width) is None for block in blocks):
        columns = grid.columns(LEAST)
        blocks = chunks(columns, grid.left, width)
    return Group(Text(grid.title, style="bold"), *(_drawn(grid, block, columns, width) for block in blocks))


def _beside(grids: Sequence[ScreenTable], width: int) -> RenderableType:
    spans = [_span(grid) for grid in grids]
    if sum(spans) + BETWEEN * (len(spans) - 1) > width:
        return Group(*(below(laid(g, width)) if k else laid(g, width) for k, g in enumerate(grids)))
    side = Table.grid(padding=(0, BETWEEN, 0, 0))
    side.add_row(*(_laid(grid, span) for grid, span in zip(grids, spans, strict=True)))
    return side


def _span(grid: ScreenTable) -> int:
    """The width of a whole grid."""
    widths = [column.natural for column in grid.columns()]
    return max(cell_len(grid.title), sum(widths) + GAP * (len(widths) - 1))


def _drawn(grid: ScreenTable, block: list[int], columns: list[ColumnWidth], width: int) -> Table:
    widths = fitted([columns[k] for k in block], width) or [columns[k].least for k in block]
    drawn = Table(box=None, padding=(0, GAP, 0, 0), pad_edge=False)
    for k, wide in zip(block, widths, strict=True):
        head = short(grid.heads[k], wide)
        drawn.add_column(head, justify=_side(grid, k), header_style="dim", no_wrap=True, min_width=wide)
    for row in grid.rows:
        drawn.add_row(*(short(row[k], wide) for k, wide in zip(block, widths, strict=True)))
    return drawn


def _side(grid: ScreenTable, k: int) -> Literal["left", "right"]:
    """Words and what has no head (bars, marks) to the left, numbers to the right."""
    return "left" if k < grid.left or not grid.heads[k] else "right"


def below(part: RenderableType) -> Padding:
    """With an empty line above."""
    return Padding(part, (1, 0, 0, 0))


def short(cell: Cell, width: int) -> Text:
    """Cut to a width, with a sign that it was: a path at its beginning, for its end tells it from others.

    What a name holds is never read as markup.
    """
    if isinstance(cell, str) and PATH.fullmatch(cell) and len(cell) > width > 1:
        return Text("…" + cell[1 - width :])
    cut = cell.copy() if isinstance(cell, Text) else Text(cell)
    cut.truncate(width, overflow="ellipsis")
    return cut


def _wide(cell: Cell) -> int:
    return cell_len(str(cell))
