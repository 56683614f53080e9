"""Scenario -> Draw: every uncertain number of every replication, drawn under its path in the file.

What is drawn is written down in NumPy (talks.py, actors.py, tastes.py, home.py, clauses.py, events.py, rounds.py) and
played once, with Terms in place of numbers (tape.py). What that leaves behind is the plan (planning.py, assembling.py,
plan.py); compiled code follows it for each replication (execute.py).
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from sim.bargaining.setup.sampling.actors import hidden_spans
from sim.bargaining.setup.sampling.execute import NOTHING, execute
from sim.bargaining.setup.sampling.plan import Plan
from sim.bargaining.setup.sampling.planning import planned
from sim.bargaining.setup.streams import Luck
from sim.bargaining.setup.structure import rounds_of
from sim.bargaining.types import Array, Draw
from sim.scenario.schema import Scenario

__all__ = ["NOTHING", "Plan", "Values", "draw", "execute", "hidden_spans", "planned", "uncertain"]
Values = NDArray[np.float64]  # [replication]


def draw(
    scenario: Scenario, rounds: int, luck: Luck, given: Mapping[str, Values] = NOTHING
) -> tuple[Draw, dict[str, Array]]:
    """All that is drawn for some replications, and by name what of it is uncertain and matters.

    given: by path, values of numbers and coins in place of what is drawn; NaN: as drawn.
    """
    plan = planned(scenario, rounds, given)
    drawn, inputs = execute(plan, luck, given)
    return drawn, dict(zip(plan.inputs, inputs.T, strict=True))


def uncertain(scenario: Scenario) -> tuple[str, ...]:
    """What is uncertain and matters, by path: the inputs of what comes out."""
    return planned(scenario, rounds_of(scenario)).inputs
