"""The command that varies numbers of a scenario, here or on a cluster."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from sim.cli.doubting import doubting
from sim.cli.options import (
    ALLOW_CODE,
    OPEN,
    OVERRIDES,
    QUIET,
    RESULTS,
    SEEDS,
    Subject,
    mistakes,
    told,
    typed,
)
from sim.cli.types import Count, Failure, Mistake, Whole
from sim.stopping import noted


@click.command()
@click.argument("subject", type=Subject())
@click.option(
    "--vary",
    multiple=True,
    metavar="PATH=VALUES",
    help="START:STOP:STEP, both ends included, or a,b,c. Once for curves, twice for a map.",
)
@click.option(
    "--vary-file",
    "cases",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A table of cases: CSV with paths at its top, or a YAML list of {path: value}; `name` or `case` "
    "is what each is called.",
)
@click.option("-n", "--runs", type=Count(), default="2k", show_default=True, help="Of each cell.")
@click.option("--seed", type=SEEDS, help="Of all chance. Default: 1.")
@OVERRIDES
@click.option("--workers", type=Whole(min=1), help="Cells at a time. Default: one per core.")
@click.option("--processes", is_flag=True, help="Not threads: for `behaviour:` in Python.")
@click.option(
    "--cluster",
    metavar="ADDRESS",
    help="Play on a Dask cluster: tcp://host:8786 (extra `cluster`). Its scheduler can run any code here, and "
    "nothing is encrypted: connect only to one that you trust.",
)
@RESULTS
@OPEN
@ALLOW_CODE
@QUIET
@doubting
def sweep(
    subject: Path,
    vary: tuple[str, ...],
    cases: Path | None,
    runs: int,
    seed: int | None,
    overrides: tuple[str, ...],
    workers: int | None,
    processes: bool,
    cluster: str | None,
    results: Path,
    show: bool,
    allow_code: bool,
    quiet: bool,
) -> None:
    """Vary one number or two, or a table of cases, and say what becomes of the answer.

    \b
    sweep X --vary actors.us.credibility=0:1:0.1
    sweep X --vary protocol=mediated,challenge --vary horizon_days=60,120
    sweep X --vary-file cases.csv

    All cells have the same luck. Broken off, the same command goes on where it stopped.
    """
    from sim import progress
    from sim.questions import sweep as inquiry
    from sim.questions.asking import resolved_subject
    from sim.questions.sweeping.playing import LostWorkers
    from sim.questions.sweeping.task import OtherProgram
    from sim.questions.sweeping.workers import Workers
    from sim.report.sweeps import screen

    if cluster and (workers or processes):
        raise Mistake("--cluster has its own workers: leave out --workers and --processes")
    asked: dict[str, Any] = {"runs": runs, "seed": seed, "overrides": overrides, "results": results}
    asked |= {"allow_code": allow_code, "executor": Workers(workers, processes, cluster), "command": typed()}
    watch = progress.Silent() if quiet else progress.OnTerminal()
    try:
        with mistakes():
            found = inquiry.sweep(subject, vary, cases, watch=watch, **asked)
    except (LostWorkers, OtherProgram) as error:
        raise Failure(noted(error, str(error))) from error
    scenario, *_ = resolved_subject(subject, overrides)
    table = {"table": str(found.folder / "sweep.parquet")}
    told(
        found,
        quiet,
        show,
        lambda files, lost: screen.show(found.answer, files | table, chapters=lost, scenarios=(scenario,)),
        overrides,
    )
