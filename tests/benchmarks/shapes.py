"""How the cost of a replication grows with parties, issues, options and rounds, under every protocol."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from math import log
from typing import Any

import numpy as np

from sim.bargaining.run.batch import play
from sim.scenario.reading import scenario_of
from sim.scenario.schema import Scenario
from tests.benchmarks.row import Row, at_most
from tests.benchmarks.timing import cpu, least

USUAL = {"parties": 3, "issues": 3, "options": 4, "rounds": 40}
SIZES = {"parties": (2, 4, 8), "issues": (2, 4, 8), "options": (2, 4, 8), "rounds": (20, 80, 320)}
PROTOCOLS = ("mediated", "alternating_offers", "challenge")
STEEPEST = {
    "parties": 2.3,
    "issues": 2.0,
    "options": 1.5,
    "rounds": 1.1,
}  # power of the number, where it is steepest
LONG = {"parties": 4, "issues": 20, "options": 3, "rounds": 100}
ENOUGH = 0.05  # seconds of CPU, for a clock


def world(protocol: str, *, parties: int, issues: int, options: int, rounds: int) -> Scenario:
    """All want different things, and nobody gives in before the last tenth of the time."""
    chance, names = np.random.default_rng(3), [f"p{i}" for i in range(parties)]
    return scenario_of(
        {
            "protocol": protocol,
            "horizon_days": rounds,
            "round_days": 1,
            "weight_spread": issues,
            "actors": {name: an_actor(protocol, rounds) for name in names},
            "issues": {f"k{k}": an_issue(chance, names, options) for k in range(issues)},
        }
    )


def an_actor(protocol: str, rounds: int) -> dict[str, Any]:
    """What is different about actors who challenge one another: they have no clock."""
    if protocol == "challenge":
        return {"capability": 1}
    return {"aspiration": 1, "concession": 0.1, "outside_value": 0.5, "deadline_days": rounds + 1}


def an_issue(chance: np.random.Generator, names: list[str], options: int) -> dict[str, Any]:
    """To each the options are worth as much in another order; weights are drawn anew in each replication."""
    worth = np.linspace(0, 1, options)
    value = {name: chance.permutation(worth).tolist() for name in names}
    return {"options": [f"o{o}" for o in range(options)], "value": value, "weight": dict.fromkeys(names, 1)}


def seconds(scenario: Scenario) -> float:
    """CPU of a replication on one thread, of as many as a clock needs."""
    play(scenario, 2, 1, workers=1)
    once = cpu(lambda: play(scenario, 2, 1, workers=1)) / 2
    runs = max(2, min(2_000, round(ENOUGH / once)))
    return least(lambda: cpu(lambda: play(scenario, runs, 1, workers=1)), 3) / runs


def power(sizes: tuple[int, ...], costs: list[float]) -> float:
    """Of the size with which the cost grows, where it grows fastest."""
    steps = zip(pairwise(sizes), pairwise(costs), strict=True)
    return max(log(dear / cheap) / log(big / small) for (small, big), (cheap, dear) in steps)


def growth(protocol: str, what: str) -> Row:
    """A row of sizes, and what a replication of each costs."""
    sizes = SIZES[what]
    costs = [seconds(world(protocol, **{**USUAL, what: size})) for size in sizes]
    told = ", ".join(f"{size}: {cost * 1e6:.0f}" for size, cost in zip(sizes, costs, strict=True))
    label = f"{protocol}: growth with {what}, power of the number"
    return at_most(label, STEEPEST[what], power(sizes, costs), "", f" (µs of {told})")


def long_list() -> Row:
    """Three billion packages, which nobody can list."""
    cost = seconds(world("alternating_offers", **LONG)) * 1e3
    return at_most("alternating offers of four parties about 20 issues, a replication", 5, cost, "ms")


def crowd() -> Row:
    """Actors who challenge one another: every pair of them weighs each other up."""
    sizes = (20, 40, 80)
    costs = [seconds(world("challenge", **{**USUAL, "parties": size, "rounds": 10})) for size in sizes]
    told = ", ".join(f"{size}: {cost * 1e3:.1f}" for size, cost in zip(sizes, costs, strict=True))
    return at_most(
        "challenge: growth with very many, power of the number",
        2.2,
        power(sizes, costs),
        "",
        f" (ms of {told})",
    )


def rows() -> Iterator[Row]:
    """Every protocol along every number."""
    yield long_list()
    yield crowd()
    for protocol in PROTOCOLS:
        for what in SIZES:
            yield growth(protocol, what)
