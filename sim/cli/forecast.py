"""The commands that keep a ledger of forecasts, and grade it."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sim.cli import ledgers
from sim.cli.answers import Typed, told, typed
from sim.cli.ledger_types import Chance, Day, OneLine, SaidBeside
from sim.cli.mistakes import mistakes
from sim.cli.options import LINKED, OPEN, QUIET, RESULTS, asking
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
    if by < ledgers.today():
        raise Mistake(f"{by} is over: a forecast is made before")
    ledgers.refuse_unread(file)
    played = None
    if subject is not None and outcome is not None:
        from sim.questions.forecasts import foretold

        played, known = foretold(subject, outcome, by, **how.options)
        base = known if base is None else base
        probability = probability_of(played)
    assert probability is not None  # as seen above
    ledgers.entered(
        file,
        lambda _: Forecast(
            question, ledgers.today(), by, probability, played, base, dict(beside), note or ""
        ),
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
        ledgers.refuse_unresolvable(known, number, outcome, correct)
        return Resolution(number, ledgers.today(), outcome, source)  # type: ignore[arg-type]

    if not file.exists():
        raise Mistake(f"there is no ledger {str(file)!r}")
    ledgers.entered(file, resolution, f"forecast {number}: {outcome}")
    ledgers.warn_of_days_to_come(source)


@forecast.command("list")
@LEDGER
def list_(file: Path) -> None:
    """Show all forecasts of a ledger, and what came of them."""
    from sim.ledger.grades import graded
    from sim.report.ledger import screen

    with ledgers.reading(file):
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

    with ledgers.reading(file):
        known = book.read(file)
    if holding is not None and holding not in known.hashes:
        raise Mistake(
            f"{file} does not hold the entry {holding}: entries were taken away, or it is another ledger"
        )
    with mistakes(), ledgers.reading(file):
        watch = Silent() if quiet else OnTerminal()
        how = RunOptions(results=results, linked=linked, watch=watch, command=typed())
        found = forecasts.score(file, how)
    files = {"ledger": str(file), "hash of its last entry": known.head}
    said = Typed({"overrides": ()}, quiet, show)
    told(found, said, lambda others, lost: screen.show(found.answer, files | others, lost))
