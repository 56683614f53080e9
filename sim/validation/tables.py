"""Data files of others, separated by tabs or commas: every cell with its place, so that a mistake can be pointed at."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from pathlib import Path


class BadData(Exception):
    """A data file is not what it should be: file:line:column and what is wrong."""


@dataclass(frozen=True)
class TextCell:
    """What stands between two of them, without its quotation marks."""

    text: str
    place: str  # file:line:column

    @property
    def number(self) -> float:
        """Raises Unreadable if it is none."""
        try:
            value = float(self.text)
        except ValueError:
            value = float("nan")
        if not isfinite(value):
            raise BadData(f"{self.place}: {self.text!r} is not a number")
        return value

    @property
    def positive(self) -> float:
        """A number above 0."""
        if self.number <= 0.0:
            raise BadData(f"{self.place}: {self.text} is not above 0")
        return self.number

    def share(self, of: float = 1.0) -> float:
        """A number from 0 to `of`, as a share of it."""
        if not 0.0 <= self.number <= of:
            raise BadData(f"{self.place}: {self.text} does not lie between 0 and {of:g}")
        return self.number / of


def text_of(file: Path) -> str:
    """All of it, in UTF-8. Raises Unreadable."""
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadData(f"{file}: this is not text in UTF-8 ({error.reason})") from None


def rows(file: Path, mark: str = "\t") -> list[list[TextCell]]:
    """All lines that are not empty, cut at a mark that stands in no cell. Raises Unreadable."""
    lines = enumerate(text_of(file).splitlines(), start=1)
    return [cells(line, f"{file}:{number}", mark) for number, line in lines if line.strip(" ")]


def cells(line: str, place: str, mark: str) -> list[TextCell]:
    """One line, cut at its marks."""
    found, column = [], 1
    for part in line.split(mark):
        found.append(TextCell(part.strip().strip("\"'"), f"{place}:{column}"))
        column += len(part) + 1
    return found
