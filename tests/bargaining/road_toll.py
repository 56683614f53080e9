"""Ten parties and six scales of hundreds of points: the sample data of decide-exchange-model (MIT), a road toll."""

from __future__ import annotations

from typing import Any

from sim.scenario.reading import scenario_of
from sim.scenario.schema import Scenario

SCALES = {  # from, to, step
    "inner city": (0, 100, 0.2),
    "height": (0.5, 7, 0.01),
    "when": (0, 100, 0.2),
    "commuters": (0, 100, 0.2),
    "investment": (0, 100, 0.2),
    "ring": (0, 100, 0.2),
}
SALIENCE = {  # capability, then what it cares for on each scale
    "Willems": (1.0, 0.95, 0.7, 0.9, 0.8, 0.6, 0.95),
    "PvdA": (1.0, 0.8, 0.7, 0.7, 0.6, 0.5, 0.8),
    "GL": (0.6, 0.95, 0.9, 0.95, 0.8, 0.4, 0.9),
    "VVDs": (0.5, 0.9, 0.5, 0.9, 0.9, 0.8, 0.7),
    "SP": (0.4, 0.7, 0.5, 0.6, 0.4, 0.3, 0.7),
    "CDA": (0.5, 0.8, 0.6, 0.7, 0.4, 0.5, 0.6),
    "D66": (0.2, 0.5, 0.3, 0.5, 0.6, 0.5, 0.7),
    "CU": (0.2, 0.7, 0.5, 0.6, 0.6, 0.5, 0.8),
    "KvK": (0.6, 0.8, 0.6, 0.7, 0.9, 0.5, 0.8),
    "Wcentr": (0.9, 0.95, 0.8, 1.0, 0.95, 0.9, 0.9),
}
POSITION = {
    "Willems": (100, 3, 100, 100, 25, 75),
    "PvdA": (50, 3, 75, 100, 25, 25),
    "GL": (100, 5, 100, 100, 50, 100),
    "VVDs": (0, 0.5, 0, 0, 50, 0),
    "SP": (75, 2, 75, 50, 0, 0),
    "CDA": (25, 1, 25, 50, 25, 50),
    "D66": (25, 3, 50, 75, 25, 50),
    "CU": (75, 3, 75, 100, 50, 75),
    "KvK": (25, 1, 0, 0, 50, 25),
    "Wcentr": (0, 0.5, 0, 0, 100, 100),
}


def road_toll() -> Scenario:
    """Losses are linear; what an actor cares for is its salience."""
    return scenario_of(
        {
            "protocol": "challenge",
            "actors": {name: {"capability": row[0]} for name, row in SALIENCE.items()},
            "issues": {name: _issue(k, *scale) for k, (name, scale) in enumerate(SCALES.items())},
        }
    )


def _issue(k: int, low: float, high: float, step: float) -> dict[str, Any]:
    cares = {name: row[k + 1] for name, row in SALIENCE.items()}
    curves = {
        name: {at: round(1 - abs(at - row[k]) / (high - low), 12) for at in sorted({low, row[k], high})}
        for name, row in POSITION.items()
    }
    scale = {"from": low, "to": high, "step": step}
    return {"range": scale, "salience": cares, "weight": cares, "value": curves}
