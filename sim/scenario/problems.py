"""What is wrong with a scenario, told so that it can be mended: place, excerpt, caret, remedy."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from sim.scenario.places import Place

MOST = 100  # problems told in one message
WINDOW = 100  # columns of an excerpt


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
        return source.typed, "" if source.name == file else source.name, self.place.line, self.place.column

    def __str__(self) -> str:
        words = f"{self.path}: {self.message}" if self.path else self.message
        return f"{words}; {self.hint}" if self.hint else words


class Unreadable(Exception):
    """There is no data to look at; `problems` says why."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems


class ScenarioError(Exception):
    """A scenario that cannot be simulated, with everything that is wrong with it."""

    def __init__(self, file: str, problems: Sequence[Problem]) -> None:
        self.file = file
        self.problems = tuple(problems)
        super().__init__(file, self.problems)

    def __str__(self) -> str:
        count = len(self.problems)
        head = f"{self.file} cannot be simulated: {count} problem{'s' * (count != 1)}"
        told = [told_problem(problem, self.file) for problem in self.problems[:MOST]]
        rest = [f"  and {count - MOST} more"] if count > MOST else []
        return "\n".join([head, *told, *rest])


def told_problem(problem: Problem, file: str) -> str:
    """The problem on one line, and below it the line of the source with a caret."""
    if problem.place is None:
        return f"  {problem}"
    line = f"  {_where(problem.place, file)}  {problem}"
    return "\n".join([line, *_excerpt(problem.place)])


def _where(place: Place, file: str) -> str:
    if place.source.typed:
        return f"--set {place.source.text}"
    name = os.path.relpath(place.source.name, os.path.dirname(file) or ".")
    return f"{name}:{place.line}:{place.column}"


def _excerpt(place: Place) -> list[str]:
    """The source line and, under the characters meant, carets. Long lines show what is around the caret."""
    text = place.source.lines[place.line - 1].replace("\t", " ")
    start = place.column - 1
    cut = max(0, min(start - WINDOW // 3, len(text) - WINDOW))
    shown = text[cut : cut + WINDOW].rstrip()
    before = _columns(text[cut:start])
    carets = max(1, _columns(text[start : min(start + place.width, cut + WINDOW)]))
    number = "--set" if place.source.typed else str(place.line)
    return [f"  {number:>7} | {shown}", f"  {'':>7} | {' ' * before}{'^' * carets}"]


def _columns(text: str) -> int:
    """Width on a terminal, where Chinese and the like take two columns and accents none."""
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return len(text) + wide - sum(bool(unicodedata.combining(c)) for c in text)
