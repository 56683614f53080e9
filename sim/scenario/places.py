"""Plain data that knows where it was written: text, tables and lists, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

# YAML 1.1 parsers also break lines at these; the excerpt must count lines as the parser does.
LINE_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")


@dataclass(frozen=True)
class Source:
    """Where text came from: a file, or one `--set` or the like on the command line."""

    name: str
    text: str
    typed: bool = False  # typed on the command line

    @cached_property
    def lines(self) -> list[str]:
        """The text line by line, as a YAML parser counts them."""
        return LINE_BREAK.split(self.text)

    def behind(self, before: str) -> Place:
        """The place behind this beginning of the text."""
        lines = LINE_BREAK.split(before)
        return Place(self, len(lines), len(lines[-1]) + 1)


@dataclass(frozen=True)
class Place:
    """Some characters of a source; line and column count from 1."""

    source: Source
    line: int = 1
    column: int = 1
    width: int = 1

    def until(self, end: Place) -> Place:
        """From here to that end, as far as it is on the same line."""
        width = end.column + end.width - self.column if end.line == self.line else 1
        return Place(self.source, self.line, self.column, max(1, width))


class Text(str):
    """A scalar as written. What it means (a name, a number, a date) is for its reader to say."""

    place: Place
    plain: bool  # without quotes: may be read as a number

    def __new__(cls, text: str, place: Place, *, plain: bool = True) -> Text:
        self = super().__new__(cls, text)
        self.place, self.plain = place, plain
        return self

    @property
    def missing(self) -> bool:
        """Is it YAML's null: nothing at all, `~` or `null`?"""
        return self.plain and self in ("", "~", "null", "Null", "NULL")


class PlacedTable(dict[str, "Node"]):
    """A mapping. Its keys are texts, so that each remembers its place."""

    def __init__(self, place: Place, entries: Mapping[Text, Node] | None = None) -> None:
        super().__init__()
        self.place = place
        for key, value in (entries or {}).items():
            self[key] = value

    def entries(self) -> Iterator[tuple[Text, Node]]:
        """Keys, as written, and values."""
        for key, value in self.items():
            assert isinstance(key, Text)
            yield key, value

    def key(self, name: str) -> Text:
        """The key as written, with its place."""
        return next(key for key, _ in self.entries() if key == name)


class Items(list["Node"]):
    """A list."""

    def __init__(self, place: Place, items: Iterable[Node] = ()) -> None:
        super().__init__(items)
        self.place = place


Node: TypeAlias = Text | PlacedTable | Items
