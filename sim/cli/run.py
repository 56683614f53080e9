"""The command that plays a scenario, and says what came out."""

from __future__ import annotations

import sys
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sim.cli.answers import Typed, changed, lament, told
from sim.cli.options import PROTOCOLS, asking
from sim.cli.types import Mistake, OneFile, ScenarioFile

if TYPE_CHECKING:
    from sim.analysis.chapters import Failed
    from sim.analysis.summary import Summary
    from sim.results.question import Question
    from sim.study import Study

TOO_MANY = "so many replications are written as they are played"
FULLER = {"everything": "--full"}


@click.command(cls=OneFile)
@click.argument("file", type=ScenarioFile())
@click.option("--protocol", type=click.Choice([*PROTOCOLS, "all"]), help="By which rules; all: side by side.")
@click.option("--format", "tables", type=click.Choice(["csv"]), multiple=True, help="A CSV table also.")
@click.option("--full", is_flag=True, help="Print everything, not only what fits a screen.")
@asking()
def run(
    file: Path,
    protocol: str | None,
    tables: tuple[str, ...],
    full: bool,
    how: Typed,
) -> None:
    """Play FILE, print a summary and write the results."""
    from sim import running, spreading

    overrides, written = how.overrides, {"csv": "csv" in tables}
    if protocol and any(change.partition("=")[0].strip() == "protocol" for change in overrides):
        raise Mistake(f"--protocol {protocol} and --set protocol=... say the same thing: give one of them")
    if protocol == "all":
        if not fits(file, how):
            raise Mistake(f"{TOO_MANY}: ask for one --protocol at a time, or for fewer")
        done = spreading.each_protocol(file, **how.options, **written)
        show_spread(done, overrides, how.quiet)
    else:
        changes, heard = (
            (*overrides, *([f"protocol={protocol}"] if protocol else [])),
            PrintsEarly(how.quiet, full),
        )
        how = replace(how, options=how.options | {"overrides": changes})
        if not fits(file, how):
            return streamed(file, how, tables)
        one = running.run(file, heard=heard, **how.options, **written)
        show_study(one, heard, changes)
        done = {"": one}
    if how.show:
        for each in done.values():
            click.launch(str(each.folder / "report.html"))


def fits(file: Path, how: Typed) -> bool:
    """Can as many replications as are asked for be held?"""
    from sim.questions.streaming.room import ALWAYS, fit
    from sim.scenario.reading import read

    runs = how.options["runs"] or 1
    return runs <= ALWAYS or fit(read(file, how.overrides), runs)


def streamed(file: Path, how: Typed, tables: tuple[str, ...]) -> None:
    """Write them as they are played, and tell what can be counted."""
    from sim.options import RunOptions
    from sim.questions import stream as inquiry
    from sim.questions.asking import asked
    from sim.report.streaming import screen

    if tables:
        raise Mistake(f"{TOO_MANY}, and are kept as Parquet only: leave out --format, or ask for fewer")
    found = inquiry.stream(file, **how.options)
    scenario = asked(file, RunOptions(**how.options)).question.told
    files = {"replications": f"{found.folder / inquiry.DATASET}/"}
    told(found, how, lambda others, lost: screen.show(scenario, found.answer, files | others, chapters=lost))


@dataclass
class PrintsEarly:
    """Prints the answer as soon as it is there: the page, which takes longer, is made after that."""

    quiet: bool
    full: bool
    failed: tuple[Failed, ...] = ()  # what the answer could not tell

    def __call__(self, question: Question, summary: Summary) -> None:
        """Once for each study. Whoever has stopped reading still gets the page."""
        from sim.report import terminal

        self.failed = summary.failed
        if not self.quiet:
            with suppress(BrokenPipeError):
                terminal.show(question.told, summary, full=self.full, changes=question.changes)
                sys.stdout.flush()


def show_study(done: Study, heard: PrintsEarly, overrides: tuple[str, ...]) -> None:
    """Where the files are, and what of them could not be made."""
    from sim.analysis.chapters import Chapters
    from sim.report import terminal

    if heard.quiet:
        click.echo(done.folder)
    else:
        later = [failed for failed in done.failed if failed not in heard.failed]
        more = changed(overrides) | {"all files": f"{done.folder}/"} if heard.full else FULLER
        terminal.show_where(more | {"report": str(done.folder / "report.html")}, later)
    lament(Chapters(done.failed))


def show_spread(done: dict[str, Study], overrides: tuple[str, ...], quiet: bool) -> None:
    """The protocols side by side, and where the files of each are."""
    from sim import spreading
    from sim.analysis.chapters import Chapters
    from sim.report import terminal
    from sim.report.screen.spread import side_by_side

    chapters = Chapters(failed for each in done.values() for failed in each.failed)
    if quiet:
        for each in done.values():
            click.echo(each.folder)
        lament(chapters)
        return
    summaries = {name: each.summary for name, each in done.items()}
    files = {name: str(each.folder / "report.html") for name, each in done.items()}
    first = next(iter(done.values()))
    terminal.show_told(
        lambda width: [side_by_side(first.question.scenario, spreading.spread(done), summaries, width)],
        files | changed(overrides),
        chapters=chapters,
        scenarios=(first.question.scenario,),
    )
    lament(chapters)
