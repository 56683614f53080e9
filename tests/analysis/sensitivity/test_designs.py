from __future__ import annotations

import numpy as np
import pytest
from functions import (
    G_FIRST,
    G_TOTAL,
    ISHIGAMI_FIRST,
    ISHIGAMI_TOTAL,
    Floats,
    ishigami,
    noisy,
    sobol_g,
)
from scipy.stats import sobol_indices

from sim.analysis.sensitivity import morris, sobol
from sim.analysis.sensitivity.design import columns_of
from sim.analysis.sensitivity.ranks import Bands

FOUR = columns_of([("a",), ("b",), ("c",), ("idle",)])
EIGHT = [[k] for k in range(8)]


def inside(bands: Bands, truth: Floats) -> int:
    return int(np.count_nonzero((bands.low <= truth + 1e-12) & (truth - 1e-12 <= bands.high)))


def test_the_design_gives_the_indices_of_ishigami() -> None:
    """The rest of luck does nothing there, and neither does the fourth input: both indices are exactly 0."""
    found = sobol.indices(sobol.respond_to(ishigami, FOUR, 1024, 1), 0, 1)
    assert inside(found["first_order"], np.append(ISHIGAMI_FIRST, 0.0)) == 5
    assert inside(found["total"], np.append(ISHIGAMI_TOTAL, 0.0)) == 5
    assert found["total"].high[3:].tolist() == [0.0, 0.0]


def test_the_design_gives_the_indices_of_the_g_function() -> None:
    """In twenty designs nearly all: Sobol' points lie more evenly than the bootstrap knows."""
    first, total = 0, 0
    for seed in range(20):
        found = sobol.indices(sobol.respond_to(sobol_g, EIGHT, 1024, seed), 0, seed)
        first += inside(found["first_order"], np.append(G_FIRST, 0.0))
        total += inside(found["total"], np.append(G_TOTAL, 0.0))
    assert first >= 0.93 * 180
    assert total >= 0.93 * 180


def test_indices_are_those_of_scipy() -> None:
    """scipy.stats.sobol_indices, whose bootstrap takes eight seconds for 75 inputs and knows no idle ones."""
    found = sobol.respond_to(noisy, [[0]], 256, 3)
    theirs = sobol_indices(func={"f_A": found.a, "f_B": found.b, "f_AB": found.mixed}, n=256)
    ours = sobol.indices(found, 0, 3)
    np.testing.assert_allclose(ours["first_order"].value, theirs.first_order)
    np.testing.assert_allclose(ours["total"].value, theirs.total_order)


def test_luck_that_is_no_input_carries_its_part() -> None:
    found = sobol.indices(sobol.respond_to(noisy, [[0]], 1024, 2), 0, 2)
    for bands in found.values():
        np.testing.assert_allclose(bands.value, [0.5, 0.5], atol=0.08)
        assert inside(bands, np.array([0.5, 0.5])) == 2


def test_parts_that_add_up_to_all_do_so_within_their_interval() -> None:
    found = sobol.respond_to(noisy, [[0]], 512, 2)
    total = sobol.together(found, 0, 2)
    assert total.low <= 1.0 <= total.high
    assert total.high - total.low < 0.3


def test_an_input_of_two_streams_counts_as_one() -> None:
    def both(luck: Floats, first: int) -> Floats:
        return (luck[:, 0] + luck[:, 1] + luck[:, 2])[None]

    found = sobol.indices(sobol.respond_to(both, columns_of([("a", "a.spread"), ("b",)]), 1024, 4), 0, 4)
    np.testing.assert_allclose(found["total"].value, [2 / 3, 1 / 3, 0.0], atol=0.05)


@pytest.mark.parametrize(("asked", "played"), [(1, 1), (2, 2), (1000, 1024), (1024, 1024), (1025, 2048)])
def test_points_are_rounded_up_to_a_power_of_two(asked: int, played: int) -> None:
    assert sobol.power_of_two(asked) == played


def test_elementary_effects_of_a_plane_are_its_slopes() -> None:
    def plane(luck: Floats, first: int) -> Floats:
        return (luck @ np.array([3.0, -1.0, 0.0, 0.5]))[None]

    effects = morris.effects(plane, FOUR, 10, 1)
    np.testing.assert_allclose(effects[0], np.tile([3.0, -1.0, 0.0, 0.5], (10, 1)), atol=1e-9)
    found = morris.indices(effects[0], 1)
    np.testing.assert_allclose(found["mu_star"].value, [3.0, 1.0, 0.0, 0.5], atol=1e-9)
    np.testing.assert_allclose(found["sigma"].value, 0.0, atol=1e-6)


def test_effects_are_summed_up_as_by_salib() -> None:
    from SALib.analyze.morris import analyze

    drawn = np.random.default_rng(8).random((30, 5))
    found = morris.indices(drawn, 1)
    path = np.vstack([np.zeros(5), np.tril(np.full((5, 5), 2 / 3))])  # one input after another
    problem = {"num_vars": 5, "names": list("abcde"), "bounds": [[0.0, 1.0]] * 5}
    steps = np.concatenate([np.zeros((30, 1)), np.cumsum(drawn * 2 / 3, axis=1)], axis=1)
    theirs = analyze(problem, np.tile(path, (30, 1)), steps.ravel(), num_levels=4, seed=1)
    np.testing.assert_allclose(found["mu_star"].value, np.asarray(theirs["mu_star"], float))
    np.testing.assert_allclose(found["sigma"].value, np.asarray(theirs["sigma"], float))


def test_a_trajectory_moves_one_input_at_a_time_by_half_of_its_luck() -> None:
    luck = morris.trajectories(6, 40, 2)
    steps = np.abs(np.diff(luck, axis=1))
    assert luck.min() > 0.0
    assert luck.max() < 1.0
    np.testing.assert_allclose(np.sort(steps, axis=2)[:, :, -1], 0.5)
    assert np.all(np.sort(steps, axis=2)[:, :, :-1] == 0.0)


def test_without_salib_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "SALib.sample.morris", None)
    with pytest.raises(morris.NoSALib, match=r"pip install 'parleysim\[sensitivity\]'"):
        morris.trajectories(3, 4, 1)
