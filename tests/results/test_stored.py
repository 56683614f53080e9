"""What was written is read again, to the last bit."""

from pathlib import Path

import numpy as np
import pytest

from sim.bargaining.outcomes import Outcomes, columns
from sim.bargaining.run.batch import play
from sim.results.stored import stored
from sim.results.table import write_parquet
from sim.scenario.reading import read
from sim.scenario.schema import Scenario

SCENARIOS = Path(__file__).parents[2] / "scenarios"


@pytest.mark.parametrize("name", ["ceasefire30", "feast_truces", "minimal", "oslo_1995", "theory/nash_1950"])
def test_a_table_gives_back_the_outcomes(name: str, tmp_path: Path) -> None:
    scenario = read(SCENARIOS / f"{name}.yaml")
    given_back(scenario, play(scenario, 200, seed=3), tmp_path)


def test_a_table_gives_back_which_event_ended_the_talks(tmp_path: Path) -> None:
    end = "events=[{name: b, day: 60, chance: 0.4, ends_talks: true}, {name: a, day: 1, chance: 0.4, ends_talks: true}]"
    scenario = read(SCENARIOS / "minimal.yaml", [end])
    outcomes = play(scenario, 20, seed=3)
    assert {-1, 1} <= set(outcomes.ended_by.tolist())
    given_back(scenario, outcomes, tmp_path)


def test_a_table_gives_back_the_first_vote_that_was_lost(tmp_path: Path) -> None:
    vote = "actors.union.ratify={by: {board: {floor: 0.5, slope: 4}, clerks: {floor: 0.5, slope: 4}}}"
    scenario = read(SCENARIOS / "minimal.yaml", [vote])
    outcomes = play(scenario, 60, seed=3)
    assert {-1, 0, 1} <= set(outcomes.first_vote_lost_by.tolist())
    given_back(scenario, outcomes, tmp_path)


def given_back(scenario: Scenario, outcomes: Outcomes, tmp_path: Path) -> None:
    """The same names and numbers come back from a file."""
    write_parquet(outcomes, tmp_path / "outcomes.parquet")
    again = stored(scenario, tmp_path / "outcomes.parquet")
    assert (again.names, again.horizon_days) == (outcomes.names, outcomes.horizon_days)
    for column in columns():
        before, after = getattr(outcomes, column), getattr(again, column)
        assert before.dtype == after.dtype
        np.testing.assert_array_equal(before, after)
