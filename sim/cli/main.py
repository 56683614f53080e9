"""Typed words -> one call. Nothing heavy is imported before a command needs it."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sim import PROGRAM, __version__, disk
from sim.cli.app import app
from sim.cli.backtest import backtest
from sim.cli.brief import brief
from sim.cli.calibrate import calibrate
from sim.cli.compare import compare
from sim.cli.dealbreakers import dealbreakers
from sim.cli.discover import discover
from sim.cli.doubting import STRICT
from sim.cli.explain import explain
from sim.cli.forecast import forecast
from sim.cli.import_export import export, import_
from sim.cli.options import OVERRIDES, Typed, asking, changed, lament, refuse_unfit, told, writing
from sim.cli.play import play
from sim.cli.sensitivity import sensitivity
from sim.cli.sweep import sweep
from sim.cli.tournament import tournament
from sim.cli.types import MISTAKE, Commands, Mistake, OneFile, ScenarioFile
from sim.cli.validate import validate

if TYPE_CHECKING:
    from sim.analysis.chapters import Failed
    from sim.analysis.summary import Summary
    from sim.results.question import Question
    from sim.scenario.schema import Scenario
    from sim.study import Study

TOO_MANY = "so many replications are written as they are played"
FULLER = {"everything": "--full"}
PROTOCOLS = ("mediated", "alternating_offers", "challenge")


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name=PROGRAM)
def commands() -> None:
    """Play a negotiation thousands of times and say what came out.

    \b
    python -m sim scenarios/ceasefire30.yaml      play it, write the report
    python -m sim compare A.yaml B.yaml           what changes, on the same luck
    python -m sim app FILE                        sliders, a draft, a seat
    python -m sim check scenarios/*.yaml          name every mistake
    python -m sim explain FILE --run 31           tell one replication by rounds
    python -m sim new mine.yaml                   start a scenario of your own
    python -m sim brief FILE                      a page of PDF, or one figure
    python -m sim calibrate FILE --target T.yaml  agree with what others say
    python -m sim dealbreakers FILE               what would have to change
    python -m sim discover FILE --outcome zone    under which conditions
    python -m sim forecast score                  what was foretold, what came
    python -m sim play FILE --as ukraine          take a seat at the table
    python -m sim sensitivity FILE                which inputs matter
    python -m sim sweep FILE --vary PATH=0:1:0.1  vary one number or two
    python -m sim tournament FILE                 which strategy does best
    python -m sim validate                        why believe it

    `run` may be left out.
    """


@commands.command(cls=OneFile)
@click.argument("file", type=ScenarioFile())
@click.option("--protocol", type=click.Choice([*PROTOCOLS, "all"]), help="By which rules; all: side by side.")
@click.option("--format", "tables", type=click.Choice(["csv"]), multiple=True, help="A CSV table also.")
@click.option(
    "--linked", is_flag=True, help="A small report; the script that draws lies once beside all reports."
)
@click.option("--full", is_flag=True, help="Print everything, not only what fits a screen.")
@asking()
def run(
    file: Path,
    protocol: str | None,
    tables: tuple[str, ...],
    linked: bool,
    full: bool,
    how: Typed,
) -> None:
    """Play FILE, print a summary and write the results."""
    from sim import study

    overrides, written = how.overrides, {"csv": "csv" in tables, "linked": linked}
    if protocol and any(change.partition("=")[0].strip() == "protocol" for change in overrides):
        raise Mistake(f"--protocol {protocol} and --set protocol=... say the same thing: give one of them")
    if protocol == "all":
        if not fits(file, how):
            raise Mistake(f"{TOO_MANY}: ask for one --protocol at a time, or for fewer")
        done = study.each_protocol(file, **how.options, **written)
        show_spread(done, overrides, how.quiet)
    else:
        changes, heard = (
            (*overrides, *([f"protocol={protocol}"] if protocol else [])),
            PrintsEarly(how.quiet, full),
        )
        how = replace(how, options=how.options | {"overrides": changes})
        if not fits(file, how):
            return streamed(file, how, tables)
        one = study.run(file, heard=heard, **how.options, **written)
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
    told(found, how, lambda others, lost: screen.show(scenario, found.answer, files | others, lost))


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
    from sim import study
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
        lambda width: [side_by_side(first.question.scenario, study.spread(done), summaries, width)],
        files | changed(overrides),
        chapters=chapters,
        scenarios=(first.question.scenario,),
    )
    lament(chapters)


@commands.command()
@click.argument("files", type=ScenarioFile(), nargs=-1, required=True)
@OVERRIDES
@STRICT
def check(files: tuple[Path, ...], overrides: tuple[str, ...], strict: bool) -> None:
    """Say whether FILES can be simulated, and every mistake in them with its place.

    What can be simulated but is probably a mistake is a warning.
    """
    fine = [checked(file, overrides, strict) for file in files]
    if not all(fine):
        raise SystemExit(MISTAKE)


def checked(file: Path, overrides: tuple[str, ...], strict: bool) -> bool:
    """Print one file's verdict."""
    from sim import doubts
    from sim.bargaining.setup.unheeded import unheeded
    from sim.scenario import people
    from sim.scenario.bundles import in_words
    from sim.scenario.problems import ScenarioError

    try:
        found = doubts.read(file, overrides)
    except ScenarioError as error:
        click.echo(error, err=True)
        return False
    if not (strict and found.doubts):
        click.echo(f"{file}: fine, {sizes(found.scenario)}")
        for bundle in found.scenario.together:
            click.echo(f"  drawn together: {in_words(bundle)}")
        for said in (
            *linked(found.scenario),
            *minds(found.scenario),
            *happening(found.scenario),
            *found.scenario.compared,
            *people.told(found.scenario),
            *unheeded(found.scenario),
        ):
            click.echo(f"  {said}")
    if found.doubts:
        click.echo(doubts.Doubtful(str(file), found.doubts), err=True)
    return not (strict and found.doubts)


def sizes(scenario: Scenario) -> str:
    """How much there is in a scenario."""
    from sim.scenario.reading import numbers

    found = numbers(scenario)
    uncertain = sum(not number.quantity.fixed for number in found)
    each = {"actor": len(scenario.actors), "issue": len(scenario.issues), "number": len(found)}
    counted = ", ".join(f"{count} {noun}{'s' * (count != 1)}" for noun, count in each.items())
    return f"{counted} ({uncertain} uncertain)"


def linked(scenario: Scenario) -> Iterator[str]:
    """What its links say, if it has any."""
    if scenario.links or (scenario.truce and scenario.truce.links):
        from sim.report.links import told

        yield from told(scenario)


def happening(scenario: Scenario) -> Iterator[str]:
    """What its events do that no number says, if it has any."""
    if scenario.events:
        from sim.report.happenings import told

        yield from told(scenario)


def minds(scenario: Scenario) -> Iterator[str]:
    """What binds whom from within, and who attacks what."""
    if scenario.spoilers or any(party.factions for party in scenario.parties.values()):
        from sim.report import factions, spoilers

        yield from (*factions.told(scenario), *spoilers.told(scenario))


@commands.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def new(file: Path) -> None:
    """Write a small scenario to FILE: two parties, one issue, ready to run."""
    from importlib.resources import files

    if os.path.lexists(file):
        raise Mistake(f"{file} is there already; nothing was written")
    refuse_unfit(file, force=False)
    with writing(file):
        disk.create(file, (files("sim") / "new.yaml").read_bytes())
    click.echo(f"wrote {file}; now: python -m sim {shlex.quote(str(file))}")


@commands.command()
def schema() -> None:
    """Print the JSON Schema of scenario files, for editors."""
    import json

    from sim.scenario.reading import json_schema

    click.echo(json.dumps(json_schema(), indent=1, ensure_ascii=False))


commands.add_command(app)
commands.add_command(backtest)
commands.add_command(brief)
commands.add_command(calibrate)
commands.add_command(compare)
commands.add_command(dealbreakers)
commands.add_command(discover)
commands.add_command(play)
commands.add_command(sensitivity)
commands.add_command(import_)
commands.add_command(export)
commands.add_command(validate)
commands.add_command(explain)
commands.add_command(forecast)
commands.add_command(sweep)
commands.add_command(tournament)
