"""How long a round is decides nothing: no settlement, no ceasefire, not by when. The pace of texts decides little."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from every_step import SHIPPED, headlines, mediated, paced, stepped, widest

from sim.scenario.reading import read

RUNS = 300
POINTS = 0.02
NOISE = 1.96  # standard errors
# With threats; with ceasefires of one side; with events that set things; of a case by rule, and with luck of war that
# opens a narrow zone for days; with truces that break and are signed again; with a mediator who leaves; with an order.
SOME = (
    *("sanctions_hammer", "feast_truces", "korea_1953", "cases/falklands_1982", "cases/kashmir_1990"),
    *("oslo_1995", "us_walks_away", "ceasefire_first"),
)
# Where nothing but texts, their answers and what goes by days moves the talks.
EXACT = ("strike_vote", "theory/slantchev_2003", "colombia_2016")


@pytest.mark.slow
@pytest.mark.parametrize("name", SOME)
def test_the_length_of_a_round_decides_nothing(name: str) -> None:
    """Within two points, so far as that can be told: replications share what is drawn once, and of every text."""
    found = [headlines(each) for each in stepped(SHIPPED / f"{name}.yaml", RUNS).values()]
    assert len(found) == 4
    for headline in found[0]:
        apart, error = widest([each[headline] for each in found])
        assert apart - NOISE * error <= POINTS, headline


@pytest.mark.slow
@pytest.mark.parametrize("name", EXACT)
def test_texts_are_the_same_however_long_rounds_are(name: str) -> None:
    first, *others = stepped(SHIPPED / f"{name}.yaml", 200).values()
    for each in others:
        assert np.array_equal(each.settlement_day, first.settlement_day, equal_nan=True)
        assert np.array_equal(each.terms, first.terms)
        assert np.array_equal(each.votes_lost, first.votes_lost)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["sanctions_hammer", "feast_truces", "korea_1953", "cases/falklands_1982"])
def test_the_pace_of_texts_decides_little(name: str) -> None:
    found = [headlines(each) for each in paced(SHIPPED / f"{name}.yaml", RUNS).values()]
    for headline in ("settlement", "full ceasefire", "any ceasefire"):
        apart, error = widest([each[headline] for each in found])
        assert apart - NOISE * error <= POINTS, headline


@pytest.mark.parametrize("name", ["ceasefire30", "oslo_1995", "strike_vote", "cases/kashmir_1990"])
def test_where_the_pace_of_texts_tells_the_file_says_it(name: str) -> None:
    assert read(SHIPPED / f"{name}.yaml").text_days


@pytest.mark.slow
def test_eight_texts_are_too_few_by_as_much_as_turns_tell() -> None:
    """From the day on which the zone opens A needs a turn, which it has with every second text."""
    found = paced(SHIPPED / "theory/slantchev_2003.yaml", 2000)
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
    assert {Path(name) for name in (*SOME, *EXACT)} <= names
    assert len(names) > 40
    assert Path("theory/rubinstein_1982") not in names
