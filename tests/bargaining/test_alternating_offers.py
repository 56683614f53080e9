"""Alternating offers: turns, demands, ladders. Beside NegMAS: tests/peers."""

from __future__ import annotations

from pathlib import Path

import pytest
from worlds import played

PROTOCOLS = ("mediated", "alternating_offers", "challenge")
THREE = """
horizon_days: 5
round_days: 1
actors: {a: {}, b: {}, m: {role: mediator}}
issues: {pie: {options: [b, half, a], value: {a: [0, 0.5, 1], b: [1, 0.5, 0], m: [0.25, 0.75, 0.5]}}}
"""


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_a_deal_has_its_worth_for_a_mediator_that_is_not_asked(tmp_path: Path, protocol: str) -> None:
    outcomes = played(tmp_path, THREE, f"protocol={protocol}", runs=5)
    assert outcomes.settled.all()
    worth = [[0.25, 0.75, 0.5][option] for option in outcomes.terms[:, 0]]
    assert outcomes.utility[:, outcomes.names.actors.index("m")] == pytest.approx(worth)
