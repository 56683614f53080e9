"""What the commands have in common: their options, and who plays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from sim.cli.answers import Typed, typed
from sim.cli.doubting import doubting
from sim.cli.mistakes import mistakes
from sim.cli.types import Count, Mistake, Whole
from sim.options import RunKeywords

if TYPE_CHECKING:
    from concurrent.futures import Executor

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
