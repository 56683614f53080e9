"""The name that was probably meant, and names fit to be shown."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from itertools import islice

ALIKE = 0.7  # of names that are slips of one another, as difflib measures it; `start` is no slip of `targets`
LONGEST = 60  # longer names are shortened, and compared with nothing: difflib is quadratic
SHORTEST = 3  # a beginning of fewer letters says little
MOST = 500  # names that one is compared with


def nearest(name: str, names: Iterable[str]) -> str | None:
    """The one of `names` most like `name`, if any is alike."""
    if len(name) > LONGEST:
        return None
    lower = {other.lower(): other for other in islice(names, MOST)}
    found = get_close_matches(name.lower(), lower, n=1, cutoff=ALIKE) or _akin(name.lower(), lower)
    return lower[found[0]] if found else None


def _akin(name: str, names: Iterable[str]) -> list[str]:
    """With two letters that changed places, which in a short name are much of it, or beginning with the name."""
    begun = name if len(name) >= SHORTEST else " "
    swapped = {name[:i] + name[i + 1] + name[i] + name[i + 2 :] for i in range(len(name) - 1)}
    return [other for other in names if other in swapped or other.startswith(begun)]


def did_you_mean(name: str, names: Iterable[str]) -> str | None:
    """A hint, if some name is alike."""
    found = nearest(name, names)
    return None if found is None else f"did you mean {shown(found)}?"


def remedy(name: str, names: Iterable[str]) -> str | None:
    """The right name if one is alike, else all that are allowed."""
    known = tuple(names)
    return did_you_mean(name, known) or (f"allowed: {listed(known, 30)}" if known else None)


def shown(name: str) -> str:
    """A name as part of a sentence: one line, no control characters, not too long."""
    clean = name if name.isprintable() and name.strip() == name != "" else ascii(name)
    return clean if len(clean) <= LONGEST else clean[: LONGEST - 3] + "..."


def printable(text: str) -> str:
    """The text with a space for each character that a terminal might obey."""
    return "".join(character if character.isprintable() else " " for character in text)


def listed(names: Iterable[str], most: int = 12) -> str:
    """Some names with commas between; an ellipsis for those beyond `most`."""
    every = [shown(name) for name in names]
    return ", ".join(every[:most] + ["..."] * (len(every) > most))
