"""Scenario -> Draw: every uncertain number of every replication, drawn under its path in the file.

What is drawn is written down in NumPy (talks.py, actors.py, tastes.py, home.py, clauses.py, events.py, rounds.py) and
played once, with Terms in place of numbers (tape.py). What that leaves behind is the plan (planning.py, assembling.py,
plan.py); compiled code follows it for each replication (execute.py).
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from sim.bargaining.luck import Luck
from sim.bargaining.nouns import Array, Draw
from sim.bargaining.sampling.actors import hidden_spans
from sim.bargaining.sampling.execute import execute
from sim.bargaining.sampling.plan import Plan
from sim.bargaining.sampling.planning import planned, uncertain
from sim.bargaining.sampling.sampler import VALUE
from sim.scenario.schema import Scenario

__all__ = ["VALUE", "Plan", "Values", "draw", "execute", "hidden_spans", "planned", "uncertain"]

Values: TypeAlias = NDArray[np.float64]  # [replication]


def draw(scenario: Scenario, rounds: int, luck: Luck) -> tuple[Draw, dict[str, Array]]:
    """All that is drawn for some replications, and by name what of it is uncertain and matters."""
    plan = planned(scenario, rounds)
    drawn, inputs = execute(plan, luck)
    return drawn, dict(zip(plan.inputs, inputs.T, strict=True))
