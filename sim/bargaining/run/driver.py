"""Which driver plays a study: the compiled batch, or Mesa where an actor has a mind of its own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

from sim.bargaining.agents.behaviour import Behaviours, load_agents
from sim.bargaining.outcomes import Outcomes, joined
from sim.bargaining.run import batch
from sim.bargaining.run.chunks import SUPPOSED
from sim.bargaining.run.parcel import Parcel, parcel_of, unpacked
from sim.bargaining.run.workers import Workers, handed_out
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    from sim.bargaining.agents.casting import Agents

LEAST, MOST = 8, 256  # replications through Mesa that are sent together; the first of them is played twice


def play(
    scenario: Scenario,
    runs: int,
    seed: int,
    *,
    agents: Agents | None = None,
    workers: Workers = None,
    progress: Callable[[int], None] | None = None,
) -> Outcomes:
    """Play replications 0 .. runs - 1. `progress` is told how many more are done."""
    if not agents:
        return batch.play(scenario, runs, seed, workers=workers, progress=progress)
    if isinstance(workers, Executor):
        return send_agents(scenario, runs, seed, agents, workers, progress)
    from sim.bargaining.agents.studying import play_mesa

    return play_mesa(scenario, runs, seed, agents=agents, progress=progress)


def send_agents(
    scenario: Scenario,
    runs: int,
    seed: int,
    agents: Agents,
    executor: Executor,
    progress: Callable[[int], None] | None,
) -> Outcomes:
    """The same by others. Classes from files are read there anew: what is sent of a class is only its name."""
    named = None if isinstance(agents, Behaviours) else dict(agents)
    play, size = partial(seated, parcel_of(scenario), named, seed), together(runs)
    jobs = ((first, partial(play, first, min(size, runs - first))) for first in range(0, runs, size))
    parts: dict[int, Outcomes] = {}
    with closing(handed_out(executor, jobs)) as found:
        for first, outcomes in found:
            parts[first] = outcomes
            if progress:
                progress(len(outcomes))
    return joined([parts[first] for first in sorted(parts)])


def seated(parcel: Parcel, agents: Agents | None, seed: int, first: int, runs: int) -> Outcomes:
    """Some replications by a worker, with these agents or those that the scenario names."""
    from sim.bargaining.agents.studying import play_mesa

    scenario = unpacked(parcel)
    return play_mesa(scenario, runs, seed, agents=agents or load_agents(scenario), first=first)


def together(runs: int) -> int:
    """How many replications are sent together."""
    return max(LEAST, min(MOST, runs // (4 * SUPPOSED)))
