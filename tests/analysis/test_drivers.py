from __future__ import annotations

from dataclasses import replace

import handmade
import numpy as np

from sim.analysis.drivers import drivers
from sim.bargaining.outcomes import Outcomes

RUNS = 3000


def with_inputs(**inputs: object) -> Outcomes:
    plain = handmade.nothing_happened(handmade.scenario(), RUNS)
    table = np.column_stack([np.asarray(column, np.float32) for column in inputs.values()])
    return replace(plain, names=replace(plain.names, inputs=tuple(inputs)), inputs=table)


def test_the_input_that_decides_comes_first_and_is_told_apart_from_chance() -> None:
    luck = np.random.default_rng(1)
    cost, noise = luck.random(RUNS), luck.random(RUNS)
    first, second = drivers(with_inputs(noise=noise, cost=cost), cost > 0.5)
    assert (first.path, first.clear) == ("cost", True)
    assert first.difference.difference > 0.9
    assert not second.clear


def test_a_falling_effect_is_as_loud_as_a_rising_one() -> None:
    cost = np.random.default_rng(2).random(RUNS)
    (found,) = drivers(with_inputs(cost=cost), cost < 0.5)
    assert found.difference.difference < -0.9


def test_of_many_idle_inputs_hardly_any_stands_out() -> None:
    """Without allowing for the number of inputs, 5 % of 400 studies of 40 inputs would show two each."""
    luck = np.random.default_rng(3)
    table = {f"input {k}": luck.random(RUNS) for k in range(40)}
    outcomes, alarms, studies = with_inputs(**table), 0, 60
    for _ in range(studies):
        alarms += any(driver.clear for driver in drivers(outcomes, luck.random(RUNS) < 0.3))
    assert alarms <= 0.05 * studies + 3 * np.sqrt(0.05 * 0.95 * studies)


def test_a_choice_of_two_values_splits_between_them() -> None:
    threat = np.where(np.arange(RUNS) % 5 == 0, 0.9, 0.2)
    (found,) = drivers(with_inputs(threat=threat), threat > 0.5)
    assert (found.low_third.share, found.high_third.share) == (0.0, 1.0)
    assert (found.low_third.of, found.high_third.of) == (RUNS * 4 // 5, RUNS // 5)


def test_an_input_that_never_varies_is_left_out() -> None:
    assert drivers(with_inputs(fixed=np.full(RUNS, 0.3)), np.ones(RUNS, np.bool_)) == ()
