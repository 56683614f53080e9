"""The command that looks for conditions."""

from __future__ import annotations

from pathlib import Path

import click

from sim.cli.answers import Typed, told
from sim.cli.options import asking
from sim.cli.types import SubjectFile

SHARE = click.FloatRange(0.0, 1.0, min_open=True, max_open=True)


@click.command()
@click.argument("file", type=SubjectFile())
@click.option("--outcome", default="settlement", show_default=True, help="What happens: settlement, zone ...")
@click.option(
    "--density", type=SHARE, help="Least share of worlds with it in a box. Default: the best trade."
)
@click.option(
    "--support", type=SHARE, default=0.05, show_default=True, help="Least share of worlds in a box."
)
@asking()
def discover(
    file: Path,
    outcome: str,
    density: float | None,
    support: float,
    how: Typed,
) -> None:
    """Say under which conditions on the uncertain inputs of FILE something happens.

    Needs ema_workbench: pip install 'parleysim[discovery]'.
    """
    from sim.questions import discover as inquiry
    from sim.questions.asking import resolved_subject
    from sim.report.discovery import screen

    finding = inquiry.discover(file, outcome, density=density, support=support, **how.options)
    scenario, *_ = resolved_subject(file, how.overrides)
    told(finding, how, lambda files, lost: screen.show(scenario, finding.answer, files, chapters=lost))
