"""Rows of others, each in two halves: what was known beforehand, and what came after. Scenarios get the first only."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO
from pathlib import Path
from typing import TypeAlias

from sim.validation.tables import BadData, TextCell, text_of

Line: TypeAlias = "Mapping[str, TextCell]"
PLACES = ("", "backtest", "decide")  # folders in which a file may lie, below the one that is named
MISSING = ("", ".", "NA", "nan", "NaN")
FEWEST = 4  # conflicts
LAST_YEAR = 30  # of two digits that are of this century


@dataclass(frozen=True)
class Record:
    """One row."""

    known: Line  # before the outcome
    after: Line


def found(folder: Path | None, name: str) -> Path | None:
    """The file, in the folder or in one of those below that data come in."""
    places = [] if folder is None else [folder / below / name for below in PLACES]
    return next((place for place in places if place.is_file()), None)


def records(file: Path, known: Sequence[str], after: Sequence[str]) -> list[Record]:
    """Every row, as far as it is asked for. Raises Unreadable."""
    lines = [
        Record({k: line[k] for k in known}, {k: line[k] for k in after})
        for line in _lines(file, {*known, *after})
    ]
    if not lines:
        raise BadData(f"{file}:2: there are no rows below the names of the columns")
    return lines


def _lines(file: Path, wanted: Iterable[str]) -> Iterator[dict[str, TextCell]]:
    reader = csv.reader(StringIO(text_of(file), newline=""))
    names = next(reader, [])
    if lacking := sorted(set(wanted) - set(names)):
        raise BadData(f"{file}:1: the first line names no column {', '.join(lacking)}")
    for row in reader:
        place = f"{file}:{reader.line_num}"
        if len(row) != len(names):
            raise BadData(f"{place}: {len(row)} cells, and {len(names)} names in the first line")
        yield {
            name: TextCell(text.strip(), f"{place}: {name}") for name, text in zip(names, row, strict=True)
        }


def whole(cell: TextCell, otherwise: int = -1) -> int:
    """A code; what is missing has one too."""
    return otherwise if cell.text in MISSING else round(cell.number)


def first(cell: TextCell) -> str:
    """Of several that a cell names."""
    return cell.text.split(",")[0].strip()


def country(cell: TextCell, conflict: str) -> str:
    """The first where it names several, as of a war in two; where it names none the conflict stands alone."""
    named = first(cell)
    return f"conflict {conflict}" if named in MISSING else named


def days(cell: TextCell) -> float:
    """An age; `inf` is that of what was never seen to end."""
    return float("inf") if cell.text == "inf" else cell.number


def day(cell: TextCell) -> date | None:
    """As 1995-12-14, or as 12/14/95; None where there is none. Raises Unreadable for what is no day."""
    if cell.text in MISSING:
        return None
    try:
        if "/" not in cell.text:
            return date.fromisoformat(cell.text)
        month, of, year = map(int, cell.text.split("/"))
        return date(year + (1900 if year > LAST_YEAR else 2000), month, of)
    except ValueError:
        raise BadData(f"{cell.place}: {cell.text!r} is not a day") from None


def known_day(cell: TextCell) -> date:
    """Where there must be one."""
    found = day(cell)
    if found is None:
        raise BadData(f"{cell.place}: a day is missing")
    return found


def few(file: Path, conflicts: Iterable[str], of: str = "") -> None:
    """Raises Unreadable if there is too little to draw conflicts anew, or to leave one out."""
    if (count := len(set(conflicts))) < FEWEST:
        raise BadData(f"{file}: cases of {count} conflicts{of}; scores need {FEWEST}")
