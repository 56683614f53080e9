"""What the commands have in common: their options, and how a mistake is told."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from sim.cli.doubting import doubting
from sim.cli.types import Count, Failure, Mistake, Whole, suggestion
from sim.disk import FULL

if TYPE_CHECKING:
    from sim.analysis.chapters import Chapters
    from sim.questions.finding import Finding

Command = TypeVar("Command", bound=Callable[..., Any])
SEEDS = Whole(0, 2**64 - 1)
FOLDER = click.Path(path_type=Path, file_okay=False)

OVERRIDES = click.option(
    "--set", "overrides", multiple=True, metavar="PATH=VALUE", help="Change one number; repeatable."
)
RESULTS = click.option(
    "--results", type=FOLDER, default="results", show_default=True, help="Where to keep them."
)
THREADS = click.option("--threads", type=Whole(min=1), help="Default: one per core.")
OPEN = click.option("--open", "show", is_flag=True, help="Open the page in a browser.")
ALLOW_CODE = click.option(
    "--allow-code", is_flag=True, help="Run the Python that an actor's `behaviour:` names."
)
FORCE = click.option("--force", is_flag=True, help="Replace what is there.")
QUIET = click.option("-q", "--quiet", is_flag=True, help="Print only where the results are.")

THERE = "is there already; nothing was written (--force replaces it)"


class Subject(click.ParamType[Path]):
    """A scenario file or the folder of a study; a name that nearly is one is suggested."""

    name = "file"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        path = Path(value)
        if os.path.exists(path):  # False for names that no file can have, where Path.exists raises
            return path
        self.fail(f"there is no file or folder {str(path)!r}{suggestion(path)}", param, ctx)


def asking(runs: str = "10k") -> Callable[[Command], Command]:
    """The options of every question asked of a study. Without --runs and --seed a study keeps its own."""
    count = click.option("-n", "--runs", type=Count(), help=f"500, 10k, 1M ... Default: {runs}.")
    seed = click.option("--seed", type=SEEDS, help="Of all chance. Default: 1.")
    parts = (count, seed, OVERRIDES, THREADS, RESULTS, OPEN, ALLOW_CODE, QUIET)

    def decorated(command: Command) -> Command:
        command = doubting(command)
        for part in reversed(parts):
            command = part(command)
        return command

    return decorated


@contextmanager
def mistakes() -> Iterator[None]:
    """What is wrong with a question is a mistake: exit 2, and no traceback."""
    from sim.analysis.events import UnknownName
    from sim.bargaining.agents.blame import AgentError, BehaviourError
    from sim.questions.asking import NotAStudy, Unanswerable
    from sim.results.writable import Unwritable
    from sim.scenario.problems import ScenarioError
    from sim.study import CodeNotAllowed

    about_files = (ScenarioError, CodeNotAllowed, Unwritable, NotAStudy)
    about_code = (BehaviourError, AgentError)
    about_answers = (Unanswerable, UnknownName)
    try:
        yield
    except (*about_files, *about_code, *about_answers) as error:
        raise Mistake(str(error)) from error


@contextmanager
def writing(target: Path) -> Iterator[None]:
    """An error of the system names what was asked for, not what it is called while it is written."""
    try:
        yield
    except OSError as error:
        kind = Failure if error.errno in FULL else Mistake
        raise kind(f"{target} cannot be written: {error.strerror}") from error


def refuse_unfit(output: Path, force: bool) -> None:
    """Before anything is read."""
    if os.path.lexists(output) and not force:
        raise Mistake(f"{output} {THERE}")
    if not output.parent.is_dir():
        raise Mistake(f"there is no folder {str(output.parent)!r} to write {output.name} in")


def refuse_others(folder: Path, names: Collection[str]) -> None:
    """A folder that is written anew as a whole may hold nothing else."""
    others = {path.name for path in folder.glob("*")} - set(names)
    if others:
        raise Mistake(f"{folder} holds other things ({min(others)}); choose another place with --results")


def typed() -> str:
    """The command as it was typed; bytes that are no text in a form that can be kept as text."""
    return f"python -m sim {shlex.join(sys.argv[1:])}".encode(errors="backslashreplace").decode()


def changed(overrides: tuple[str, ...]) -> dict[str, str]:
    """What `--set` changed, for the last lines of the screen."""
    return {"changed": ", ".join(overrides)} if overrides else {}


def told(
    finding: Finding[Any],
    quiet: bool,
    show: bool,
    say: Callable[[dict[str, str], Chapters], None],
    overrides: tuple[str, ...] = (),
) -> None:
    """Say what was found and where it is, or only where; and which chapters could not be made."""
    from sim.analysis.chapters import Chapters

    chapters = Chapters(finding.failed)
    if quiet:
        click.echo(finding.folder)
    else:
        files = {"page": str(finding.page), "all files": f"{finding.folder}/"}
        say(files | changed(overrides), chapters)
    lament(chapters)
    if show:
        click.launch(str(finding.page))


def lament(chapters: Chapters) -> None:
    """One line on standard error for each chapter that could not be made."""
    from sim.report.chapters import in_a_line

    for failed in chapters.failed:
        click.echo(f"warning: {in_a_line(failed)}", err=True)
