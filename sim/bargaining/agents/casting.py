"""Who sits in which seat: classes of a modeller's own, and those of the rules for all others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from sim.bargaining.agents.agents import ROLES, Seat, miscast
from sim.bargaining.agents.behaviour import Behaviours, behaviours
from sim.bargaining.agents.deciding import brief
from sim.scenario.schema import Scenario

Agents: TypeAlias = Mapping[str, type[Seat]] | Behaviours  # who sits in for whom


def cast(scenario: Scenario, agents: Agents) -> dict[str, type[Seat]]:
    """By actor: the class that sits in its seat. Raises ValueError or TypeError where that cannot be."""
    if not isinstance(agents, Mapping):
        raise TypeError(
            f"agents are a table {{actor: class}}, not {brief(agents)}; to batch_run one goes in a list, [{{...}}]"
        )
    given = agents.anew() if isinstance(agents, Behaviours) else dict(agents)
    refuse_misfits(scenario, given)
    roles = {name: actor.role for name, actor in scenario.actors.items()}
    for name, code in behaviours(scenario).items():
        if name not in given:
            by_the_rules = f"agents={{{name!r}: {ROLES[roles[name]].__name__}}}"
            raise ValueError(
                f"{name} decides by {code}: agents=load_agents(scenario) runs it, {by_the_rules} does without"
            )
    return {name: ROLES[role] for name, role in roles.items()} | given


def refuse_misfits(scenario: Scenario, given: Mapping[str, type[Seat]]) -> None:
    """Raises ValueError or TypeError where these cannot sit."""
    if unknown := set(given) - set(scenario.actors):
        raise ValueError(f"no such actors: {', '.join(sorted(unknown))}")
    if given and not scenario.can_fail:
        raise ValueError(
            f"under `protocol: {scenario.protocol}` nobody proposes or answers, so no agent would"
        )
    for name, kind in given.items():
        role = scenario.actors[name].role
        if wrong := miscast(kind, role):
            raise TypeError(f"{name} is a {role}, and {brief(kind)} cannot take its seat: {wrong}")
