"""The same negotiation as compiled code and as plain Python, on whatever processor, with whatever C library."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from bytewise import SEED, differing, played_elsewhere, rows, said
from worlds import SHIPPED, world

from sim.bargaining.outcomes import Outcomes
from sim.bargaining.run.batch import play
from sim.scenario.reading import read

# Three want round shares of round values: many packages are worth exactly the same to somebody.
TIES = """
horizon_days: 70
actors:
  a: {outside_value: 0.2}
  b: {outside_value: 0.3, reciprocity: 0.5}
  c: {outside_value: {choice: {0.1: 0.5, 0.3: 0.5}}, distrust: 0.1}
  chair: {role: mediator, proposal_rate: 0.4, bias: {uniform: [-1, 1]}}
issues:
  land:
    options: [p, q, r, s, t]
    weight: {a: 0.5, b: 0.3, c: 0.2}
    value: {a: [0, 0.2, 0.5, 0.8, 1], b: [1, 0.8, 0.5, 0.2, 0], c: [0.5, 0.5, 0.5, 0.5, 0.5]}
  arms:
    options: [p, q, r, s, t]
    weight: {a: 0.3, b: 0.2, c: 0.5}
    value: {a: [0.1, 0.3, 0.5, 0.7, 0.9], b: [0.9, 0.7, 0.5, 0.3, 0.1], c: [0, 0.1, 0.3, 0.1, 0]}
  debt:
    options: [p, q, r, s, t]
    weight: {a: 0.2, b: 0.5, c: 0.3}
    value: {a: [0.3, 0.3, 0.4, 0.4, 0.3], b: [0, 0.1, 0.2, 0.3, 0.6], c: [1, 0.7, 0.4, 0.1, 0]}
"""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A war with everything in it, talks of four, and ties."""
    folder = tmp_path_factory.mktemp("ties")
    world(folder, TIES)
    return [SHIPPED / "ceasefire30.yaml", SHIPPED / "dayton_1995.yaml", folder / "world.yaml"]


RUNS = 300


@pytest.fixture(scope="module")
def here(files: list[Path]) -> list[Outcomes]:
    """Played in this process."""
    return [play(read(file), RUNS, SEED) for file in files]


CAN = (
    "from numpy._core import _multiarray_umath as cpu;"
    "print(*filter(cpu.__cpu_features__.get, cpu.__cpu_dispatch__))"
)
EXPONENTIALS = "import math; print([math.exp(i / 999) for i in range(20_000)])"
# The first two as glibc called them until 2.32.
WITHOUT_FMA = "glibc.cpu.hwcaps=-AVX2_Usable,-FMA_Usable,-AVX2,-FMA,-FMA4"
# What the library's functions enter. All else is added, compared and counted.
MEASURED = ("balance", "fighting_days", "utility", "war_value", "reservation", "inputs")
GRID_STEP = 2.0**-40


@pytest.mark.slow
def test_compiled_rules_are_the_rules_as_written(
    files: list[Path], here: list[Outcomes], tmp_path: Path
) -> None:
    plain = played_elsewhere(files, 2, tmp_path, NUMBA_DISABLE_JIT="1")
    for ours, theirs in zip(here, plain, strict=True):
        assert differing(rows(ours, 0, 2), theirs) == []


@pytest.fixture(scope="module")
def old_processor() -> dict[str, str]:
    """The environment in which NumPy believes that the processor can do no more than the oldest."""
    environment = {"NPY_DISABLE_CPU_FEATURES": said(["-c", CAN])}
    if not environment["NPY_DISABLE_CPU_FEATURES"]:
        pytest.skip("this processor has nothing that NumPy could do without")
    assert said(["-c", CAN], **environment) == ""
    return environment


@pytest.mark.slow
def test_what_numpy_makes_of_the_processor_does_not_matter(
    old_processor: dict[str, str], files: list[Path], here: list[Outcomes], tmp_path: Path
) -> None:
    """Peers answer differently on another processor, most of all where packages are worth the same."""
    old = played_elsewhere(files, RUNS, tmp_path, **old_processor)
    for ours, theirs in zip(here, old, strict=True):
        assert differing(ours, theirs) == []


@pytest.fixture(scope="module")
def other_library() -> dict[str, str]:
    """The environment in which the C library takes other paths to exp, log and pow, with other last bits."""
    environment = {"GLIBC_TUNABLES": WITHOUT_FMA}
    if said(["-c", EXPONENTIALS], **environment) == said(["-c", EXPONENTIALS]):
        pytest.skip("this C library has one exponential for all processors")
    return environment


@pytest.mark.slow
def test_the_last_bit_of_an_exponential_decides_nothing(
    other_library: dict[str, str], files: list[Path], here: list[Outcomes], tmp_path: Path
) -> None:
    """It may move what is measured by a step of the grid, never what anybody does."""
    other = played_elsewhere(files, RUNS, tmp_path, **other_library)
    for ours, theirs in zip(here, other, strict=True):
        assert set(differing(ours, theirs)) <= set(MEASURED)
        for column in MEASURED:
            one, two = getattr(ours, column), getattr(theirs, column)
            np.testing.assert_allclose(one, two, rtol=np.finfo(one.dtype).eps, atol=2 * GRID_STEP)
