"""What actors want: weights, weights times values, how much they care."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

import numpy as np

from sim.bargaining.rules.rules import GRID
from sim.bargaining.setup.sampling.records import numbers
from sim.bargaining.setup.sampling.sampler import Sampler
from sim.bargaining.setup.sampling.tape import Number
from sim.bargaining.setup.structure import Seating
from sim.bargaining.types import Array
from sim.scenario.paths import dotted
from sim.scenario.quantities import Quantity
from sim.scenario.schema import Scenario

Weights = dict[str, list[Number]]  # by actor: [issue]


def draw_weights(scenario: Scenario, seats: Seating, actor: str, sampler: Sampler) -> list[Number]:
    """[issue] an actor's weights, which sum to 1: as stated, or Dirichlet around that."""
    paths = [dotted("issues", k, "weight", actor) for k in seats.issues]
    stated = [scenario.issues[k].weight[actor] for k in seats.issues]
    return spread_weights(scenario, stated, paths, paths, sampler)


def spread_weights(
    scenario: Scenario, stated: list[Quantity], places: list[str], paths: list[str], sampler: Sampler
) -> list[Number]:
    """[issue] weights stated at these places, which sum to 1, drawn around that under these paths."""
    weights = shares([sampler.number(place, weight) for place, weight in zip(places, stated, strict=True)])
    if scenario.weight_spread is None:
        return weights
    spread = sampler.number("weight_spread", scenario.weight_spread)
    loose = [gamma(spread * w, sampler.share(f"{p}.spread")) for p, w in zip(paths, weights, strict=True)]
    drawn = shares(loose)
    sampler.drawn |= {p: w for p, w, q in zip(paths, drawn, stated, strict=True) if q.span[1] > 0.0}
    return drawn


def gamma(shape: Number, share: Number) -> Number:
    """A gamma variate, by inversion so that the same luck moves smoothly with the shape; 0 where the shape is 0."""
    from scipy.special import gammaincinv

    there = shape > 0.0
    return np.where(there, gammaincinv(np.where(there, shape, 1.0), share), 0.0)


def shares(parts: Sequence[Number]) -> list[Number]:
    """Parts as shares of their sum, added one by one."""
    total: Number = 0.0
    for part in parts:
        total = total + part
    total = np.where(total == 0.0, 1.0, total)
    return [part / total for part in parts]


def draw_gains(scenario: Scenario, seats: Seating, weights: Weights, sampler: Sampler) -> Array:
    """[actor, issue, option] weight times value, rounded to the grid so that sums are exact."""
    issues = [scenario.issues[k] for k in seats.issues]
    gain = numbers(len(seats.actors), len(issues), widest(scenario))
    for a, actor in enumerate(seats.actors):
        for k, issue in enumerate(issues):
            for o, value in enumerate(issue.value.get(actor, ())):
                path = dotted("issues", seats.issues[k], "value", actor, issue.options[o])
                gain[a, k, o] = gridded(weights[actor][k] * sampler.number(path, value))
    return gain


def widest(scenario: Scenario) -> int:
    """The most options of an issue."""
    return max(len(issue.options) for issue in scenario.issues.values())


def gridded(values: Number) -> Number:
    """The nearest numbers of the grid."""
    return np.floor(values * GRID + 0.5) / GRID


def draw_salience(scenario: Scenario, seats: Seating, weights: Weights, sampler: Sampler) -> Array:
    """[actor, issue] as stated, else an issue's weight by the actor's greatest weight."""
    table = numbers(len(seats.actors), len(seats.issues))
    for a, actor in enumerate(seats.actors if scenario.protocol == "challenge" else ()):
        greatest = reduce(np.maximum, weights[actor])
        whole = np.where(greatest > 0.0, greatest, 1.0)
        for k, name in enumerate(seats.issues):
            path, stated = dotted("issues", name, "salience", actor), scenario.issues[name].salience
            own = actor in stated
            table[a, k] = sampler.number(path, stated[actor]) if own else weights[actor][k] / whole
    return table
