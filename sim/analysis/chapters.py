"""Parts of an answer that are made one by one: one that fails is noted, and costs no other."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import PurePath
from traceback import extract_tb
from typing import TypeVar

Part = TypeVar("Part")
SURVIVED: type[Exception] | tuple[type[Exception], ...] = Exception  # costs no other chapter
LONGEST = 200  # letters of what an exception says


@dataclass(frozen=True)
class Failed:
    """A chapter that could not be made."""

    chapter: str  # its key
    error: str  # the type of the exception, what it says in one line, and where it came up


class Chapters:
    """Makes parts of chapters, and knows which chapters failed."""

    def __init__(self, before: Iterable[Failed] = ()) -> None:
        """Before: what has failed already."""
        self._failed = {failed.chapter: failed for failed in before}

    def made(self, chapter: str, make: Callable[[], Part], instead: Part) -> Part:
        """A part; where it cannot be made, what stands in for it."""
        try:
            return make()
        except SURVIVED as error:
            self._failed.setdefault(chapter, Failed(chapter, in_a_line(error)))
            return instead

    def why(self, chapter: str) -> Failed | None:
        """What a chapter failed of, if it did: of several parts the first."""
        return self._failed.get(chapter)

    @property
    def failed(self) -> tuple[Failed, ...]:
        """In the order in which they failed."""
        return tuple(self._failed.values())


def in_a_line(error: Exception) -> str:
    """The type of an exception, what it says, and where it came up.

    >>> in_a_line(ZeroDivisionError("float division by zero"))
    'ZeroDivisionError: float division by zero'
    """
    letters = "".join(letter if letter.isprintable() else " " for letter in str(error))
    said = " ".join(letters.split())[:LONGEST]
    place = next(
        (f" ({PurePath(at.filename).name}:{at.lineno})" for at in extract_tb(error.__traceback__)[-1:]), ""
    )
    return ": ".join(filter(None, [type(error).__name__, said])) + place
