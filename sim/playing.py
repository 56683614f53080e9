"""Replications in memory: no folder, no report."""

from __future__ import annotations

from concurrent.futures import Executor
from pathlib import Path
from typing import TYPE_CHECKING

from sim.allowing import agents_of
from sim.bargaining.run import driver
from sim.options import who_plays
from sim.results.question import refuse_below
from sim.running import as_scenario

if TYPE_CHECKING:
    from sim.bargaining.agents.casting import Agents
    from sim.bargaining.outcomes import Outcomes
    from sim.scenario.schema import Scenario


def play(
    scenario: str | Path | Scenario,
    runs: int = 1_000,
    seed: int = 1,
    *,
    agents: Agents | None = None,
    allow_code: bool = False,
    threads: int | None = None,
    executor: Executor | None = None,
) -> Outcomes:
    """Play a scenario in memory: the replications that `sim.run` would play, and nothing kept or told.

    Parameters
    ----------
    scenario : Scenario or path
        What is played.
    runs : int
        How many replications, at least 1.
    seed : int
        Of all chance, at least 0. Replication 31 of a seed has the same luck in every scenario.
    agents : mapping of str to type, optional
        By actor: the class that sits in its seat, a subclass of Party, Mediator, Backer or Spoiler as its role is.
    allow_code : bool
        May the Python code run that the scenario names?
    threads : int, optional
        How many play; one for each core unless told. The answer does not depend on it.
    executor : concurrent.futures.Executor, optional
        Who plays instead; see `run`.

    Returns
    -------
    Outcomes
        Frozen columns [replication]; `to_frame()` and `to_xarray()` give them with their units.

    Raises
    ------
    ScenarioError
        With all that is wrong with a file.
    CodeNotAllowed
        If the scenario names code that may not run.
    ValueError, TypeError
        For numbers that cannot be meant, agents that cannot take their seats, and threads beside an executor.

    See Also
    --------
    run : keeps what was played, and tells it.
    evaluate : plays a table of inputs.

    Examples
    --------
    >>> import sim
    >>> outcomes = sim.play("scenarios/minimal.yaml", runs=20)
    >>> len(outcomes), outcomes.to_frame()["utility.union"].round(2).iloc[0].item()
    (20, 0.56)
    """
    refuse_below("runs", runs, 1)
    refuse_below("seed", seed, 0)
    found = as_scenario(scenario)
    workers = who_plays(threads, executor)
    seated = agents_of(found, allow_code) if agents is None else agents
    return driver.play(found, runs, seed, agents=seated, workers=workers)
