"""The command that says which inputs matter."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from sim.cli.answers import Typed, told
from sim.cli.options import asking
from sim.cli.types import SubjectFile

if TYPE_CHECKING:
    from sim.questions.sensitivity import Method

METHODS = ("given", "sobol", "morris")


@click.command()
@click.argument("subject", type=SubjectFile())
@click.option(
    "--outcome",
    "outcomes",
    multiple=True,
    help="settlement, settlement_day, zone, utility.<actor>, terms.<issue>.<option> ...; repeatable. "
    "Default: the usual ones.",
)
@click.option(
    "--method",
    type=click.Choice(METHODS),
    default="given",
    show_default=True,
    help="given: the replications at hand. sobol, morris: a design of its own; --runs are then its points "
    "(1024) or trajectories (100).",
)
@asking()
def sensitivity(
    subject: Path,
    outcomes: tuple[str, ...],
    method: str,
    how: Typed,
) -> None:
    """Say which uncertain inputs carry the spread of an outcome of SUBJECT, a file or the folder of a study."""
    from sim.questions.asking import resolved_subject
    from sim.questions.sensitivity import sensitivity as find
    from sim.report.sensitivity import screen

    finding = find(subject, outcomes, cast("Method", method), **how.options)
    scenario, *_ = resolved_subject(subject, how.overrides)
    told(finding, how, lambda files, lost: screen.show(scenario, finding.answer, files, chapters=lost))
