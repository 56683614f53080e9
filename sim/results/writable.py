"""Room for results: found before anything is played, so that no work is lost for want of a place."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryFile

from sim.making import clear


class Unwritable(Exception):
    """Results cannot be kept where they were wanted."""


@contextmanager
def room(folder: Path) -> Iterator[None]:
    """The folder is there, can be written to, and is rid of what killed programs left.

    If what follows fails, no empty folder stays behind."""
    made = [place for place in (folder, *folder.parents) if not os.path.lexists(place)]
    try:
        _probe(folder)
        clear(folder.parent)
        yield
    except BaseException:
        for place in made:
            with suppress(OSError):  # somebody keeps something there meanwhile
                place.rmdir()
        raise


def _probe(folder: Path) -> None:
    """Write nothing to the folder and to the one above, which holds the gallery."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for place in (folder, folder.parent):
            with TemporaryFile(dir=place):
                pass
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise Unwritable(
            f"results cannot be written to {folder.parent}: {why}; choose another with --results"
        ) from error
