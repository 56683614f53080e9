"""What the commands have in common: their options, and how a mistake is told."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from sim.cli.doubting import doubting
from sim.cli.types import Count, Failure, Mistake, Whole
from sim.disk import FULL
from sim.options import RunKeywords
from sim.stopping import noted

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from sim.analysis.chapters import Chapters
    from sim.questions.finding import Finding

Command = TypeVar("Command", bound=Callable[..., Any])
PROTOCOLS = ("mediated", "alternating_offers", "challenge")  # to read them in the schema takes a while
SEEDS = Whole(0, 2**64 - 1)
FOLDER = click.Path(path_type=Path, file_okay=False)

OVERRIDES = click.option(
    "--set", "overrides", multiple=True, metavar="PATH=VALUE", help="Change one number; repeatable."
)
RESULTS = click.option(
    "--results", type=FOLDER, default="results", show_default=True, help="Where to keep them."
)
THREADS = click.option(
    "--threads",
    "--workers",
    "threads",
    type=Whole(min=1),
    help="How many play at a time. Default: one per core.",
)
PROCESSES = click.option("--processes", is_flag=True, help="Not threads: for `behaviour:` in Python.")
CLUSTER = click.option(
    "--cluster",
    metavar="ADDRESS",
    help="Play on a Dask cluster: tcp://host:8786 (extra `cluster`). Its scheduler can run any code here, and "
    "nothing is encrypted: connect only to one that you trust.",
)
WORKERS = (THREADS, PROCESSES, CLUSTER)
LINKED = click.option(
    "--linked", is_flag=True, help="A small page; the script that draws lies once beside all pages."
)
OPEN = click.option("--open", "show", is_flag=True, help="Open the page in a browser.")
ALLOW_CODE = click.option(
    "--allow-code", is_flag=True, help="Run the Python that an actor's `behaviour:` names."
)
FORCE = click.option("--force", is_flag=True, help="Replace what is there.")
QUIET = click.option("-q", "--quiet", is_flag=True, help="Print only where the results are.")


def to_file(what: str, required: bool = False) -> Callable[[Command], Command]:
    """The option that says to which file something is written."""
    file = click.Path(path_type=Path, dir_okay=False)
    return click.option("-o", "--output", type=file, required=required, help=what)


THERE = "is there already; nothing was written (--force replaces it)"


@dataclass(frozen=True)
class Typed:
    """What was typed of all that questions share."""

    options: RunKeywords
    quiet: bool
    show: bool

    @property
    def overrides(self) -> tuple[str, ...]:
        """What `--set` changed."""
        return tuple(self.options["overrides"])


def asking(runs: str = "10k", page: bool = True) -> Callable[[Command], Command]:
    """The options of every question, which it is given as `how`. Without --runs and --seed a study keeps its own."""
    count = click.option("-n", "--runs", type=Count(), help=f"500, 10k, 1M ... Default: {runs}.")
    seed = click.option("--seed", type=SEEDS, help="Of all chance. Default: 1.")
    parts = (count, seed, OVERRIDES, *WORKERS, RESULTS, *([LINKED, OPEN] if page else []), ALLOW_CODE, QUIET)

    def decorated(command: Command) -> Command:
        command = doubting(gathered(command)) if page else gathered(command)
        for part in reversed(parts):
            command = part(command)
        return command

    return decorated


def gathered(command: Command) -> Command:
    """The command, given all that questions share at once; with who plays, for as long as it takes."""

    @wraps(command)
    def asked(*, quiet: bool, threads: int | None, processes: bool, cluster: str | None, **words: Any) -> Any:
        from sim.progress import OnTerminal, Silent

        show = words.pop("show", False)
        with mistakes(), executor_for(threads, processes, cluster) as executor:
            options: RunKeywords = {
                "runs": words.pop("runs"),
                "seed": words.pop("seed"),
                "overrides": words.pop("overrides"),
                "results": words.pop("results"),
                "linked": words.pop("linked", False),
                "allow_code": words.pop("allow_code"),
                "threads": threads if executor is None else None,
                "executor": executor,
                "watch": Silent() if quiet else OnTerminal(),
                "command": typed(),
            }
            return command(how=Typed(options, quiet, show), **words)

    return asked  # type: ignore[return-value]


@contextmanager
def executor_for(threads: int | None, processes: bool, cluster: str | None) -> Iterator[Executor | None]:
    """Whoever plays instead of threads."""
    if cluster and (threads or processes):
        raise Mistake("--cluster has its own workers: leave out --threads and --processes")
    if cluster:
        from sim.cluster import Cluster

        with Cluster(cluster) as far:
            yield far
    elif processes:
        from sim.processes import processes as started

        with started(threads) as near:
            yield near
    else:
        yield None


@contextmanager
def mistakes() -> Iterator[None]:
    """What is wrong with a question is a mistake: exit 2, and no traceback."""
    from sim.allowing import CodeNotAllowed
    from sim.analysis.events import UnknownName
    from sim.bargaining.agents.blame import AgentError, BehaviourError
    from sim.bargaining.run.parcel import OtherProgram
    from sim.bargaining.run.workers import LostWorkers
    from sim.cluster import NoCluster
    from sim.questions.asking import NotAStudy, Unanswerable
    from sim.results.writable import Unwritable
    from sim.scenario.problems import ScenarioError

    about_files = (ScenarioError, CodeNotAllowed, Unwritable, NotAStudy)
    about_code = (BehaviourError, AgentError)
    about_answers = (Unanswerable, UnknownName, NoCluster)
    try:
        yield
    except (*about_files, *about_code, *about_answers) as error:
        raise Mistake(str(error)) from error
    except (LostWorkers, OtherProgram) as error:
        raise Failure(noted(error, str(error))) from error


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
    how: Typed,
    say: Callable[[dict[str, str], Chapters], None],
) -> None:
    """Say what was found and where it is, or only where; and which chapters could not be made."""
    from sim.analysis.chapters import Chapters

    chapters = Chapters(finding.failed)
    if how.quiet:
        click.echo(finding.folder)
    else:
        files = {"page": str(finding.page), "all files": f"{finding.folder}/"}
        say(files | changed(how.overrides), chapters)
    lament(chapters)
    if how.show:
        click.launch(str(finding.page))


def lament(chapters: Chapters) -> None:
    """One line on standard error for each chapter that could not be made."""
    from sim.report.chapters import in_a_line

    for failed in chapters.failed:
        click.echo(f"warning: {in_a_line(failed)}", err=True)
