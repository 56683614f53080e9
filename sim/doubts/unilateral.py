"""Ceasefires of one side alone that nobody declares, or that halt more than there is."""

from __future__ import annotations

import math
from collections.abc import Iterator

from sim.doubts.doubt import Doubt, may_be, mean_utility
from sim.doubts.war import believed_win, imposed
from sim.scenario.schema import Scenario
from sim.scenario.unilateral import Unilateral
from sim.scenario.war import War

PERIOD = 30.0  # days for which the worth of a pause is stated


def they_are_declared(scenario: Scenario) -> Iterator[Doubt]:
    """There must be occasions, something to halt, and time."""
    for name, unilateral in scenario.declarers.items():
        path = ("actors", name, "unilateral")
        if not may_be(unilateral.rate):
            yield Doubt((*path, "rate"), "it is never declared: its `rate` is 0", idle=True)
        if not may_be(unilateral.halts):
            yield Doubt((*path, "halts"), "it halts nothing: its share of the fighting is 0")
        if unilateral.days.support[0] > scenario.horizon_days:
            told = f"is longer than the talks (`horizon_days` {scenario.horizon_days:g})"
            yield Doubt((*path, "days"), told)


def they_pay(scenario: Scenario) -> Iterator[Doubt]:
    """Whoever loses by each of them takes no occasion for one."""
    for name, unilateral in scenario.declarers.items():
        assert scenario.war
        worth = worth_alone(scenario, scenario.war, name, unilateral)
        if worth < 0.0 and may_be(unilateral.rate):
            told = f"is worth {worth:.2g} to it, so that hardly any is declared"
            yield Doubt(("actors", name, "unilateral"), told, "what is it worth to declare one? (`gesture`)")


def worth_alone(scenario: Scenario, war: War, name: str, unilateral: Unilateral) -> float:
    """Formula 16, as the talks begin and with nobody's counsel."""
    party, days = scenario.parties[name], unilateral.days.mean
    wins, loses = (mean_utility(scenario, name, terms) for terms in imposed(scenario, war))
    momentum = believed_win(war, party, war.drift.mean * days) - believed_win(war, party)
    halt = party.cost_per_day.mean * days - momentum * (wins - loses) + party.pause_worth.mean * days / PERIOD
    return unilateral.halts.mean * halt + unilateral.gesture.mean


def shares_add_up(scenario: Scenario) -> Iterator[Doubt]:
    """All the fighting is no more than all."""
    shares = {name: unilateral.halts.mean for name, unilateral in scenario.declarers.items()}
    if math.fsum(shares.values()) > 1.0 + 1e-9:
        told = f"these are shares of all the fighting, and add up to {math.fsum(shares.values()):.3g}"
        yield Doubt(("actors", list(shares)[-1], "unilateral", "halts"), told)


DOUBTS = (they_are_declared, they_pay, shares_add_up)
