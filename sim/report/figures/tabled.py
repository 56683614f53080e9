"""Marks for what was tabled: whose it was, what it is worth to a party, and whether that party signs it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sim.report import sentences, theme, wording
from sim.report.blocks import Key
from sim.report.figures.calendar import position
from sim.report.marks import Trace, points, text
from sim.report.utilities import figure
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    from sim.bargaining.inspect.rounds import Answer, Round
    from sim.bargaining.inspect.rounds import Trace as Path


def texts(scenario: Scenario, told: Path, party: str, yaxis: str, truce: bool) -> Iterator[Trace]:
    """What each text of each author is worth to a party; filled if the party signs it."""
    for author in scenario.actors:
        colour, symbol = theme.actor_style(scenario, author)
        met = [(r, a) for r in told.rounds for a in _answers(r, author, truce) if a.actor == party]
        if met:
            x = [position(scenario, round_.day) for round_, _ in met]
            said = [_said(scenario, round_, answer, author, truce) for round_, answer in met]
            filled = [symbol if answer.yes else f"{symbol}-open" for _, answer in met]
            edge = {"width": 1.6, "color": colour}
            drawn = points(x, [a.value for _, a in met], said, color=colour, symbol=filled, size=8, line=edge)
            yield drawn | {"yaxis": yaxis}


def _answers(round_: Round, author: str, truce: bool) -> tuple[Answer, ...]:
    tabled = sentences.on_table(round_, truce)
    return tabled.answers if tabled is not None and tabled.by == author else ()


def _said(scenario: Scenario, round_: Round, answer: Answer, author: str, truce: bool) -> str:
    verb, kind = "would sign" if answer.yes else "refuses", "ceasefire" if truce else "text"
    return text(
        f"{wording.when(scenario, round_.day)}: {wording.actor(scenario, answer.actor)} {verb} a {kind} of "
        f"{wording.actor(scenario, author)}, worth {figure(answer.value)} to it; it asks for {figure(answer.demand)}"
    )


def author_keys(scenario: Scenario, told: Path, truce: bool) -> Iterator[Key]:
    """Whose texts the marks are."""
    for author in scenario.actors:
        if any(_answers(round_, author, truce) for round_ in told.rounds):
            kind = "ceasefire" if truce else "text"
            yield Key(f"a {kind} of {wording.actor(scenario, author)}", *theme.actor_style(scenario, author))
