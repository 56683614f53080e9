"""What came of a game, beside what comes of it with the agent in the seat."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from sim.app.seat.game import Game
from sim.bargaining.outcomes import Floats, Outcomes
from sim.report import amounts, wording
from sim.report.utilities import figure


def ended(game: Game, beside: Game) -> tuple[tuple[str, str, str], ...]:
    """How it ended for each of the seats, beside how it ends with the agent there: what, here, there."""
    scenario = game.play.scenario
    said: dict[str, Callable[[Game], str]] = {
        "How the talks end": lambda each: wording.OUTCOMES[each.trace.outcome],
        "When": lambda each: wording.when(scenario, each.rounds[-1].day),
    }
    if scenario.war:
        said["Days of fighting"] = lambda each: amounts.whole(_fought(each))
    for name in game.play.seats:
        said[f"Worth to {wording.actor(scenario, name)}"] = partial(_worth_to, name)
    return tuple((what, say(game), say(beside)) for what, say in said.items())


def _worth_to(name: str, game: Game) -> str:
    return figure(worth(game, name))


def _fought(game: Game) -> float:
    assert game.outcomes is not None
    return float(game.outcomes.fighting_days[0])


def worth(game: Game, name: str) -> float:
    """To an actor: what was signed, else what it has without a deal."""
    assert game.outcomes is not None
    return float(worths(game.outcomes, name)[0])


def worths(outcomes: Outcomes, name: str) -> Floats:
    """[replication] likewise."""
    names = outcomes.names
    signed = outcomes.utility[:, names.actors.index(name)]
    without = (
        outcomes.war_value[:, names.parties.index(name)] if name in names.parties else np.zeros(len(outcomes))
    )
    return np.where(outcomes.settled, signed, without)
