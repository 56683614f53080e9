"""What a command says of itself fits an ordinary terminal, and the README names every command."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from sim.cli.main import commands

WIDTH = 80


def every(command: click.Command, *names: str) -> Iterator[tuple[str, click.Command]]:
    """A command and all below it, by what is typed."""
    yield " ".join(names), command
    if isinstance(command, click.Group):
        for name, below in command.commands.items():
            yield from every(below, *names, name)


ALL = dict(every(commands, "python", "-m", "sim"))


def test_commands_below_commands_are_looked_at_too() -> None:
    assert {"python -m sim", "python -m sim run", "python -m sim forecast score"} <= ALL.keys()


@pytest.mark.parametrize("typed", ALL)
def test_help_fits_a_terminal(typed: str) -> None:
    context = click.Context(ALL[typed], info_name=typed, max_content_width=WIDTH, terminal_width=WIDTH)
    told = ALL[typed].get_help(context).splitlines()
    assert told[0].startswith(f"Usage: {typed}")
    assert [line for line in told if len(line) > WIDTH] == []


def test_the_readme_names_every_command() -> None:
    text = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    table = text.partition("## All commands")[2].partition("\n## ")[0]
    named = set(
        re.findall(r"`(\w+)`", " ".join(line.split("|")[1] for line in table.splitlines() if "|" in line))
    )
    assert named == set(commands.commands), "README.md, “All commands”: a row for each, and no other"
