"""Code that comes with a scenario, or is handed over, runs only when the person who runs it says so."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from sim.bargaining.agents.behaviour import behaviours, load_agents
from sim.options import RunOptions
from sim.seating import seated

if TYPE_CHECKING:
    from sim.bargaining.agents.casting import Agents
    from sim.scenario.schema import Scenario


class CodeNotAllowed(Exception):
    """A scenario names Python code, and nobody said that it may run."""


def agents_of(scenario: Scenario, allow_code: bool) -> Agents:
    """Who sits in for whom. Code that comes with a scenario runs only when the person who runs it says so."""
    if not allow_code:
        refuse_code(scenario)
    return load_agents(scenario)


def refuse_code(scenario: Scenario, besides: Collection[str] = ()) -> None:
    """Raises CodeNotAllowed if other actors than these decide by code that the scenario names."""
    named = [f"{name}: {code}" for name, code in behaviours(scenario).items() if name not in besides]
    if named:
        raise CodeNotAllowed(
            f"{scenario.name} runs Python code of its own ({', '.join(named)}); "
            "read it, then say --allow-code if you trust it"
        )


def with_agents(scenario: Scenario, options: RunOptions) -> tuple[Scenario, RunOptions]:
    """The scenario with those given in their seats, who may run; what else it names only if somebody says so."""
    given = options.agents or {}
    if not options.allow_code:
        refuse_code(scenario, besides=given)
    return seated(scenario, given, options.shelf), replace(options, agents=None, allow_code=True)
