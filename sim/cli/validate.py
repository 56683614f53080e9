"""The command that lays theory, peers and data beside what is computed here."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sim import __version__, disk
from sim.cli.mistakes import mistakes, refuse_others
from sim.cli.options import CLUSTER, PROCESSES, RESULTS, THREADS, executor_for
from sim.cli.types import Count, Failure, Mistake, Whole

if TYPE_CHECKING:
    from sim.progress import Watch
    from sim.validation.check import Check
    from sim.validation.groups import CheckOptions

FEWEST = 200  # replications from which a standard error can be told
NAMES = ("validation.md", "validation.json", "validation.csv")


@click.command()
@click.option(
    "--data",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    envvar="PARLEYSIM_DATA",
    show_envvar=True,
    help="Folder with data of others: deu3.csv, casino_outcomes.csv, copenhagen.csv, cop21.csv.",
)
@click.option(
    "-n", "--runs", type=Count(), default="2k", show_default=True, help="Of each scenario of theory."
)
@click.option("--seed", type=Whole(0, 2**32), default=1, show_default=True, help="Of all chance.")
@THREADS
@PROCESSES
@CLUSTER
@RESULTS
def validate(
    data: Path | None,
    runs: int,
    seed: int,
    threads: int | None,
    processes: bool,
    cluster: str | None,
    results: Path,
) -> None:
    """Say what theory, other programs and data expect, what is computed, and whether they agree.

    Exits with 1 if a check fails. NegMAS is compared with where it is installed (extra `peers`).
    """
    from sim.progress import OnTerminal
    from sim.results.writable import Unwritable, room
    from sim.scenario.problems import ScenarioError
    from sim.validation import screen
    from sim.validation.groups import CheckOptions
    from sim.validation.tables import BadData

    asked, folder = CheckOptions(shipped(), data, runs, seed, threads), results / "validation"
    try:
        refuse(asked, folder)
        with mistakes(), executor_for(threads, processes, cluster) as executor, room(folder):
            rows = checked(replace(asked, workers=executor or threads), OnTerminal())
            keep(folder, rows, asked)
    except (ScenarioError, BadData, Unwritable) as error:
        raise Mistake(str(error)) from error
    screen.show(rows, f"table  {folder / NAMES[0]}")
    failed = sum(row.verdict == "differs" for row in rows)
    if failed:
        raise Failure(f"{failed} of {len(rows)} checks failed")


def shipped() -> Path:
    """The scenarios of this copy; an installed package has none and looks where it is called."""
    here = Path(__file__).parents[2] / "scenarios"
    for folder in (here, Path("scenarios")):
        if (folder / "theory").is_dir():
            return folder
    raise Mistake("there is no folder scenarios/theory here: validate is run in a copy of the repository")


def refuse(asked: CheckOptions, folder: Path) -> None:
    """Mistakes that can be seen before anything is played."""
    from sim.validation.groups import no_data_in

    if asked.runs < FEWEST:
        raise Mistake(f"{asked.runs} runs tell too little: at least {FEWEST}")
    if asked.data is not None and no_data_in(asked.data):
        raise Mistake(
            f"{asked.data} holds none of deu3.csv, casino_outcomes.csv, copenhagen.csv and cop21.csv"
        )
    refuse_others(folder, NAMES)


def checked(asked: CheckOptions, watch: Watch) -> list[Check]:
    """Every row."""
    from sim.bargaining.compiled import is_compiled
    from sim.first_time import compiling
    from sim.validation.groups import check_pieces

    known = is_compiled("mediated") and is_compiled("alternating_offers")
    parts = [piece for group in check_pieces(asked).values() for piece in group]
    rows: list[Check] = []
    with (
        compiling("mediated and alternating_offers", known, watch),
        watch.bar(len(parts), "checking") as tick,
    ):
        for part in parts:
            rows += part()
            if tick is not None:
                tick(1)
    return rows


def keep(folder: Path, rows: list[Check], asked: CheckOptions) -> None:
    """Write the table in three forms, or nothing."""
    from sim.results import store
    from sim.validation import table

    about = {"version": __version__, "runs": asked.runs, "seed": asked.seed, "data": asked.data is not None}
    texts = (
        table.as_markdown(rows, about),
        store.as_json({**about, "checks": table.as_values(rows)}),
        table.as_csv(rows),
    )
    with store.aside(folder) as fresh:
        for name, text in zip(NAMES, texts, strict=True):
            disk.write(fresh / name, text)
