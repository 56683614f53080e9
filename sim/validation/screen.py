"""The table on a terminal, and as plain text of 100 columns for a pipe."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import StringIO

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sim.validation.check import Check
from sim.validation.groups import GROUPS
from sim.validation.table import HEADS, LEGEND, cells, grouped, remarks, tally

WIDTH = 100  # of a pipe, which has none of its own
STYLES = {"agrees": "green", "differs": "bold red", "differs, as known": "yellow", "skipped": "dim"}
SHARES = (10, 7, 5, 5)  # of the width: check, source, expected, computed


def show(rows: Sequence[Check], last: str, console: Console | None = None) -> None:
    """Print every group, and then the last line."""
    screen = console or Console(highlight=False)
    if screen.is_terminal:
        screen.print(render(rows, last))
    else:
        screen.file.write(plain(rows, last))


def plain(rows: Sequence[Check], last: str) -> str:
    """Letters only, no blanks at the ends of lines."""
    page = Console(file=StringIO(), width=WIDTH, highlight=False, color_system=None, force_terminal=False)
    with page.capture() as captured:
        page.print(render(rows, last))
    return "".join(f"{line.rstrip()}\n" for line in captured.get().splitlines())


def render(rows: Sequence[Check], last: str) -> RenderableType:
    """Everything that is told."""
    parts = (part for name, members in grouped(rows).items() for part in group(name, members))
    return Group(*parts, Text(LEGEND, style="dim"), Text(), *map(Text, tally(rows)), Text(last))


def group(name: str, rows: Sequence[Check]) -> Iterator[RenderableType]:
    """Its title, its rows, and what has to be said of them."""
    yield Text.assemble((name, "bold"), f": {GROUPS[name]}")
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, expand=True, header_style="dim")
    for head, share in zip(HEADS, SHARES, strict=False):
        table.add_column(head, ratio=share)
    table.add_column(HEADS[-1], no_wrap=True)
    for row in rows:
        *words, verdict = cells(row)
        table.add_row(*map(Text, words), Text(verdict, style=STYLES.get(verdict, "")))
    yield table
    for said, names in remarks(rows).items():
        yield Padding(Text.assemble((names, "bold"), f": {said}."), (0, 0, 0, 2))
    yield Text()
