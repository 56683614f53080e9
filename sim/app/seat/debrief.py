"""What each could not know: what was drawn for the others, and what they held for possible of one another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from sim.app.seat.game import Game
from sim.report import amounts, inputs, wording
from sim.report.naming import named
from sim.report.utilities import between, figure
from sim.scenario.paths import dotted
from sim.scenario.schema import Scenario


@dataclass(frozen=True)
class Hidden:
    """What only one actor knew."""

    who: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Debrief:
    """What stands at the end of a game."""

    zone: str
    hidden: tuple[Hidden, ...]


def debrief(game: Game) -> Debrief:
    """Of talks that have ended."""
    scenario = game.play.scenario
    known = [
        Hidden(wording.actor(scenario, name), tuple(_lines(game, scenario, name))) for name in scenario.actors
    ]
    return Debrief(_zone(game), tuple(each for each in known if each.lines))


def _zone(game: Game) -> str:
    """Was there anything to find?"""
    assert game.outcomes is not None
    day = float(game.outcomes.zone_day[0])
    text = "a text that all whose signature it needs would rather have signed than go on"
    if np.isnan(day):
        return f"On no day was there {text}."
    return f"From {wording.when(game.play.scenario, day)} on there was, at times, {text}."


def _lines(game: Game, scenario: Scenario, name: str) -> Iterator[str]:
    first, last = game.rounds[0], game.rounds[-1]
    if name in first.parties:
        start, end = first.parties[name], last.parties[name]
        without = "fighting on" if scenario.war else "no deal"
        yield (
            f"Its limit, which is what {without} is worth to it, was {figure(start.reservation)} at first and "
            f"{figure(end.reservation)} at the end; the others put it between {between(*start.supposed)} at first and "
            f"{between(*end.believed)} at the end."
            if scenario.protocol == "mediated"
            else f"Its limit, which is what {without} is worth to it, was {figure(start.reservation)}."
        )
    yield from _drawn(game, scenario, name)


def _drawn(game: Game, scenario: Scenario, name: str) -> Iterator[str]:
    """What was drawn for it."""
    begins, whose = dotted("actors", name) + ".", f"{wording.actor(scenario, name)}: "
    for path, value in game.trace.inputs.items():
        if path.startswith(begins):
            if path.endswith((".genuine", ".meant")):
                yield f"{wording.sentence(inputs.coin(scenario, path, bool(value)))}."
            else:
                said = wording.sentence(named(scenario, path).removeprefix(whose))
                yield f"{said}: {amounts.short_number(value)}."
