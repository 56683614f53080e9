"""Who has the power to forbid, and who only seems to."""

from __future__ import annotations

from typing import Any

import pytest

from sim.analysis.benchmarks import powers, simplest
from sim.bargaining.solutions.solve import solve
from sim.scenario.reading import scenario_of


@pytest.mark.parametrize(
    ("floor", "events", "power"),
    [
        (0, [], 0),
        (0.3, [], 1 / 3),
        ({"uniform": [-0.5, 0.1]}, [], 1 / 3),
        (-0.2, [{"day": 7, "floor": {"court": 0.5}}], 1 / 3),
        (0, [{"day": 7, "sets": {"actors": {"court": {"floor": 0.5}}}}], 1 / 3),
        (0, [{"day": 7, "sets": {"actors": {"court": {"floor": 0}}}}], 0),
    ],
)
def test_who_consents_to_everything_has_no_power_to_forbid(
    floor: Any, events: list[dict[str, Any]], power: float
) -> None:
    """Two parties and a court that must be asked about everything: three vetoes, or two."""
    value = {"a": [1, 0.4], "b": [0.4, 1], "court": [1, 0.5]}
    scenario = scenario_of(
        {
            "actors": {"a": {}, "b": {}, "court": {"role": "backer", "floor": floor}},
            "issues": {"x": {"options": ["p", "q"], "value": value, "consent": {"court": ["p", "q"]}}},
            "events": events,
        }
    )
    solutions = solve(scenario, 5, 1, simplest(scenario))
    found = {each.actor: each.shapley_shubik.mean for each in powers(scenario, solutions)}
    assert found == pytest.approx({"a": (1 - power) / 2, "b": (1 - power) / 2, "court": power})
