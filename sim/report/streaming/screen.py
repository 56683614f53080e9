"""What was counted, on the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich.console import RenderableType
from rich.rule import Rule
from rich.text import Text

from sim.analysis.chapters import Chapters
from sim.analysis.tally import Streamed
from sim.report import terminal, wording
from sim.report.screen.parts import below, laid, table
from sim.report.streaming import figures, sentences
from sim.scenario.schema import Scenario


def show(scenario: Scenario, found: Streamed, files: Mapping[str, str], chapters: Chapters) -> None:
    """Print what was counted, and where the replications are."""
    terminal.show_told(
        lambda width: _blocks(scenario, found, width), files, chapters=chapters, scenarios=(scenario,)
    )


def _blocks(scenario: Scenario, found: Streamed, width: int) -> Iterator[RenderableType]:
    yield Rule(Text(wording.title(scenario), style="bold"), align="left", style="dim")
    yield Text(sentences.headline(found))
    yield Text(sentences.kept(found), style="dim")
    shares, days = figures.shares(found, wording.clean), figures.days(found, wording.clean)
    yield below(laid(table("How often", ("", "share", "of all"), shares), width))
    yield below(laid(table("When", ("", *figures.LEVELS, "of"), days), width))
