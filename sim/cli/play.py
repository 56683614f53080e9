"""The command that takes a seat at a terminal."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from sim.cli.mistakes import mistakes
from sim.cli.options import ALLOW_CODE, OVERRIDES, SEEDS
from sim.cli.types import Mistake, ScenarioFile, Whole


@click.command()
@click.argument("file", type=ScenarioFile())
@click.option("--as", "seat", metavar="NAME", help="Whose seat: a party, a mediator or a backer.")
@click.option("--run", type=Whole(0, 2**63 - 2), default=0, show_default=True, help="Luck: this replication.")
@click.option("--seed", type=SEEDS, default=1, show_default=True, help="Of all chance.")
@click.option("--moves", default="", help="Go on from these, as they were said when you left.")
@click.option("--see-all", is_flag=True, help="Everybody's numbers, not only your own.")
@OVERRIDES
@ALLOW_CODE
def play(
    file: Path,
    seat: str | None,
    run: int,
    seed: int,
    moves: str,
    see_all: bool,
    overrides: tuple[str, ...],
    allow_code: bool,
) -> None:
    """Take a seat at the table of FILE: sign, refuse and table texts against the agents of the others.

    \b
    python -m sim play scenarios/ceasefire30.yaml --as ukraine --run 31

    The same luck with your agent in the seat is told at the end. `python -m sim app` does the same on a page.
    """
    from rich.console import Console

    from sim.allowing import agents_of
    from sim.app.seat import game, typed
    from sim.app.seat.moves import read
    from sim.app.subjects import Refused
    from sim.scenario import reading

    with mistakes():
        scenario = reading.read(file, overrides)
        agents = agents_of(scenario, allow_code)
        try:
            seats = game.playable(scenario)
            if seat is None:
                raise Refused(f"say whose seat you take: --as {' or --as '.join(seats)}")
            begun = game.Play(scenario, seed, run, (seat,), read(moves))
            console = Console(highlight=False)
            done = typed.play(begun, asked, console.print, see_all, agents)
        except Refused as error:
            raise Mistake(str(error)) from error
    if done.awaited is not None:
        click.echo(f"to go on from here: --moves {typed.kept(done) or repr('')}")


def asked(question: str) -> str:
    """The line typed; empty at the end of input."""
    click.echo(f"\n{question}")
    return sys.stdin.readline()
