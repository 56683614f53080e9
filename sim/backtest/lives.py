"""The formulas of lasting as forecasts: a scenario is told what was agreed, and says how many such live how long."""

from __future__ import annotations

import math
from ast import literal_eval
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np

from sim.analysis.steady import exp, log
from sim.bargaining.outcomes import Floats
from sim.bargaining.rules.rules import worn
from sim.scenario.quantities import Quantity
from sim.scenario.reading import scenario_of
from sim.scenario.schema import Scenario

# Two who fight over whatever it is, and can share it.
PRIZE = {"options": ["none", "half", "all"], "value": {"first": [0, 0.5, 1], "second": [1, 0.5, 0]}}
SIDES = {"first": {"side": "attacker"}, "second": {"side": "defender"}}
WAR = {"if_attacker_wins": "all", "if_defender_wins": "none"}
SOONEST, LATEST = (
    1e-300,
    1e300,
)  # ages between which a logarithm is taken: at 0 all are alive, and later none is
UTMOST = 700.0  # of an exponent


def ceasefire(hazards: Mapping[str, float]) -> str:
    """Talks whose ceasefire is of one kind only: what stands in its text, with the factor of each on its hazard."""
    issues = {name: {"options": ["agreed"], "hazard": [factor]} for name, factor in hazards.items()}
    truce = {"halt": {"options": ["agreed"], "halts": [1]}, **issues}
    return written({**fought(SIDES, {}), "ceasefire": {"issues": truce}})


def peace(guarded: bool) -> str:
    """Talks whose settlement is protected in full, or not at all."""
    if not guarded:
        return written(fought(SIDES, {}))
    force = {
        "options": ["sent"],
        "value": {"first": [0], "second": [0]},
        "guards": [1],
        "guarantor": "peacekeepers",
        "protects": list(SIDES),
    }
    return written(fought({**SIDES, "peacekeepers": {"role": "backer"}}, {"force": force}))


def fought(actors: Mapping[str, Any], issues: Mapping[str, Any]) -> dict[str, Any]:
    """A war over one prize; all else that is agreed is agreed in any case."""
    terms = {name: {"prize": name, **dict.fromkeys(issues, "sent")} for name in ("all", "none")}
    return {"war": WAR, "actors": actors, "proposals": terms, "issues": {"prize": PRIZE, **issues}}


def written(scenario: Mapping[str, Any]) -> str:
    """The text of a scenario: the same for the same talks."""
    return repr(dict(scenario))


@cache
def read(text: str) -> Scenario:
    """A scenario that was written so."""
    return scenario_of(literal_eval(text))


@cache
def ceasefire_lasts(text: str, ages: tuple[float, ...]) -> tuple[float, ...]:
    """The share of ceasefires that reach each age, by formula 13, with nothing tempting anybody."""
    truce = read(text).truce
    assert truce is not None
    assert truce.life is not None
    factor = 1.0
    for issue in truce.issues.values():
        for hazard in issue.hazard or ():
            factor *= number(hazard)
    return _reached(factor, number(truce.life.shape), number(truce.life.scale_days), ages)


@cache
def peace_lasts(text: str, ages: tuple[float, ...]) -> tuple[float, ...]:
    """The share of peaces that reach each age, by formula 15."""
    scenario = read(text)
    open_to_cheating = 1.0
    for issue in scenario.issues.values():
        for guard in issue.guards or ():
            open_to_cheating *= 1.0 - number(guard)
    life, guarded = scenario.peace.life, number(scenario.peace.guarded_hazard)
    factor = guarded ** (1.0 - open_to_cheating)
    return _reached(factor, number(life.shape), number(life.scale_days), ages)


def number(quantity: Quantity) -> float:
    """What is known exactly, as all that lives hang on is here."""
    assert quantity.fixed
    return float(quantity.typical)


def _reached(factor: float, shape: float, scale: float, ages: Sequence[float]) -> tuple[float, ...]:
    return tuple(exp(np.array([-factor * worn(age, shape, scale) for age in ages])).tolist())


def lasting(parameters: Floats, facts: Floats, ages: Floats) -> Floats:
    """[case, age] the share that reaches it."""
    return exp(-hazards(parameters, facts, ages))


def hazards(parameters: Floats, facts: Floats, ages: Floats) -> Floats:
    """[case, age] gathered so far: by logarithms of shape, scale and a factor for each fact [case, fact]."""
    factor = exp(np.clip((facts * parameters[2:]).sum(axis=1), -20.0, 20.0))
    return np.asarray(factor[:, None] * exp(np.clip(_worn(parameters, ages), -UTMOST, UTMOST)))


def steepness(parameters: Floats, facts: Floats, ages: Floats) -> list[Floats]:
    """By how much each parameter moves the logarithm of what is gathered; of a factor, where the fact is so."""
    shape = math.exp(parameters[0])
    return [_worn(parameters, ages), np.full_like(ages, -shape), *facts.T[:, :, None]]


def _worn(parameters: Floats, ages: Floats) -> Floats:
    """The logarithm of (age / scale)^shape."""
    return np.asarray(math.exp(parameters[0]) * (log(np.clip(ages, SOONEST, LATEST)) - parameters[1]))
