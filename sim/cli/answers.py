"""How an answer is told: what was found and where it is, and what could not be made."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from sim.options import RunKeywords

if TYPE_CHECKING:
    from sim.analysis.chapters import Chapters
    from sim.questions.finding import Finding


@dataclass(frozen=True)
class Typed:
    """What was typed of all that questions share."""

    options: RunKeywords
    quiet: bool
    show: bool

    @property
    def overrides(self) -> tuple[str, ...]:
        """What `--set` changed."""
        return tuple(self.options["overrides"])


def typed() -> str:
    """The command as it was typed; bytes that are no text in a form that can be kept as text."""
    return f"python -m sim {shlex.join(sys.argv[1:])}".encode(errors="backslashreplace").decode()


def changed(overrides: tuple[str, ...]) -> dict[str, str]:
    """What `--set` changed, for the last lines of the screen."""
    return {"changed": ", ".join(overrides)} if overrides else {}


def told(
    finding: Finding[Any],
    how: Typed,
    say: Callable[[dict[str, str], Chapters], None],
) -> None:
    """Say what was found and where it is, or only where; and which chapters could not be made."""
    from sim.analysis.chapters import Chapters

    chapters = Chapters(finding.failed)
    if how.quiet:
        click.echo(finding.folder)
    else:
        files = {"page": str(finding.page), "all files": f"{finding.folder}/"}
        say(files | changed(how.overrides), chapters)
    lament(chapters)
    if how.show:
        click.launch(str(finding.page))


def lament(chapters: Chapters) -> None:
    """One line on standard error for each chapter that could not be made."""
    from sim.report.chapters import failure_line

    for failed in chapters.failed:
        click.echo(f"warning: {failure_line(failed)}", err=True)
