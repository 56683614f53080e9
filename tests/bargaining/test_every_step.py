"""What happens outside the room goes by days: how long a round is decides no settlement, and no ceasefire at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from every_step import SHIPPED, headlines, mediated, stepped, widest

RUNS = 600
POINTS = 0.02
NOISE = 1.96  # standard errors
# With threats; with ceasefires of one side; with events that set things; with votes that are lost; of a case by rule.
SOME = ("sanctions_hammer", "feast_truces", "korea_1953", "strike_vote", "cases/falklands_1982")


@pytest.mark.slow
@pytest.mark.parametrize("name", SOME)
def test_the_length_of_a_round_decides_nothing(name: str) -> None:
    """Within two points, so far as that can be told: replications share what is drawn once."""
    found = [headlines(outcomes) for outcomes in stepped(SHIPPED / f"{name}.yaml", RUNS).values()]
    assert len(found) == 4
    for headline in ("settlement", "any ceasefire"):
        apart, error = widest([each[headline] for each in found])
        assert apart - NOISE * error <= POINTS, headline


def test_every_scenario_of_this_protocol_is_on_the_list() -> None:
    names = {file.relative_to(SHIPPED).with_suffix("") for file in mediated()}
    assert {Path(name) for name in SOME} <= names
    assert len(names) > 40
    assert Path("theory/rubinstein_1982") not in names
