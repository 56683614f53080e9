"""The commands that keep a ledger of forecasts, and grade it."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sim.cli.ledger_types import Chance, Day, OneLine, SaidBeside
from sim.cli.options import LINKED, OPEN, QUIET, RESULTS, Typed, asking, mistakes, told, typed, writing
from sim.cli.types import Mistake, SubjectFile, Whole

if TYPE_CHECKING:
    from sim.ledger.chain import Ledger
    from sim.ledger.entries import Entry, StudyRef

SHIPPED = Path("scenarios/forecasts/ledger.jsonl")
LEDGER = click.option(
    "--ledger",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    default=SHIPPED,
    show_default=True,
    help="The file.",
)


@click.group()
def forecast() -> None:
    """Enter forecasts into a ledger, and grade them once it is known what came.

    Entries are only ever added; each holds the hash of the one before, so that who changes one is found out.
    """


@forecast.command()
@click.argument("question", type=OneLine())
@click.option("--by", type=Day(), required=True, help="The last day on which it can come true: 2026-12-31.")
@click.option("--probability", type=Chance(), help="Given; or else taken from a study:")
@click.option(
    "--from", "subject", type=SubjectFile(), help="The scenario, or the folder of a study, to take it from."
)
@click.option(
    "--outcome", type=OneLine(), help="The event that is counted, such as settlement or full_ceasefire."
)
@click.option("--base", type=Chance(certain=True), help="Base rate. Default: of the scenario's `reference`.")
@click.option(
    "--beside", type=SaidBeside(), multiple=True, metavar="WHO=P", help="What others say; repeatable."
)
@click.option("--note", type=OneLine(), default=None, help="What should be known of it.")
@LEDGER
@asking(page=False)
def add(
    question: str,
    by: datetime.date,
    probability: float | None,
    subject: Path | None,
    outcome: str | None,
    base: float | None,
    beside: tuple[tuple[str, float], ...],
    note: str | None,
    file: Path,
    how: Typed,
) -> None:
    """Enter the forecast that QUESTION will be answered with yes."""
    from sim.ledger.entries import Forecast

    if (probability is None) == (subject is None):
        raise Mistake("a forecast needs --probability, or --from SCENARIO --outcome EVENT, and not both")
    if (outcome is None) != (subject is None):
        raise Mistake("--from and --outcome go together: what is counted, and where")
    if by < today():
        raise Mistake(f"{by} is over: a forecast is made before")
    refuse_unread(file)
    played = None
    if subject is not None and outcome is not None:
        from sim.questions.forecasts import foretold

        played, known = foretold(subject, outcome, by, **how.options)
        base = known if base is None else base
        probability = probability_of(played)
    assert probability is not None  # as seen above
    entered(
        file,
        lambda _: Forecast(question, today(), by, probability, played, base, dict(beside), note or ""),
        f"“{question}” with {probability:.3g} by {by}",
    )


def probability_of(played: StudyRef) -> float:
    """What a study foretells."""
    from sim.questions.forecasts import probability

    return probability(played)


@forecast.command()
@click.argument("number", type=Whole(min=1))
@click.option(
    "--outcome", type=click.Choice(["yes", "no", "void"]), required=True, help="void: cannot be said."
)
@click.option("--source", type=OneLine(), required=True, help="Who says so, and when.")
@click.option("--correct", is_flag=True, help="It was resolved before, and wrongly: this counts.")
@LEDGER
def resolve(number: int, outcome: str, source: str, correct: bool, file: Path) -> None:
    """Enter what came of forecast NUMBER."""
    from sim.ledger.entries import Resolution

    def resolution(known: Ledger) -> Entry:
        refuse_unresolvable(known, number, outcome, correct)
        return Resolution(number, today(), outcome, source)  # type: ignore[arg-type]

    if not file.exists():
        raise Mistake(f"there is no ledger {str(file)!r}")
    entered(file, resolution, f"forecast {number}: {outcome}")
    warn_of_days_to_come(source)


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


@forecast.command("list")
@LEDGER
def list_(file: Path) -> None:
    """Show all forecasts of a ledger, and what came of them."""
    from sim.ledger.grades import graded
    from sim.report.ledger import screen

    with reading(file):
        from sim.ledger import book

        found = graded(book.read(file))
    screen.show_listed(found, {"ledger": str(file), "hash of its last entry": found.head})


@forecast.command()
@click.option(
    "--holding", metavar="HASH", help="Refuse a ledger that does not hold the entry with this hash."
)
@LEDGER
@RESULTS
@LINKED
@OPEN
@QUIET
def score(holding: str | None, file: Path, results: Path, linked: bool, show: bool, quiet: bool) -> None:
    """Grade the forecasts of a ledger that are resolved, beside base rates and what others said."""
    from sim.ledger import book
    from sim.options import RunOptions
    from sim.progress import OnTerminal, Silent
    from sim.questions import forecasts
    from sim.report.ledger import screen

    with reading(file):
        known = book.read(file)
    if holding is not None and holding not in known.hashes:
        raise Mistake(
            f"{file} does not hold the entry {holding}: entries were taken away, or it is another ledger"
        )
    with mistakes(), reading(file):
        watch = Silent() if quiet else OnTerminal()
        how = RunOptions(results=results, linked=linked, watch=watch, command=typed())
        found = forecasts.score(file, how)
    files = {"ledger": str(file), "hash of its last entry": known.head}
    said = Typed({"overrides": ()}, quiet, show)
    told(found, said, lambda others, lost: screen.show(found.answer, files | others, lost))


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
