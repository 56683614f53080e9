from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from sim.analysis.drawn import drawn, unusual
from sim.bargaining.setup.sampling import draw
from sim.bargaining.setup.streams import Streams
from sim.bargaining.setup.structure import frame
from sim.scenario.reading import read

SCENARIOS = Path(__file__).parents[2] / "scenarios"
SCENARIO = read(SCENARIOS / "ceasefire30.yaml", ["war.noise=0"])
RUNS = 400


@pytest.fixture(scope="module")
def inputs() -> dict[str, np.ndarray]:
    """[replication] by path."""
    return draw(SCENARIO, frame(SCENARIO).rounds, Streams(1, 0, RUNS))[1]


@pytest.mark.parametrize("replication", [0, 31])
def test_a_share_is_about_the_rank_among_many_replications(inputs: dict, replication: int) -> None:
    """Within four standard errors of a share, weights that are redrawn included."""
    for each in drawn(SCENARIO, 1, replication, {p: float(v[replication]) for p, v in inputs.items()}):
        if each.coin:
            continue
        rank = np.mean(inputs[each.path] <= each.value)
        assert abs(rank - each.share) < 4 * np.sqrt(0.25 / RUNS) + 1 / RUNS, each.path


def test_all_that_is_drawn_is_told_the_most_unusual_first(inputs: dict) -> None:
    found = drawn(SCENARIO, 1, 31, {p: float(v[31]) for p, v in inputs.items()})
    assert {each.path for each in found} == set(inputs)
    assert [each.rarity for each in found] == sorted(each.rarity for each in found)
    assert all(0.0 <= each.share <= 1.0 for each in found)
    assert unusual(found) == tuple(each for each in found if each.rarity <= 0.1)


def test_one_in_ten_draws_is_unusual(inputs: dict) -> None:
    """Over ten replications, within four standard errors."""
    rare = [
        each.rarity <= 0.1
        for r in range(10)
        for each in drawn(SCENARIO, 1, r, {p: float(v[r]) for p, v in inputs.items()})
        if not each.coin
    ]
    assert abs(np.mean(rare) - 0.1) < 4 * np.sqrt(0.09 / len(rare))


def test_of_a_red_line_the_chance_of_what_came_out_is_told(inputs: dict) -> None:
    path = "actors.russia.red_lines.force.genuine"
    for r in range(8):
        (line,) = drawn(SCENARIO, 1, r, {path: float(inputs[path][r])})
        assert line.coin
        assert line.share == (0.75 if line.value else 0.25)


def test_the_weight_of_the_only_issue_is_no_unusual_draw() -> None:
    scenario = read(SCENARIOS / "minimal.yaml", ["weight_spread=20"])
    found = drawn(scenario, 1, 0, {"issues.raise.weight.union": 1.0})
    assert unusual(found) == ()
