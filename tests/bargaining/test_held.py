"""One input can be held while everything else keeps its luck."""

from pathlib import Path

import numpy as np

from sim.bargaining.run.batch import play
from sim.scenario.reading import read

SCENARIO = read(Path(__file__).parents[2] / "scenarios" / "ceasefire30.yaml")
PATH = "actors.russia.optimism"
RUNS = 60


def test_only_the_input_that_is_held_moves() -> None:
    free = play(SCENARIO, RUNS, seed=1)
    k = free.names.inputs.index(PATH)
    held = play(SCENARIO, RUNS, seed=1, held={PATH: np.full(RUNS, 0.5)})
    assert np.unique(held.inputs[:, k]).size == 1
    others = np.arange(len(free.names.inputs)) != k
    np.testing.assert_array_equal(held.inputs[:, others], free.inputs[:, others])


def test_what_is_held_does_not_depend_on_chunks_and_starts_with_the_first_replication() -> None:
    given = {PATH: np.linspace(0.01, 0.99, RUNS)}
    whole = play(SCENARIO, RUNS, seed=1, first=5, held=given)
    pieces = play(SCENARIO, RUNS, seed=1, first=5, held=given, chunk=7)
    np.testing.assert_array_equal(whole.inputs, pieces.inputs)
    np.testing.assert_array_equal(whole.outcome, pieces.outcome)
    assert (np.diff(whole.inputs[:, whole.names.inputs.index(PATH)]) > 0).all()


def test_an_input_held_at_its_own_luck_changes_nothing() -> None:
    from sim.bargaining.setup.streams import Streams

    free = play(SCENARIO, RUNS, seed=1)
    same = play(SCENARIO, RUNS, seed=1, held={PATH: Streams(1, 0, RUNS).uniform(PATH)[:, 0]})
    np.testing.assert_array_equal(free.reservation, same.reservation)
