"""One replication on the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from sim.report import wording
from sim.report.explain import Passage
from sim.report.explanation import headline, how_chosen
from sim.report.figures.rounds import unusual_draws
from sim.report.forks import forks
from sim.report.round_by_round import tell_every_round
from sim.report.screen.parts import below
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    from sim.analysis.told import Explanation

STYLES = {"signed": "green", "lost": "red", "talk": "bold"}


def story(scenario: Scenario, told: Explanation, changed: Scenario) -> RenderableType:
    """How it ended, where a what-if parts, every round, and what was unusual."""
    return Group(*_blocks(scenario, told, changed))


def _blocks(scenario: Scenario, told: Explanation, changed: Scenario) -> Iterator[RenderableType]:
    yield Rule(
        Text(f"Replication {told.replication}: {wording.title(scenario)}", style="bold"),
        align="left",
        style="dim",
    )
    yield Text(headline(scenario, told))
    yield Text(how_chosen(scenario, told), style="dim")
    yield from (below(Text(said, style="yellow")) for said in forks(scenario, changed, told))
    if told.what_if is not None:
        yield below(Text("As it is", style="bold underline"))
    yield from map(_passage, tell_every_round(scenario, told.telling.trace).passages)
    if told.what_if is not None:
        yield below(Text("After the change", style="bold underline"))
        yield from map(_passage, tell_every_round(changed, told.what_if.telling.trace).passages)
    said = unusual_draws(told.telling.drawn)
    if said:
        yield below(Text(said))


def _passage(passage: Passage) -> RenderableType:
    """Its date, what is told, and where everybody stands."""
    stands = [Text(line, style="dim") for line in passage.aside[-1:]]
    inside = Padding(Group(Text(passage.text), *stands), (0, 0, 0, 2))
    return below(Group(Text(passage.when, style=STYLES[passage.tone]), inside))
