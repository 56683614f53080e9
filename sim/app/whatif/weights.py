"""What issues count for an actor: whatever one gains, the others give."""

from __future__ import annotations

from dataclasses import dataclass

from sim.app.asking import AppQuestion
from sim.report import wording
from sim.scenario.changing import steps, value_at
from sim.scenario.paths import dotted
from sim.scenario.quantities import Quantity
from sim.scenario.schema import Scenario


@dataclass(frozen=True)
class WeightShare:
    """What an issue counts for an actor: its weight, and its part of all weights."""

    path: str
    label: str
    raw: float
    share: float


def weights(asked: AppQuestion, actor: str) -> tuple[WeightShare, ...]:
    """Of one actor over all issues: they sum to 1, whatever the file says."""
    scenario = asked.scenario
    rows = [
        (dotted("issues", name, "weight", actor), wording.issue(scenario, name)) for name in scenario.issues
    ]
    raw = [(path, label, weight(scenario, path)) for path, label in rows]
    total = sum(value for *_, value in raw) or 1.0
    return tuple(WeightShare(path, label, value, value / total) for path, label, value in raw if value >= 0.0)


def weight(scenario: Scenario, path: str) -> float:
    """The typical one; -1 where the actor has no opinion of the issue."""
    try:
        found = value_at(scenario, path)
    except KeyError:
        *_, issue, _, actor = steps(path)
        return 1.0 if actor in scenario.issues[issue].value else -1.0
    return float(found.typical) if isinstance(found, Quantity) else -1.0
