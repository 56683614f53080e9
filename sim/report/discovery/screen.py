"""Conditions on the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from sim.analysis.discovery.types import Box, Discovery
from sim.report import amounts, wording
from sim.report.discovery import sentences
from sim.report.screen.parts import ScreenTable, below, laid, table
from sim.report.terminal import prints
from sim.scenario.schema import Scenario


@prints
def show(scenario: Scenario, found: Discovery, width: int) -> Iterator[RenderableType]:
    """Print when it happens."""
    yield Rule(Text(wording.title(scenario), style="bold"), align="left", style="dim")
    yield Text(sentences.headline(scenario, found))
    for further in sentences.said(scenario, found)[1:]:
        yield Text(further)
    yield Text(sentences.halves(found), style="dim")
    yield from (Text(caution, style="dim") for caution in sentences.bundles(scenario, found))
    for k, box in enumerate(found.boxes, 1):
        if box.clear:
            yield below(laid(_conditions(box, k), width))
    if found.leaves:
        yield below(
            Text(f"A tree shares out all worlds; of these talks {sentences.happens(found)}", style="bold")
        )
        yield _leaves(scenario, found)


def _conditions(box: Box, k: int) -> ScreenTable:
    rows = [
        (
            wording.clean(one.path),
            ("yes" if one.low > 0.5 else "no") if one.coin else sentences.bounds(one),
            "" if one.coin else f"{sentences.number(one.lowest)} to {sentences.number(one.highest)}",
            sentences.by_chance(one),
        )
        for one in box.conditions
    ]
    title = f"Box {k}: {amounts.estimate(box.density)} inside, covers {amounts.estimate(box.coverage)}"
    return table(title, ("", "allowed", "drawn", "quasi-p"), rows)


def _leaves(scenario: Scenario, found: Discovery) -> Table:
    drawn = Table.grid(padding=(0, 2, 0, 0))
    drawn.add_column(justify="right", no_wrap=True)
    for leaf in found.leaves:
        said = f"{sentences.conditions(scenario, leaf)} ({amounts.percent(leaf.support.share)} of worlds)"
        drawn.add_row(amounts.estimate(leaf.density), Text(said))
    return drawn
