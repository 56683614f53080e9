"""The command that takes away what may stand in the way of a deal."""

from __future__ import annotations

from pathlib import Path

import click

from sim.cli.answers import Typed, told
from sim.cli.options import asking
from sim.cli.types import SubjectFile


@click.command()
@click.argument("file", type=SubjectFile())
@click.option("--pairs", is_flag=True, help="Also two changes at once: what works only together.")
@asking(runs="5k, or those of a smaller study")
def dealbreakers(
    file: Path,
    pairs: bool,
    how: Typed,
) -> None:
    """Say what would have to change in FILE for talks that fail.

    Every red line, veto, doubt, fear and cost is taken away in turn, on the same luck.
    """
    from sim.questions.asking import resolved_subject
    from sim.questions.dealbreakers import dealbreakers
    from sim.report.dealbreakers import screen

    finding = dealbreakers(file, pairs, **how.options)
    scenario, *_ = resolved_subject(file, how.overrides)
    told(finding, how, lambda files, lost: screen.show(scenario, finding.answer, files, chapters=lost))
