"""The command that lays scenarios beside one another."""

from __future__ import annotations

from pathlib import Path

import click

from sim.cli.answers import Typed, told
from sim.cli.options import asking
from sim.cli.types import SubjectFile


@click.command()
@click.argument("subjects", type=SubjectFile(), nargs=-1, required=True, metavar="BASE OTHER...")
@click.option(
    "--variant",
    "variants",
    multiple=True,
    metavar="PATH=VALUE",
    help="One more: BASE with this change (several with commas); repeatable.",
)
@asking()
def compare(
    subjects: tuple[Path, ...],
    variants: tuple[str, ...],
    how: Typed,
) -> None:
    """Play up to twelve scenarios on the same luck and say what changes from BASE to each OTHER.

    Each is a scenario file or the folder of a study. `--set` changes all of them.
    """
    from sim.options import RunOptions
    from sim.questions.columns import comparison_columns
    from sim.questions.compare import comparison
    from sim.report.comparison import screen

    found = comparison_columns(subjects, variants, RunOptions(**how.options))
    finding = comparison(found)
    scenarios = tuple(each.scenario for each in found)
    told(finding, how, lambda files, lost: screen.show(scenarios, finding.answer, files, chapters=lost))
