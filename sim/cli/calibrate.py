"""The command that narrows uncertain inputs until a scenario agrees with what others say."""

from __future__ import annotations

from pathlib import Path

import click

from sim import disk
from sim.cli.doubting import doubting
from sim.cli.options import (
    FORCE,
    OPEN,
    OVERRIDES,
    QUIET,
    RESULTS,
    SEEDS,
    THREADS,
    Subject,
    mistakes,
    refuse_unfit,
    told,
    typed,
    writing,
)
from sim.cli.types import Count, OneFile, ScenarioFile


@click.command(cls=OneFile)
@click.argument("file", type=Subject())
@click.option("--target", "targets", type=ScenarioFile(), required=True, help="A file of targets.")
@click.option("-n", "--runs", type=Count(), help="500, 10k, 1M ... Default: 10k.")
@click.option("--seed", type=SEEDS, help="Of all chance. Default: 1.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the narrowed scenario here too.",
)
@FORCE
@OVERRIDES
@THREADS
@RESULTS
@OPEN
@QUIET
@doubting
def calibrate(
    file: Path,
    targets: Path,
    runs: int | None,
    seed: int | None,
    output: Path | None,
    force: bool,
    overrides: tuple[str, ...],
    threads: int | None,
    results: Path,
    show: bool,
    quiet: bool,
) -> None:
    """Narrow the uncertain inputs of FILE until it agrees with stated probabilities.

    Targets are forecasts, polls or things that happened: scenarios/targets has an example.
    """
    from sim.progress import OnTerminal, Silent
    from sim.questions.asking import resolved_subject
    from sim.questions.calibrate import NARROWED
    from sim.questions.calibrate import calibrate as narrow
    from sim.report.calibration import screen

    if output:
        with writing(output):
            refuse_unfit(output, force)
    with mistakes():
        found = narrow(
            file,
            targets,
            runs=runs,
            seed=seed,
            overrides=overrides,
            results=results,
            threads=threads,
            watch=Silent() if quiet else OnTerminal(),
            command=typed(),
        )
    scenario, *_ = resolved_subject(file, overrides)
    kept = found.folder / NARROWED
    if output:
        with writing(output):
            disk.replace(output, kept.read_text(encoding="utf-8"))
    files = {"narrowed scenario": str(output or kept)}
    told(
        found,
        quiet,
        show,
        lambda others, lost: screen.show(scenario, found.answer, files | others, chapters=lost),
        overrides,
    )
