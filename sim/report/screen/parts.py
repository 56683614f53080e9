"""Quiet tables of plain text: what a name holds is never read as markup."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

Cell = str | Text


def table(title: str, heads: Sequence[str], rows: Sequence[Sequence[Cell]], left: int = 1) -> Table:
    """Columns under a title; the first `left` columns are words, the others numbers, never cut short."""
    grid = Table(
        title=Text(title, style="bold"), box=None, padding=(0, 1), title_justify="left", pad_edge=False
    )
    for k, head in enumerate(heads):
        widest = max((len(row[k]) for row in (heads, *rows)), default=0)
        justify: Literal["left", "right"] = "left" if k < left else "right"
        least = widest if k >= left else None
        grid.add_column(Text(head, style="dim"), justify=justify, no_wrap=True, min_width=least)
    for row in rows:
        grid.add_row(*(cell if isinstance(cell, Text) else Text(cell) for cell in row))
    return grid


def columns(*parts: Table) -> Table:
    """Side by side, without those that have no rows."""
    filled = [part for part in parts if part.row_count]
    grid = Table.grid(padding=(0, 3), expand=False)
    for _ in filled:
        grid.add_column()
    grid.add_row(*filled)
    return grid


def below(part: Table | Text) -> Padding:
    """With an empty line above."""
    return Padding(part, (1, 0, 0, 0))


def short(text: str, width: int) -> str:
    """Cut to a width, with a sign that it was."""
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"
