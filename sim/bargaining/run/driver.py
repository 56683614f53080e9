"""Which driver plays a study: the compiled batch, or Mesa where an actor has a mind of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sim.bargaining.outcomes import Outcomes
from sim.bargaining.run import batch
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    from sim.bargaining.agents.casting import Agents


def play(
    scenario: Scenario,
    runs: int,
    seed: int,
    *,
    agents: Agents | None = None,
    threads: int | None = None,
    progress: Callable[[int], None] | None = None,
) -> Outcomes:
    """Play replications 0 .. runs - 1. `progress` is told how many more are done."""
    if agents:
        from sim.bargaining.agents.studying import play_mesa

        return play_mesa(scenario, runs, seed, agents=agents, progress=progress)
    return batch.play(scenario, runs, seed, threads=threads, progress=progress)
