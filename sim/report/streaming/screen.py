"""What was counted, on the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.rule import Rule
from rich.text import Text

from sim.analysis.tally import Streamed
from sim.report import wording
from sim.report.screen.parts import below, laid, table
from sim.report.streaming import figures, sentences
from sim.report.terminal import prints
from sim.scenario.schema import Scenario


@prints
def show(scenario: Scenario, found: Streamed, width: int) -> Iterator[RenderableType]:
    """Print what was counted."""
    yield Rule(Text(wording.title(scenario), style="bold"), align="left", style="dim")
    yield Text(sentences.headline(found))
    yield Text(sentences.kept(found), style="dim")
    shares, days = figures.shares(found, wording.clean), figures.days(found, wording.clean)
    yield below(laid(table("How often", ("", "share", "of all"), shares), width))
    yield below(laid(table("When", ("", *figures.LEVELS, "of"), days), width))
