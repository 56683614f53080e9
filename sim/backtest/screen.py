"""The table on a terminal, and as plain text of 100 columns for a pipe."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from sim.backtest import columns, sentences, table
from sim.backtest.score import Findings, Score

WIDTH = 100  # of a pipe, which has none of its own
HEADS = ("question, who says it", "cases", "loss", "less base rate", "verdict")
STYLES = {"better": "green", "worse": "bold red", "not here": "yellow", "no outcomes": "dim"}
SHARES = (12, 4, 6, 6, 4)  # of the width


def show(found: Findings, last: str, console: Console | None = None) -> None:
    """Print what it comes to, every set, and the last line."""
    screen = console or Console(highlight=False)
    if screen.is_terminal:
        screen.print(render(found, last))
    else:
        screen.file.write(plain(found, last))


def plain(found: Findings, last: str) -> str:
    """Letters only, no blanks at the ends of lines."""
    page = Console(file=StringIO(), width=WIDTH, highlight=False, color_system=None, force_terminal=False)
    with page.capture() as captured:
        page.print(render(found, last))
    return "".join(f"{line.rstrip()}\n" for line in captured.get().splitlines())


def render(found: Findings, last: str) -> RenderableType:
    """Everything that is told; intervals of losses and fits are in the files."""
    parts = (part for name in table.TITLES for part in group(found, name))
    first, *others = sentences.tally(found)
    return Group(Text(first, style="bold"), *map(Text, others), Text(), *parts, Text(last))


def group(found: Findings, name: str) -> Iterator[RenderableType]:
    """One set: its title and its rows; of a set that is not here, why."""
    rows = table.of_set(found, name)
    if not rows:
        return
    yield Text.assemble((name, "bold"), f": {table.TITLES[name]}")
    if not rows[0].kind:
        yield Text.assemble("  ", (rows[0].verdict, STYLES[rows[0].verdict]), f": {rows[0].note}\n")
        return
    grid = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, expand=True, header_style="dim")
    for head, share in zip(HEADS, SHARES, strict=True):
        grid.add_column(head, ratio=share)
    before = ""
    for row in rows:
        if row.question != before:
            grid.add_row(Text(row.question, style="bold"))
            before = row.question
        grid.add_row(*cells(row))
    yield grid
    yield Text()


def cells(row: Score) -> tuple[Text, ...]:
    """Under HEADS."""
    style = "dim" if row.seen else STYLES.get(row.verdict, "")
    return (
        Text(f"  {row.by}"),
        Text(f"{row.of:,}"),
        Text(f"{row.kind} {columns.digits(row.loss.value, row.kind)}"),
        Text(columns.signed(row.less, row.kind)),
        Text(columns.verdict(row), style=style),
    )
