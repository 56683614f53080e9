"""The command that narrows uncertain inputs until a scenario agrees with what others say."""

from __future__ import annotations

from pathlib import Path

import click

from sim import disk
from sim.cli.answers import Typed, told
from sim.cli.mistakes import refuse_unfit, writing
from sim.cli.options import FORCE, asking, to_file
from sim.cli.types import OneFile, ScenarioFile, SubjectFile


@click.command(cls=OneFile)
@click.argument("file", type=SubjectFile())
@click.option("--target", "targets", type=ScenarioFile(), required=True, help="A file of targets.")
@to_file("Write the narrowed scenario here too.")
@FORCE
@asking()
def calibrate(
    file: Path,
    targets: Path,
    output: Path | None,
    force: bool,
    how: Typed,
) -> None:
    """Narrow the uncertain inputs of FILE until it agrees with stated probabilities.

    Targets are forecasts, polls or things that happened: scenarios/targets has an example.
    """
    from sim.questions.asking import resolved_subject
    from sim.questions.calibrate import NARROWED
    from sim.questions.calibrate import calibrate as narrow
    from sim.report.calibration import screen

    if output:
        with writing(output):
            refuse_unfit(output, force)
    found = narrow(file, targets, **how.options)
    scenario, *_ = resolved_subject(file, how.overrides)
    kept = found.folder / NARROWED
    if output:
        with writing(output):
            disk.replace(output, kept.read_text(encoding="utf-8"))
    files = {"narrowed scenario": str(output or kept)}
    told(
        found,
        how,
        lambda others, lost: screen.show(scenario, found.answer, files | others, chapters=lost),
    )
