"""What happens outside the room goes by days: how long a round is decides no settlement, and no ceasefire."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from every_step import SHIPPED, headlines, mediated, stepped, widest

RUNS = 600
MORE = {"oslo_1995": 2000}  # where chance decides most: 3 points in 600
POINTS = 0.02
NOISE = 1.96  # standard errors
# With threats; with ceasefires of one side; with events that set things; with votes that are lost; of a case by rule;
# with truces that break and are signed again; with a mediator who leaves.
SOME = (
    *("sanctions_hammer", "feast_truces", "korea_1953", "strike_vote", "cases/falklands_1982"),
    *("oslo_1995", "us_walks_away"),
)
# Luck of war that opens a narrow zone for days is found by who tables a text a day; but for that, as all others.
WITHOUT_LUCK = ("cases/kashmir_1990", "war.noise=0")


@pytest.mark.slow
@pytest.mark.parametrize("name", [*((name,) for name in SOME), WITHOUT_LUCK], ids=lambda each: each[0])
def test_the_length_of_a_round_decides_nothing(name: tuple[str, ...]) -> None:
    """Within two points, so far as that can be told: replications share what is drawn once."""
    file, *overrides = name
    played = stepped(SHIPPED / f"{file}.yaml", MORE.get(file, RUNS), *overrides)
    found = [headlines(each) for each in played.values()]
    assert len(found) == 4
    for headline in ("settlement", "full ceasefire", "any ceasefire"):
        apart, error = widest([each[headline] for each in found])
        assert apart - NOISE * error <= POINTS, headline


@pytest.mark.slow
def test_eight_rounds_are_too_few_by_as_much_as_turns_tell() -> None:
    """From the day on which the zone opens A needs a turn, which it has in every second round."""
    found = stepped(SHIPPED / "theory/slantchev_2003.yaml", 2000)
    wanted = {}
    for days, outcomes in found.items():
        opens = 60 * (
            outcomes.inputs[:, outcomes.names.inputs.index("actors.a.optimism")] / np.log(7 / 3) - 1
        )
        missed = 0.5 ** (outcomes.horizon_days / days - np.ceil(opens / days) + 1)
        wanted[days] = 1 - missed.mean()
        error = np.sqrt((missed * (1 - missed)).sum()) / len(missed)
        assert abs(outcomes.settled.mean() - wanted[days]) < 3 * error + 1e-3
    assert wanted[14.0] == pytest.approx(0.956, abs=0.002)
    assert wanted[7.0] > 0.99


def test_every_scenario_of_this_protocol_is_on_the_list() -> None:
    names = {file.relative_to(SHIPPED).with_suffix("") for file in mediated()}
    assert {Path(name) for name in SOME} <= names
    assert len(names) > 40
    assert Path("theory/rubinstein_1982") not in names
