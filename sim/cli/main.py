"""Typed words -> one call. Nothing heavy is imported before a command needs it."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

import click

from sim import PROGRAM, __version__, disk
from sim.cli.app import app
from sim.cli.backtest import backtest
from sim.cli.brief import brief
from sim.cli.calibrate import calibrate
from sim.cli.check import check
from sim.cli.compare import compare
from sim.cli.dealbreakers import dealbreakers
from sim.cli.discover import discover
from sim.cli.explain import explain
from sim.cli.forecast import forecast
from sim.cli.import_export import export, import_
from sim.cli.mistakes import refuse_unfit, writing
from sim.cli.play import play
from sim.cli.run import run
from sim.cli.sensitivity import sensitivity
from sim.cli.sweep import sweep
from sim.cli.tournament import tournament
from sim.cli.types import Commands, Mistake
from sim.cli.validate import validate


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name=PROGRAM)
def commands() -> None:
    """Play a negotiation thousands of times and say what came out.

    \b
    python -m sim scenarios/ceasefire30.yaml      play it, write the report
    python -m sim compare A.yaml B.yaml           what changes, on the same luck
    python -m sim app FILE                        sliders, a draft, a seat
    python -m sim check scenarios/*.yaml          name every mistake
    python -m sim explain FILE --run 31           tell one replication by rounds
    python -m sim new mine.yaml                   start a scenario of your own
    python -m sim brief FILE                      a page of PDF, or one figure
    python -m sim calibrate FILE --target T.yaml  agree with what others say
    python -m sim dealbreakers FILE               what would have to change
    python -m sim discover FILE --outcome zone    under which conditions
    python -m sim forecast score                  what was foretold, what came
    python -m sim play FILE --as ukraine          take a seat at the table
    python -m sim sensitivity FILE                which inputs matter
    python -m sim sweep FILE --vary PATH=0:1:0.1  vary one number or two
    python -m sim tournament FILE                 which strategy does best
    python -m sim validate                        why believe it

    `run` may be left out.
    """


@commands.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def new(file: Path) -> None:
    """Write a small scenario to FILE: two parties, one issue, ready to run."""
    from importlib.resources import files

    if os.path.lexists(file):
        raise Mistake(f"{file} is there already; nothing was written")
    refuse_unfit(file, force=False)
    with writing(file):
        disk.create(file, (files("sim") / "new.yaml").read_bytes())
    click.echo(f"wrote {file}; now: python -m sim {shlex.quote(str(file))}")


@commands.command()
def schema() -> None:
    """Print the JSON Schema of scenario files, for editors."""
    import json

    from sim.scenario.reading import json_schema

    click.echo(json.dumps(json_schema(), indent=1, ensure_ascii=False))


for command in (
    app,
    backtest,
    brief,
    calibrate,
    check,
    compare,
    dealbreakers,
    discover,
    explain,
    export,
    forecast,
    import_,
    play,
    run,
    sensitivity,
    sweep,
    tournament,
    validate,
):
    commands.add_command(command)
