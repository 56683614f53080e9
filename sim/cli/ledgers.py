"""What commands do with a ledger: read it, add to it, and refuse what does not belong there."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sim.cli.mistakes import writing
from sim.cli.types import Mistake

if TYPE_CHECKING:
    from sim.ledger.chain import Ledger


def warn_of_days_to_come(source: str) -> None:
    """What is known today was not said tomorrow: a slip of the pen, which another entry can correct."""
    from sim.scenario.dates import dates_in

    later = [day for day in dates_in(source) if day > today()]
    if later:
        said = f"the source names {max(later)}, which is still to come; --correct enters another"
        click.echo(f"warning: {said}", err=True)


def refuse_unresolvable(known: Ledger, number: int, outcome: str, correct: bool) -> None:
    """What is no forecast, is known already, or is still open."""
    if number not in known.forecasts:
        numbers = ", ".join(map(str, known.forecasts)) or "none"
        raise Mistake(f"entry {number} is no forecast; forecasts: {numbers}")
    before = known.resolutions.get(number)
    if before and not correct:
        raise Mistake(
            f"forecast {number} is resolved: {before.outcome} ({before.source}); --correct enters another"
        )
    by = known.forecasts[number].by
    if outcome == "no" and today() <= by:
        raise Mistake(f"forecast {number} can come true until {by} has passed: it is open")


def today() -> datetime.date:
    """Where we are."""
    return datetime.date.today()


def entered(file: Path, entry: Any, said: str) -> None:
    """Append an entry, and say which."""
    from sim.ledger import book

    with writing(file), refusing(file):
        number, known = book.append(file, entry)
    click.echo(f"entered {said} as {number} in {file}; hash {known.head}")


def refuse_unread(file: Path) -> None:
    """Before anything is played."""
    from sim.ledger import book

    if not file.parent.is_dir():
        raise Mistake(f"there is no folder {str(file.parent)!r} to keep {file.name} in")
    if file.exists():
        with reading(file):
            book.read(file)


@contextmanager
def reading(file: Path) -> Iterator[None]:
    """A file that is no ledger, or not as it was written, is a mistake."""
    with refusing(file):
        try:
            yield
        except OSError as error:
            if error.filename is None or Path(os.fsdecode(error.filename)) != file:
                raise  # of the results
            if isinstance(error, FileNotFoundError):
                raise Mistake(f"there is no ledger {str(file)!r}; `forecast add` begins one") from error
            raise Mistake(f"{file} cannot be read: {error.strerror}") from error


@contextmanager
def refusing(file: Path) -> Iterator[None]:
    """A chain that is broken is told in a line."""
    from sim.ledger.book import TooLarge
    from sim.ledger.chain import Broken

    try:
        yield
    except (Broken, TooLarge) as error:
        raise Mistake(f"{file}: {error}; nothing was entered or scored") from error
