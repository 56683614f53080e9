"""A sweep on the terminal: a row for each value or case, or a field for each pair of values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias, TypeVar

from rich.console import Console, RenderableType
from rich.rule import Rule
from rich.text import Text

from sim.analysis.chapters import Chapters
from sim.analysis.sweep import Cell, Sweep
from sim.analysis.turning import way
from sim.report import amounts, wording
from sim.report.screen.parts import Cell as Written
from sim.report.screen.parts import ScreenTable, below, laid, table
from sim.report.sweeps import sentences, when
from sim.report.sweeps.table import apart, row_name, share
from sim.report.sweeps.worth import worth_table
from sim.report.terminal import show_told
from sim.scenario.schema import Scenario

MOST_ROWS, MOST_COLUMNS = 25, 14  # of more, every so many are shown, the first and the last among them
COLOURS = {1: "green", -1: "red", 0: ""}
Item = TypeVar("Item")
Row: TypeAlias = "tuple[Written, ...]"


def show(
    sweep: Sweep,
    files: Mapping[str, str],
    console: Console | None = None,
    chapters: Chapters | None = None,
    scenarios: Sequence[Scenario] = (),
) -> None:
    """Print what becomes of the answer, and where the files are (what: path)."""
    show_told(lambda width: _blocks(sweep, width), files, console, chapters, scenarios)


def _blocks(sweep: Sweep, width: int) -> Iterator[RenderableType]:
    yield Rule(Text(f"{sweep.title}: what if?", style="bold"), align="left", style="dim")
    yield Text(when.first_line(sweep))
    yield Text("\n".join(sentences.cautions(sweep)), style="dim")
    if not sentences.events(sweep):
        yield below(laid(_worth(sweep), width))
        return
    if sentences.crossed(sweep):
        yield below(Text(_axes(sweep), style="dim"))
    for grid in _maps(sweep) if sentences.crossed(sweep) else _rows(sweep):
        yield below(laid(grid, width))
    if when.always_settles(sweep):
        yield below(laid(_days(sweep), width))
    if sentences.loudest(sweep) is None:
        yield below(laid(_worth(sweep), width))
    if sweep.base.can_fail:
        yield below(Text(f"{sentences.turning(sweep)} {sentences.distinguishable(sweep)}"))


def _worth(sweep: Sweep) -> ScreenTable:
    """What a decision is worth to whom, where one always comes."""
    found = worth_table(sweep)
    names = len(found.head) - len(sweep.actors)
    return table("What it is worth (mean utility)", found.head, thinned(found.rows, MOST_ROWS), left=names)


def _days(sweep: Sweep) -> ScreenTable:
    """When they settle, where they nearly always do."""
    found = when.days_table(sweep)
    names = len(found.head) - 2
    return table("When they settle", ("", *found.head[1:]), thinned(found.rows, MOST_ROWS), left=names)


def _rows(sweep: Sweep) -> Iterator[ScreenTable]:
    """The scenario as written first; then how far each value or case is from it."""
    events = sentences.events(sweep)
    cells = thinned(sweep.cells, MOST_ROWS)
    heads = ("", *(wording.sentence(sentences.EVENTS[event]) for event in events))
    shares: list[Row] = [
        (_name(sweep, cell), *(share(cell, e) for e in events)) for cell in (sweep.base, *cells)
    ]
    yield table(f"How often{_shown(len(cells), len(sweep.cells))}", heads, shares)
    if sweep.base.can_fail:
        moved: list[Row] = [
            (_name(sweep, cell), *(_apart(cell, event) for event in events)) for cell in cells
        ]
        yield table("Less the scenario as written, percentage points (* clearly)", heads, moved)


def _name(sweep: Sweep, cell: Cell) -> str:
    return "as written" if cell is sweep.base else " ".join(row_name(sweep, cell)[:1])


def _apart(cell: Cell, event: str) -> Text:
    return Text(apart(cell, event), style=COLOURS[way(cell.events[event])])


def _maps(sweep: Sweep) -> Iterator[ScreenTable]:
    """The first of what is varied down, the second across."""
    down, across = sweep.varied
    columns = thinned(range(len(across.values)), MOST_COLUMNS)
    rows = thinned(range(len(down.values)), MOST_ROWS)
    heads = ("", *(wording.clean(across.values[k]) for k in columns))
    for event in sentences.events(sweep):
        found = [cell.events[event].share for cell in sweep.cells if cell.can_fail]
        widest = max(max(each.high - each.share, each.share - each.low) for each in found)
        title = (
            f"{wording.sentence(sentences.EVENTS[event])}, % (±{amounts.in_points(widest)} at most; as written "
            f"{amounts.estimate(sweep.base.events[event].share)}; + clearly more, − less)"
        )
        fields: list[Row] = [
            (wording.clean(down.values[row]), *(_field(_at(sweep, row, k), event) for k in columns))
            for row in rows
        ]
        yield table(title, heads, fields)


def _axes(sweep: Sweep) -> str:
    down, across = map(sentences.input_of, sweep.varied)
    return f"Down: {down}. Across: {across}. {sentences.base(sweep)}"


def _at(sweep: Sweep, row: int, column: int) -> Cell:
    return sweep.cells[row * len(sweep.varied[1].values) + column]


def _field(cell: Cell, event: str) -> Text:
    if not cell.can_fail:
        return Text("–")
    moved = way(cell.events[event])
    said = amounts.percent(cell.events[event].share.share).removesuffix("%")
    return Text(said + {1: "+", -1: "−", 0: " "}[moved], style=COLOURS[moved])


def _shown(shown: int, of: int) -> str:
    return f" ({shown} of {of:,} shown)" if shown < of else ""


def thinned(items: Sequence[Item], most: int) -> list[Item]:
    """At most so many, evenly spread, the first and the last among them.

    >>> thinned(range(10), 4)
    [0, 3, 6, 9]
    """
    if len(items) <= most:
        return list(items)
    return [items[round(k * (len(items) - 1) / (most - 1))] for k in range(most)]
