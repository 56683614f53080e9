"""Numbers that are drawn together: as closely as stated, and otherwise as they were."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import kstest, rankdata
from worlds import world

from sim.bargaining.inspect.trace import trace
from sim.bargaining.outcomes import Floats
from sim.bargaining.run.batch import play
from sim.bargaining.setup.sampling import draw
from sim.bargaining.setup.streams import Held, Middling, Streams, tied
from sim.scenario.bundles import Impossible, cholesky, copulas, normal_correlation

N = 20_000
MANY = 4.0  # standard errors
TALKS = """
horizon_days: 21
actors:
  a:
    outside_value: {triangular: [0.1, 0.2, 0.5]}
    deadline_days: {normal: {mean: 30, sd: 5, low: 1}}
    red_lines: {pie: {options: [half], probability: 0.4}}
  b: {outside_value: {beta: [2, 5]}, aspiration: {choice: {0.8: 0.5, 0.9: 0.5}}}
  c: {role: mediator, leverage: {a: {probability: 0.5}}}
issues: {pie: {options: [none, half, all], value: {a: [0, 0.5, 1], b: [1, 0.5, 0]}}}
"""
OWN, TIME, OTHER = "actors.a.outside_value", "actors.a.deadline_days", "actors.b.outside_value"
LINE, MEANT = "actors.a.red_lines.pie.genuine", "actors.c.leverage.a.meant"


def bundle(correlation: float, *inputs: str) -> str:
    return f"{{inputs: [{', '.join(inputs)}], correlation: {correlation}}}"


def drawn(tmp_path: Path, *bundles: str, runs: int = N, first: int = 0) -> dict[str, Floats]:
    scenario = world(tmp_path, TALKS, f"together=[{', '.join(bundles)}]")
    return draw(scenario, 1, Streams(1, first, runs))[1]


def ranks(one: Floats, other: Floats) -> float:
    return float(np.corrcoef(rankdata(one), rankdata(other))[0, 1])


@pytest.mark.parametrize("rank", [-0.8, -0.3, 0.6, 0.95])
def test_ranks_are_correlated_as_stated(tmp_path: Path, rank: float) -> None:
    found = drawn(tmp_path, bundle(rank, OWN, TIME, OTHER) if rank > 0 else bundle(rank, OWN, TIME))
    error = MANY * (1 - rank**2) * math.sqrt(1.2 / N)
    assert abs(ranks(found[OWN], found[TIME]) - rank) < error
    if rank > 0:
        assert abs(ranks(found[TIME], found[OTHER]) - rank) < error


def test_each_number_has_the_distribution_that_it_had(tmp_path: Path) -> None:
    scenario = world(tmp_path, TALKS)
    found = drawn(tmp_path, bundle(0.7, OWN, TIME), bundle(-0.3, OWN, OTHER), bundle(0.4, OWN, LINE))
    marginal = {TIME: scenario.parties["a"].deadline_days, OTHER: scenario.parties["b"].outside_value}
    for path, quantity in marginal.items():
        grid = np.linspace(1e-6, 1 - 1e-6, 20_001)
        at = np.asarray(quantity.at(grid))
        luck = np.interp(found[path], at, grid)
        assert kstest(luck, "uniform").pvalue > 1e-3
    assert abs(found[LINE].mean() - 0.4) < MANY * math.sqrt(0.24 / N)


def test_the_first_keeps_its_luck_and_so_does_all_that_is_not_tied(tmp_path: Path) -> None:
    before, after = drawn(tmp_path, runs=200), drawn(tmp_path, bundle(0.7, TIME, OWN), runs=200)
    assert list(before) == list(after)
    assert [path for path in before if (before[path] != after[path]).any()] == [OWN]


def test_no_correlation_changes_no_byte(tmp_path: Path) -> None:
    one = play(world(tmp_path, TALKS), 100, 1)
    two = play(world(tmp_path, TALKS, f"together=[{bundle(0, OWN, TIME, OTHER, LINE, MEANT)}]"), 100, 1)
    assert one.inputs.tobytes() == two.inputs.tobytes()
    assert one.outcome.tobytes() == two.outcome.tobytes()


def test_nearly_one_is_one_number_in_two_distributions(tmp_path: Path) -> None:
    """Comonotone: both at the same share of probability."""
    scenario = world(tmp_path, TALKS, f"together=[{bundle(0.99999, OWN, TIME)}]")
    luck = tied(Streams(1, 0, N), copulas(scenario))
    assert np.abs(luck.uniform(OWN) - luck.uniform(TIME)).max() < 0.02
    against = tied(
        Streams(1, 0, N), copulas(world(tmp_path, TALKS, f"together=[{bundle(-0.99999, OWN, TIME)}]"))
    )
    assert np.abs(against.uniform(OWN) + against.uniform(TIME) - 1).max() < 0.02


def test_a_red_line_is_genuine_more_often_where_what_it_is_tied_to_is_high(tmp_path: Path) -> None:
    """The share of both above (0.6 quantile, median) of two normal numbers, by Sheppard's quadrant where p = 1/2."""
    found = drawn(tmp_path, bundle(0.6, OWN, MEANT))
    high = found[OWN] > np.median(found[OWN])
    wanted = 0.25 + math.asin(normal_correlation(0.6)) / (2 * math.pi)
    assert abs(np.mean(high & (found[MEANT] == 1)) - wanted) < MANY * math.sqrt(wanted * (1 - wanted) / N)
    both = drawn(tmp_path, bundle(0.6, LINE, MEANT))
    assert np.corrcoef(both[LINE], both[MEANT])[0, 1] > 0.3


