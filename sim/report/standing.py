"""Where everybody stands: the war, what is in force, demands and what is believed."""

from __future__ import annotations

from math import exp
from typing import TYPE_CHECKING

from sim.report import amounts, wording
from sim.report.utilities import between, figure
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    from sim.bargaining.inspect.rounds import Round


def outset(scenario: Scenario, first: Round) -> str:
    """What everybody wants, and what the others know of it; nothing where nobody can refuse."""
    if not scenario.can_fail:
        return ""
    without = "fighting on" if scenario.war else "no deal"
    parts = [
        f"{wording.actor(scenario, name)} asks for {figure(party.demand)} and would settle for "
        f"{figure(party.reservation)}, which is what {without} is worth to it{_supposed(scenario, party.supposed)}"
        for name, party in first.parties.items()
    ]
    return " ".join(
        f"{wording.sentence(part)}."
        for part in [*parts, *_threats(scenario, first), *_leaning(scenario, first)]
    )


def _supposed(scenario: Scenario, ends: tuple[float, float]) -> str:
    if scenario.protocol != "mediated":
        return ""
    low, high = map(figure, ends)
    return (
        f"; the others know only that this lies between {low} and {high}"
        if low != high
        else "; the others know it"
    )


def _threats(scenario: Scenario, first: Round) -> list[str]:
    """Whom each mediator threatens."""
    said = []
    for mediator in scenario.mediators if scenario.protocol == "mediated" else ():
        named = [
            wording.actor(scenario, name)
            for name, party in first.parties.items()
            if party.threats.get(mediator, "none") != "none"
        ]
        if named:
            said.append(f"{wording.actor(scenario, mediator)} threatens {wording.listed(named)}")
    return said


def _leaning(scenario: Scenario, first: Round) -> list[str]:
    """To whom a mediator leans, where it has tabled something and so shown it."""
    shown = [
        tabled.choice for tabled in (first.final, first.ceasefire) if tabled is not None and tabled.choice
    ]
    if not shown or first.turn not in scenario.mediators:
        return []
    to = [wording.actor(scenario, r.party) for r in shown[0].chosen.readings if r.weight > 1.0]
    return [f"{wording.actor(scenario, first.turn)} leans to {wording.listed(to)}"] if to else []


def war(scenario: Scenario, round_: Round) -> str:
    """How the war stands, and what the parties make of it."""
    if scenario.war is None or scenario.protocol != "mediated":
        return ""
    beliefs = [
        f"{wording.actor(scenario, name)} puts it at {amounts.percent(party.win)}"
        for name, party in round_.parties.items()
    ]
    return (
        f"War balance {figure(round_.balance)} in log-odds: the chance that the attacker imposes its terms is "
        f"{amounts.percent(1.0 / (1.0 + exp(-round_.balance)))}; {wording.listed(beliefs)}."
    )


def numbers(scenario: Scenario, round_: Round) -> str:
    """The numbers at the end of a round: the war, the ceasefire in force, what is believed of whom."""
    return " ".join(
        filter(None, [war(scenario, round_), _in_force(scenario, round_), _asked(scenario, round_)])
    )


def _in_force(scenario: Scenario, round_: Round) -> str:
    if round_.until is None:
        return ""
    until = wording.when(scenario, round_.until)
    return (
        f"A ceasefire is in force until {until} and halts {amounts.percent(round_.halted)} of the fighting."
    )


def _asked(scenario: Scenario, round_: Round) -> str:
    """What everybody asks for and would settle for, and what the others believe of that."""
    if not scenario.can_fail:
        return ""
    parts = [
        f"{wording.actor(scenario, name)} asks for {figure(party.demand)}, would settle for {figure(party.reservation)}"
        + (f" (believed: {between(*party.believed)})" * known)
        for name, party in round_.parties.items()
        for known in [scenario.protocol == "mediated"]
    ]
    return wording.sentence(f"{'; '.join(parts)}.")
