"""Utilities of all packages, read off a scenario or a folder, for comparing."""

from __future__ import annotations

import math
from itertools import product

from sim.scenario.schema import Scenario

Package = tuple[str, ...]


def of_scenario(scenario: Scenario) -> dict[str, dict[Package, float]]:
    """By party and package: the utility that the file states, every number at its median, without the engine."""
    return {
        party: dict(zip(packages(scenario), worths(scenario, party), strict=True))
        for party in scenario.parties
    }


def packages(scenario: Scenario) -> list[Package]:
    """All, in the order of the file."""
    return list(product(*(issue.options for issue in scenario.issues.values())))


def worths(scenario: Scenario, party: str) -> list[float]:
    """[package] a party's utility."""
    issues = scenario.issues.values()
    weights = [issue.weight[party].typical for issue in issues]
    shares = [weight / math.fsum(weights) for weight in weights]
    rows = [
        [share * value.typical for value in issue.value[party]]
        if party in issue.value
        else [0.0] * len(issue.options)
        for share, issue in zip(shares, issues, strict=True)
    ]
    return [math.fsum(package) for package in product(*rows)]