def test_entries_that_overlap_are_one_matrix(tmp_path: Path) -> None:
    found = drawn(tmp_path, bundle(0.8, OWN, TIME), bundle(0.8, TIME, OTHER), bundle(0.5, OWN, OTHER))
    for pair, rank in {(OWN, TIME): 0.8, (TIME, OTHER): 0.8, (OWN, OTHER): 0.5}.items():
        assert abs(ranks(found[pair[0]], found[pair[1]]) - rank) < MANY * math.sqrt(1.2 / N)


def test_one_replication_alone_and_chunks_have_the_same_luck(tmp_path: Path) -> None:
    ties = bundle(0.7, OWN, TIME), bundle(0.4, TIME, OTHER)
    whole = drawn(tmp_path, *ties, runs=50)
    for r in (0, 31, 49):
        alone = drawn(tmp_path, *ties, runs=1, first=r)
        assert {path: values[r] for path, values in whole.items()} == {p: v[0] for p, v in alone.items()}
    scenario = world(tmp_path, TALKS, f"together=[{', '.join(ties)}]")
    pieces, at_once = play(scenario, 50, 1, chunk=7, workers=2), play(scenario, 50, 1)
    assert pieces.inputs.tobytes() == at_once.inputs.tobytes()
    assert trace(scenario, 1, 31).inputs[OWN] == whole[OWN][31]


def test_what_is_held_moves_alone(tmp_path: Path) -> None:
    scenario = world(tmp_path, TALKS, f"together=[{bundle(0.7, OWN, TIME, OTHER)}]")
    free = draw(scenario, 1, Streams(1, 0, 100))[1]
    held = draw(scenario, 1, Held(Streams(1, 0, 100), {OWN: np.full(100, 0.5)}))[1]
    assert np.unique(held[OWN]).size == 1
    assert (held[TIME] == free[TIME]).all()
    known = world(tmp_path, TALKS, f"together=[{bundle(0.7, OWN, TIME, OTHER)}]", f"{OWN}=0.3")
    assert (draw(known, 1, Streams(1, 0, 100))[1][TIME] == free[TIME]).all()


def test_who_has_no_luck_has_the_median_of_each(tmp_path: Path) -> None:
    scenario = world(tmp_path, TALKS, f"together=[{bundle(0.7, OWN, TIME)}]")
    assert draw(scenario, 1, Middling())[1][TIME][0] == scenario.parties["a"].deadline_days.typical


def test_the_triangle_is_that_of_the_matrix() -> None:
    matrix = ((1.0, 0.5, -0.2), (0.5, 1.0, 0.3), (-0.2, 0.3, 1.0))
    root = np.array([[*row, *[0.0] * (3 - len(row))] for row in cholesky(matrix)])
    np.testing.assert_allclose(root @ root.T, matrix, atol=1e-15)
    with pytest.raises(Impossible) as error:
        cholesky(((1.0, 0.9, 0.9), (0.9, 1.0, 0.0), (0.9, 0.0, 1.0)))
    assert error.value.at == 2
