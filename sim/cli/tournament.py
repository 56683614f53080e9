"""The command that plays strategies against one another."""

from __future__ import annotations

from pathlib import Path

import click

from sim.cli.answers import Typed, told
from sim.cli.options import asking
from sim.cli.types import SubjectFile


@click.command()
@click.argument("file", type=SubjectFile())
@click.option(
    "--strategy",
    "tried",
    nargs=3,
    multiple=True,
    metavar="ACTOR NAME PATH=VALUE",
    help="One that ACTOR tries (several changes with commas); repeatable.",
)
@click.option(
    "--strategies",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A file of them: {actor: {name: {concession: 0.3}}}.",
)
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON instead.")
@asking()
def tournament(
    file: Path,
    tried: tuple[tuple[str, str, str], ...],
    strategies: Path | None,
    as_json: bool,
    how: Typed,
) -> None:
    """Say which strategy of each party in FILE does best against those of the others.

    \b
    tournament X
    tournament X --strategy us late concession=0.3 --strategy us now concession=3
    tournament X --strategy us modest concession=3,aspiration=0.8
    tournament X --strategy us "well informed" insight=0.9

    Each with each, on the same luck: payoffs, best replies, equilibria, and which strategies would spread. A party
    that is not named concedes late, evenly or early, or screens. Of a mediator: how many deals are missed that could
    be signed.
    """
    from sim.progress import Silent
    from sim.questions.asking import resolved_subject
    from sim.questions.tournament import tournament
    from sim.report.tournament import screen

    options = how.options | ({"watch": Silent()} if as_json else {})
    finding = tournament(file, strategies, typed=tried, **options)
    if as_json:
        click.echo((finding.folder / "tournament.json").read_text(encoding="utf-8"), nl=False)
        return
    scenario, *_ = resolved_subject(file, how.overrides)
    told(finding, how, lambda files, lost: screen.show(scenario, finding.answer, files, chapters=lost))
