"""Work that is stopped before its end: whoever stops it, or has no room for it, is told what is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

GOES_ON = "the same command goes on from there"


class BrokenOff(Exception):
    """It cannot be ended now; asked for again it goes on."""


@contextmanager
def kept_meanwhile(kept: Callable[[], str]) -> Iterator[None]:
    """Note on whatever stops the work what is kept, unless that is said already. `kept` is empty if nothing is."""
    try:
        yield
    except (KeyboardInterrupt, OSError, BrokenOff) as stop:
        what = kept()
        if what and GOES_ON not in noted(stop):
            stop.add_note(f"{what} are kept; {GOES_ON}")
        raise


def noted(error: BaseException, said: str = "") -> str:
    """What is said of an error, with the notes on it."""
    return "; ".join(filter(None, [said, *getattr(error, "__notes__", ())]))
