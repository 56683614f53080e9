"""Numbers as large as they may be: nothing that is written down is infinite, or no number where there must be one."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest
from bytewise import SEED
from worlds import SHIPPED

from sim.bargaining.outcomes import Outcomes
from sim.bargaining.run.batch import play
from sim.scenario.reading import read
from sim.scenario.scalars import LARGEST

BIG = f"{LARGEST:.0e}"
EITHER_WAY = f"{{uniform: [-{BIG}, {BIG}]}}"
UPWARDS = f"{{triangular: [1, 2, {BIG}]}}"
WITHOUT_A_DAY = (
    "utility ceasefire_day full_ceasefire_day full_ceasefire_end settlement_day mediator_left_day zone_day"
    " peace_days first_vote_lost_day"
)


def flaws(outcomes: Outcomes) -> list[str]:
    """Columns with a number that is none."""
    found = []
    for name in [field.name for field in fields(outcomes)]:
        column = getattr(outcomes, name)
        if isinstance(column, np.ndarray) and column.dtype.kind == "f":
            empty = name in WITHOUT_A_DAY.split()
            if np.isinf(column).any() or (np.isnan(column).any() and not empty):
                found.append(name)
    return found


@pytest.mark.parametrize("protocol", ["mediated", "alternating_offers", "challenge"])
@pytest.mark.parametrize(
    "changes",
    [
        ("war.drift", BIG),
        ("war.drift", EITHER_WAY),
        ("war.noise", UPWARDS),
        ("war.days_left", BIG),
        ("war.learning_days", UPWARDS),
        ("weight_spread", UPWARDS),
        ("drift_guard", BIG),
        ("actors.russia.cost_per_day", UPWARDS),
        ("actors.russia.optimism", f"{{normal: {{mean: 0, sd: {BIG}}}}}"),
        ("actors.russia.optimism", f"{{beta: [{BIG}, {BIG}]}}"),
        ("actors.ukraine.deadline_days", f"{{quantiles: {{0: 1, 1: {BIG}}}}}"),
        ("actors.ukraine.capability", UPWARDS),
        ("actors.ukraine.pause_worth", f"{{choice: {{-{BIG}: 0.5, {BIG}: 0.5}}}}"),
        ("actors.us.floor", EITHER_WAY),
        ("actors.us.patience_days", UPWARDS),
        ("issues.land.weight.ukraine", BIG),
        ("ceasefire.days", UPWARDS),
    ],
)
def test_what_is_written_down_is_a_number(changes: tuple[str, str], protocol: str) -> None:
    rules = (f"protocol={protocol}", "alternating_offers={packages: menu}")
    scenario = read(SHIPPED / "ceasefire30.yaml", ["=".join(changes), *rules])
    outcomes = play(scenario, 8, SEED, workers=1)
    assert flaws(outcomes) == []
