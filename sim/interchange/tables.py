"""A table of cells, each with its place: between tabs, semicolons or commas, whichever is on most of its first lines.

Nothing in a cell is computed, whatever it begins with.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from itertools import islice

from sim.interchange.types import refuse
from sim.scenario.places import Place, Source, Text
from sim.scenario.scalars import finite
from sim.scenario.suggestions import shown

MOST = 20_000  # lines
HEAD = 50  # lines that are looked at first
BETWEEN = ("\t", ";", ",")
GUESSED = "the file is not UTF-8 and was read as Windows-1252"


@dataclass(frozen=True)
class Rows:
    """The lines that hold something, without what is empty at their ends."""

    lines: tuple[tuple[Text, ...], ...]
    remarks: tuple[str, ...]


def rows(source: Source, guessed: bool = False) -> Rows:
    """The table that this text is. Raises Unreadable."""
    head = [line for line in islice(source.text.splitlines(), HEAD) if line.strip()]
    between = max(BETWEEN, key=lambda mark: sum(mark in line for line in head))
    quote = "'" if head and head[0].lstrip().startswith("'") else '"'
    lines = tuple(row for row in _cells(source, between, quote) if row)
    return Rows(lines, (GUESSED,) if guessed else ())


def _cells(source: Source, between: str, quote: str) -> Iterator[tuple[Text, ...]]:
    reader = csv.reader(
        StringIO(source.text, newline=""),
        delimiter=between,
        quotechar=quote,
        skipinitialspace=between != "\t",
        strict=True,
    )
    begun = 1
    try:
        for row in reader:
            if reader.line_num > MOST:
                refuse(_at(source, begun), f"there are more than {MOST:,} lines")
            place = _at(source, begun)
            cells = [Text(cell.strip(), place) for cell in row]
            while cells and not cells[-1]:
                cells.pop()
            begun = reader.line_num + 1
            yield tuple(cells)
    except csv.Error as error:
        refuse(_at(source, begun), f"not a table of cells: {error}")


def _at(source: Source, line: int) -> Place:
    line = min(line, len(source.lines))
    return Place(source, line, 1, max(1, len(source.lines[line - 1])))


def amount(cell: Text, what: str, low: float = 0.0, high: float = 1e8) -> float:
    """The number in a cell, which must lie within these bounds."""
    try:
        found = finite(cell)
    except ValueError as error:
        refuse(cell.place, f"{what}: {error}")
    if not low <= found <= high:
        refuse(cell.place, f"{what} {shown(cell)} is out of range: it must lie in {low:g}..{high:g}")
    return found
