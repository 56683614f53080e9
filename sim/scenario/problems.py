"""What is wrong with a scenario, told so that it can be mended: place, excerpt, caret, remedy."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import compress
from textwrap import wrap

from sim.scenario.places import Place
from sim.scenario.suggestions import printable

MOST = 1000  # problems of one kind that are looked for: nobody mends more before the next try
TOLD = 100  # problems told in one message
WINDOW = 100  # columns of an excerpt
MARGIN = 12  # columns before it


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong."""

    place: Place | None  # None when there is no text to point at
    path: str  # actors.us.credibility; empty when the text is not even YAML
    message: str
    hint: str | None = None

    @property
    def file(self) -> str | None:
        return self.place.source.name if self.place else None

    @property
    def line(self) -> int | None:
        return self.place.line if self.place else None

    @property
    def column(self) -> int | None:
        return self.place.column if self.place else None

    def order(self, file: str) -> tuple[bool, str, int, int]:
        """For sorting: the file first, then what it extends, then what was typed."""
        if self.place is None:
            return False, "", 0, 0
        source = self.place.source
        if source.typed:
            return True, "", 0, 0
        return False, "" if source.name == file else source.name, self.place.line, self.place.column

    def where(self, file: str) -> str:
        """Its place, beside a file that was asked for: file:line:column."""
        return _where(self.place, file)

    def __str__(self) -> str:
        words = f"{self.path}: {self.message}" if self.path else self.message
        return printable(f"{words}; {self.hint}" if self.hint else words)


class Unreadable(Exception):
    """There is no data to look at; `problems` says why."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems


class ScenarioError(Exception):
    """A scenario that cannot be simulated, with everything that is wrong with it."""

    verdict, noun = "cannot be simulated", "problem"
    width: int | None = None  # columns; None: as many as it takes

    def __init__(self, file: str, problems: Sequence[Problem]) -> None:
        self.file = file
        self.problems = tuple(problems)
        super().__init__(file, self.problems)

    def __str__(self) -> str:
        count = len(self.problems)
        head = f"{printable(self.file)} {self.verdict}: {count} {self.noun}{'s' * (count != 1)}"
        told = _told(self.problems[:TOLD], self.file, self.width)
        rest = [f"  and {count - TOLD} more"] if count > TOLD else []
        return "\n".join([head, *told, *rest])


@dataclass
class Complaints:
    """Everything that is wrong, said once however many cells it is wrong in."""

    file: str
    raised: type[ScenarioError] = ScenarioError
    problems: dict[str, Problem] = field(default_factory=dict)  # by their words

    @contextmanager
    def gathered(self) -> Iterator[None]:
        """What is wrong here is kept for later."""
        try:
            yield
        except (Unreadable, ScenarioError) as error:
            for problem in error.problems:
                self.problems.setdefault(str(problem), problem)

    def tell(self) -> None:
        """Raise ScenarioError, or a kind of it, if anything was wrong."""
        if self.problems:
            raise self.raised(self.file, tuple(self.problems.values()))


def _told(problems: Sequence[Problem], file: str, columns: int | None) -> Iterator[str]:
    """Each problem on one line, and below it the line of the source with carets."""
    places = [_where(problem.place, file) for problem in problems]
    in_files = [not (problem.place and problem.place.source.typed) for problem in problems]
    width = max((len(place) for place in compress(places, in_files)), default=0)
    for place, problem in zip(places, problems, strict=True):
        yield from _wrapped(f"  {place:{width}}  {problem}" if place else f"  {problem}", columns)
        yield from _excerpt(problem.place, (columns or MARGIN + WINDOW) - MARGIN) if problem.place else ()


def _wrapped(line: str, columns: int | None) -> list[str]:
    if columns is None:
        return [line]
    return wrap(line, columns, subsequent_indent="    ", break_long_words=False, break_on_hyphens=False)


def _where(place: Place | None, file: str) -> str:
    if place is None:
        return ""
    if place.source.typed:
        return printable(f"{place.source.name} {place.source.text}")
    name = os.path.relpath(place.source.name, os.path.dirname(file) or ".")
    return f"{printable(name)}:{place.line}:{place.column}"


def _excerpt(place: Place, window: int) -> list[str]:
    """The source line and, under the characters meant, carets. Long lines show what is around them."""
    text = printable(place.source.lines[place.line - 1])
    start, end = place.column - 1, place.column - 1 + place.width
    cut = max(0, min(start - window // 3, len(text) - window))
    carets = max(1, _columns(text[start : min(end, cut + window)]))
    number = place.source.name if place.source.typed else str(place.line)
    return [
        f"  {number:>7} | {text[cut : cut + window].rstrip()}",
        f"  {'':>7} | {' ' * _columns(text[cut:start])}{'^' * carets}",
    ]


def _columns(text: str) -> int:
    """Width on a terminal, where Chinese and the like take two columns and accents none."""
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return len(text) + wide - sum(bool(unicodedata.combining(c)) for c in text)
