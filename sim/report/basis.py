"""What a number of a scenario rests on, in a word."""

from __future__ import annotations

from sim.scenario.numbers import numbers
from sim.scenario.schema import Scenario

RESTS = {"assumed": "assumed", "calibrated": "fitted", "source": "sourced"}
UNSAID = "without a stated basis"
CHANCES = (".genuine", ".meant")  # a coin is drawn with the probability that stands beside it


def basis(scenario: Scenario, path: str) -> str:
    """Of the number at a path, or of the chance with which a coin at that path was tossed."""
    for chance in CHANCES:
        if path.endswith(chance):
            path = f"{path.removesuffix(chance)}.probability"
    found = {number.path: number.basis for number in numbers(scenario)}
    return RESTS.get(found.get(path) or "", UNSAID)
