"""What is probably a mistake in a file, told shortly before anything is done with it; with --strict it is one."""

from __future__ import annotations

import os
import shlex
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from sim.cli.types import Mistake

Command = TypeVar("Command", bound=Callable[..., Any])
STRICT = click.option("--strict", is_flag=True, help="Warnings about the scenario are errors.")
SUBJECTS = ("file", "subject", "subjects")  # under which a command asks for scenarios


def doubting(command: Command) -> Command:
    """The command with --strict, and with a warning where what it plays may not be what was meant."""

    @STRICT
    @wraps(command)
    def warned(*, strict: bool, **asked: Any) -> Any:
        given = next(asked[key] for key in SUBJECTS if key in asked)
        for path in (given,) if isinstance(given, Path) else given:
            warn(path, asked["overrides"], strict)
        return command(**asked)

    return warned  # type: ignore[return-value]


def warn(path: Path, overrides: Sequence[str], strict: bool) -> None:
    """That there are warnings, and which command tells them. A folder of results was warned of when it was made.

    What another protocol would not read is no mistake of who asks for that protocol.
    """
    from sim import doubts
    from sim.scenario.problems import ScenarioError

    if os.path.isdir(path):
        return
    with suppress(ScenarioError):  # told by whoever plays it
        overrides = [change for change in overrides if change.partition("=")[0].strip() != "protocol"]
        found = doubts.read(path, overrides).doubts
        if found and strict:
            raise Mistake(str(doubts.Doubtful(str(path), found)))
        if found:
            click.echo(shortly(path, len(found), overrides), err=True)


def shortly(path: Path, count: int, overrides: Iterable[str]) -> str:
    """One warning on two lines."""
    again = ["check", str(path), *(word for change in overrides for word in ("--set", change))]
    counted = f"{count} thing{'s' * (count != 1)} in {path}"
    said = f"warning: {counted} may not be what was meant; told by"
    return f"{said}\n  python -m sim {shlex.join(again)}"
