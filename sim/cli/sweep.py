"""The command that varies numbers of a scenario, here or on a cluster."""

from __future__ import annotations

from pathlib import Path

import click

from sim.cli.answers import Typed, told
from sim.cli.options import asking
from sim.cli.types import SubjectFile


@click.command()
@click.argument("subject", type=SubjectFile())
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
@asking(runs="2k, of each cell")
def sweep(
    subject: Path,
    vary: tuple[str, ...],
    cases: Path | None,
    how: Typed,
) -> None:
    """Vary one number or two, or a table of cases, and say what becomes of the answer.

    \b
    sweep X --vary actors.us.credibility=0:1:0.1
    sweep X --vary protocol=mediated,challenge --vary horizon_days=60,120
    sweep X --vary-file cases.csv

    All cells have the same luck. Broken off, the same command goes on where it stopped.
    """
    from sim.questions import sweep as inquiry
    from sim.questions.asking import resolved_subject
    from sim.report.sweeps import screen

    found = inquiry.sweep(subject, vary, cases, **how.options)
    scenario, *_ = resolved_subject(subject, how.overrides)
    table = {"table": str(found.folder / "sweep.parquet")}
    told(
        found,
        how,
        lambda files, lost: screen.show(found.answer, files | table, chapters=lost, scenarios=(scenario,)),
    )
