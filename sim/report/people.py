"""What `people` stands for where a scenario says it."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.paths import dotted
from sim.scenario.people import AS_PEOPLE, PEOPLE, SOURCE
from sim.scenario.schema import Scenario


def told(scenario: Scenario) -> Iterator[str]:
    """Where the word stands, and what it means there."""
    for name, party in scenario.parties.items():
        for key, words in AS_PEOPLE.items():
            if getattr(party, key) == words[PEOPLE]:
                low, high = words[PEOPLE].support
                meant = f"as people are, {low} to {high}"
                yield f"{dotted('actors', name, key)}: {meant}: {SOURCE}; no default for states"
