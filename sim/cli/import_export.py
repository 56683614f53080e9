"""The commands that read and write what other programs negotiate about."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sim import disk
from sim.cli.doubting import doubting
from sim.cli.mistakes import refuse_unfit, writing
from sim.cli.options import FORCE, OVERRIDES, SEEDS, to_file
from sim.cli.types import Mistake, ScenarioFile, Whole

if TYPE_CHECKING:
    from sim.interchange.types import Bargain, Contest


@click.command("import")
@click.argument("files", type=click.Path(path_type=Path, exists=True), nargs=-1, required=True)
@to_file("The scenario.", required=True)
@click.option(
    "--levels", type=Whole(2, 1000), default=101, show_default=True, help="Options of a real issue."
)
@click.option("--domain", metavar="NAME", help="Which one, if FILES hold several.")
@FORCE
def import_(files: tuple[Path, ...], output: Path, levels: int, domain: str | None, force: bool) -> None:
    """Make a scenario of FILES, or of a folder: domains of GENIUS, GeniusWeb, NegMAS and NegoLog; positions of KTAB,
    of decide and in plain tables."""
    from sim.interchange.as_scenario import as_yaml, notes
    from sim.interchange.finding import found_in
    from sim.interchange.types import NotImported

    with writing(output):
        refuse_unfit(output, force)
    try:
        found = found_in(files, levels, domain)
        text = as_yaml(found)
    except NotImported as error:
        raise Mistake(str(error)) from error
    with writing(output):
        disk.replace(output, text)
    click.echo(f"wrote {output}: {sizes(found)}")
    for note in notes(found):
        click.echo(f"note: {note}", err=True)
    click.echo(f"now: python -m sim {shlex.quote(str(output))}")


def sizes(found: Bargain | Contest) -> str:
    """How much was read."""
    plural = {"party": "parties", "actor": "actors", "issue": "issues"}
    return ", ".join(f"{n} {noun if n == 1 else plural[noun]}" for noun, n in found.sizes.items())


@click.command()
@click.argument("file", type=ScenarioFile())
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@OVERRIDES
@click.option(
    "--replication", type=Whole(0, 2**63 - 2), help="As drawn in this one, from 0. Default: every median."
)
@click.option("--seed", type=SEEDS, default=1, show_default=True, help="Of that replication.")
@FORCE
@doubting
def export(
    file: Path, folder: Path, overrides: tuple[str, ...], replication: int | None, seed: int, force: bool
) -> None:
    """Write the packages and utilities of FILE to FOLDER, for NegMAS."""
    from sim.interchange import as_negmas
    from sim.interchange.writing import Occupied, write_folder
    from sim.scenario.problems import ScenarioError
    from sim.scenario.reading import read

    try:
        scenario = read(file, overrides)
        space = as_negmas.space(scenario, seed, replication)
        with writing(folder):
            write_folder(folder, as_negmas.files(scenario, space), force)
    except (ScenarioError, Occupied) as error:
        raise Mistake(str(error)) from error
    click.echo(f"wrote {folder}/: {len(space.gains)} parties, {space.packages:,} packages; {space.drawn}")
    for limit in as_negmas.limits(scenario, space):
        click.echo(f"note: {limit}")
