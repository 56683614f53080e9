"""The plan of draws: what compiled code makes of a number is what NumPy and SciPy make of it, to the last bit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from scipy import special as scipy_special
from strategies import scenarios
from worlds import SHIPPED

from sim.bargaining import special
from sim.bargaining.outcomes import Floats
from sim.bargaining.run.batch import play
from sim.bargaining.run.chunks import FEWEST, LEAST, MOST, chunk_of, prepared
from sim.bargaining.setup.sampling import draw, execute, planned
from sim.bargaining.setup.sampling.assembling import assembled
from sim.bargaining.setup.sampling.operations import FREE, GIVEN, OPERATIONS
from sim.bargaining.setup.sampling.plan import Plan
from sim.bargaining.setup.sampling.records import RECORDS, numbers, records
from sim.bargaining.setup.sampling.tape import Number, Tape
from sim.bargaining.setup.sampling.tastes import gamma, gridded
from sim.bargaining.setup.streams import Held, Middling, Picked, Streams, tied
from sim.bargaining.setup.structure import seating
from sim.bargaining.types import Draw
from sim.scenario.bundles import copulas
from sim.scenario.extremes import Extreme
from sim.scenario.numbers import numbers as quantities_of
from sim.scenario.quantities import Beta, Choice, Normal, Quantiles, Quantity, Triangular, Uniform
from sim.scenario.reading import read
from sim.scenario.schema import Scenario

RUNS = 500
LUCK = Streams(7, 3, RUNS)
Formula = Callable[[Any, Any], Any]

# Each of two shares of probability, as NumPy would work it out for many at once.
FORMULAS: dict[str, Formula] = {
    "add": lambda u, v: u + v + 0.1,
    "subtract": lambda u, v: 1.0 - u - v,
    "multiply": lambda u, v: u * v,
    "divide": lambda u, v: u / v,
    "negative": lambda u, v: -u,
    "absolute": lambda u, v: np.abs(u - v),
    "floor": lambda u, v: np.floor(u * 10.0 - 5.0),
    "sqrt": lambda u, v: np.sqrt(u),
    "minimum": lambda u, v: np.minimum(u, v),
    "maximum": lambda u, v: np.maximum(u, v),
    "clip": lambda u, v: np.clip(u, 0.2, 0.7),
    "where": lambda u, v: np.where(u < 0.5, v, -0.0),
    "less": lambda u, v: (u < v) + 0.0,
    "greater": lambda u, v: (u > v) + 0.0,
    "equal": lambda u, v: (np.floor(u * 3.0) == np.floor(v * 3.0)) + 0.0,
    "interp": lambda u, v: np.interp(u, [0.0, 0.3, 0.31, 0.9, 1.0], [-2.0, 0.0, 7.0, 7.0, 11.0]),
    "ndtr": lambda u, v: scipy_special.ndtr(u * 8.0 - 4.0),
    "ndtri": lambda u, v: scipy_special.ndtri(u),
    "gammaincinv": lambda u, v: scipy_special.gammaincinv(u * 5.0, v),
    "betaincinv": lambda u, v: scipy_special.betaincinv(u * 5.0, 2.0, v),
    "log1p": lambda u, v: scipy_special.log1p(-u),
    "logit": lambda u, v: scipy_special.logit(u),
}
QUANTITIES = {
    "uniform": Uniform(-1, 2),
    "triangular": Triangular(1, 2, 4),
    "normal": Normal(3, 2),
    "a piece of a normal": Normal(3, 2, low=2, high=3.5),
    "beta": Beta(0.5, 3, low=2, high=8),
    "choice": Choice((1, 2, 5), (0.25, 0.5, 0.25)),
    "a choice that is none": Choice((1, 2), (0, 1)),
    "quantiles": Quantiles((0, 0.1, 0.6, 1), (1, 1, 4, 90)),
    "the highest of some": Extreme(Triangular(1, 2, 4), 2.5, highest=True),
    "the lowest of some": Extreme(Normal(3, 2), 16.0, highest=False),
}


def noted(formula: Formula) -> Plan:
    """The plan that tells what a formula makes of the streams u and v."""
    tape = Tape()
    u, v = (tape.given(stream, tape.free(stream)) for stream in "uv")
    return assembled(tape, nothing(), {"told": formula(u, v)})


def nothing() -> Draw:
    """A draw in which there is nothing."""
    empty = {name: records(RECORDS[name], 0) if name in RECORDS else numbers(0) for name in Draw._fields}
    return Draw(**empty)


def told(plan: Plan, luck: Any = LUCK) -> Floats:
    """What a plan tells of each replication."""
    return execute(plan, luck)[1][:, 0]


def same_bits(one: Any, other: Any) -> bool:
    return np.asarray(one, np.float64).tobytes() == np.asarray(other, np.float64).tobytes()


def shares(luck: Any = LUCK) -> tuple[Floats, Floats]:
    return luck.uniform("u")[:, 0], luck.uniform("v")[:, 0]


def test_every_operation_is_tried() -> None:
    assert set(FORMULAS) | {"free", "given"} == set(OPERATIONS)
    assert (OPERATIONS["free"], OPERATIONS["given"]) == (FREE, GIVEN)


@pytest.mark.parametrize("name", FORMULAS)
def test_compiled_code_computes_what_numpy_computes(name: str) -> None:
    plan = noted(FORMULAS[name])
    assert OPERATIONS[name] in plan.program.step.operation
    assert same_bits(told(plan), FORMULAS[name](*shares()))


@pytest.mark.parametrize("name", QUANTITIES)
def test_quantities_are_drawn_by_their_own_inverse(name: str) -> None:
    quantity = QUANTITIES[name]
    assert same_bits(told(noted(lambda u, _: quantity.at(u) + 0.0 * u)), quantity.at(shares()[0]))
    edges = np.array([2.0**-53, 0.1, 0.25, 0.6, 0.75, 1.0 - 2.0**-53])
    luck = Held(Streams(1, 0, len(edges)), {"u": edges})
    assert same_bits(told(noted(lambda u, _: quantity.at(u) + 0.0 * u), luck), quantity.at(edges))


def test_gammas_and_the_grid_are_those_of_arrays() -> None:
    def weight(u: Number, v: Number) -> Number:
        return gridded(gamma(np.where(u < 0.5, 0.0, u * 9.0), v))

    assert same_bits(told(noted(weight)), weight(*shares()))


def test_a_negative_nothing_stays_one() -> None:
    """Equal numbers are not always the same: 1 / -0 is not 1 / 0."""
    plan = noted(lambda u, _: np.where(u < 2.0, 1.0 / (-0.0 * u), 0.0 * u))
    assert (told(plan) == -np.inf).all()


def test_what_is_done_twice_is_one_step_and_what_nobody_asks_for_is_none() -> None:
    plan = noted(lambda u, v: (u * v) + (u * v) + 0.0 * np.where(True, u, scipy_special.ndtri(v)))
    done = plan.program.step.operation.tolist()
    assert done.count(OPERATIONS["multiply"]) == 2
    assert OPERATIONS["ndtri"] not in done


def test_streams_that_are_held_are_given_and_without_luck_all_is_median() -> None:
    plan = noted(lambda u, v: u + 2.0 * v)
    given = np.linspace(0.1, 0.9, RUNS)
    assert same_bits(told(plan, Held(LUCK, {"v": given, "elsewhere": given})), shares()[0] + 2.0 * given)
    assert told(plan, Middling()) == [1.5]


def test_scipy_is_asked_for_what_it_has() -> None:
    with pytest.raises(ImportError, match="no ndtri of 3 numbers"):
        special.address("ndtri", 3)


# --- A scenario


def test_what_is_given_takes_the_place_of_what_is_drawn_and_moves_nothing_else() -> None:
    """A number, one that is known, and a coin; NaN leaves a replication as it was drawn."""
    scenario = read(SHIPPED / "ceasefire30.yaml")
    drawn, known = "actors.russia.optimism", "ceasefire.max_extensions"
    coin = next(path for path in planned(scenario, 1).inputs if path.endswith(".meant"))
    values = np.array([0.25, np.nan, 3.0])
    given = {drawn: values, known: values, coin: np.array([1.0, 0.0, np.nan])}
    before, usual = draw(scenario, 4, Streams(1, 0, 3))
    after, inputs = draw(scenario, 4, Streams(1, 0, 3), given)
    for path in usual:
        wanted = np.where(np.isnan(given[path]), usual[path], given[path]) if path in given else usual[path]
        assert same_bits(inputs[path], wanted)
    assert known not in inputs
    assert after.talks["max_extensions"].tolist() == [0.25, before.talks["max_extensions"][1], 3.0]
    assert after.luck.tobytes() == before.luck.tobytes()


def test_replications_can_be_picked_in_any_order() -> None:
    scenario = read(SHIPPED / "ceasefire30.yaml")
    whole = draw(scenario, 3, Streams(1, 0, 9))[0]
    picked = draw(scenario, 3, Picked(1, np.array([7, 2, 2])))[0]
    for one, other in zip(whole, picked, strict=True):
        assert one[[7, 2, 2]].tobytes() == other.tobytes()


def drawn_alone(scenario: Scenario, path: str, quantity: Quantity) -> Floats:
    """A number as it would be drawn by itself."""
    luck = tied(LUCK, copulas(scenario))
    return np.asarray(quantity.at(luck.uniform(path)[:, 0]))


@settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(scenarios())
def test_every_number_is_drawn_from_its_own_stream_by_its_own_inverse(scenario: Scenario) -> None:
    _, inputs = draw(scenario, 2, LUCK)
    for number in quantities_of(scenario):
        if number.path in inputs and (scenario.weight_spread is None or ".weight." not in number.path):
            assert same_bits(inputs[number.path], drawn_alone(scenario, number.path, number.quantity))


def test_a_plan_is_made_once_and_serves_any_replications() -> None:
    study = prepared(read(SHIPPED / "ceasefire30.yaml"))
    whole, inputs = execute(study.plan, Streams(1, 0, 9))
    part, some = execute(study.plan, Streams(1, 4, 3))
    assert inputs[4:7].tobytes() == some.tobytes()
    for one, other in zip(whole, part, strict=True):
        assert one[4:7].tobytes() == other.tobytes()


def test_rows_have_the_shape_that_the_scenario_gives_them() -> None:
    scenario = read(SHIPPED / "ceasefire30.yaml")
    seats, drawn = seating(scenario), draw(scenario, 5, Streams(1, 0, 3))[0]
    assert drawn.actor.shape == (3, len(seats.actors))
    assert drawn.luck.shape == (3, 5)
    assert drawn.event_luck.shape == (3, len(scenario.events), 5)
    assert planned(scenario, 5).layout.row_bytes == sum(array[0].nbytes for array in drawn)


@pytest.mark.parametrize(
    ("runs", "threads"), [(1, 16), (40, 16), (60, 2), (10_000, 2), (10_000, 16), (10**7, 2)]
)
def test_chunks_keep_all_threads_busy_and_fit_into_memory(runs: int, threads: int) -> None:
    plan = prepared(read(SHIPPED / "minimal.yaml")).plan
    chunk = chunk_of(runs, threads, plan)
    share = max(FEWEST, -(-runs // threads))
    assert chunk == min(max(LEAST, min(MOST, runs // (4 * threads))), share)


def test_where_talks_are_long_fewer_are_played_together() -> None:
    scenario = read(SHIPPED / "minimal.yaml", ["horizon_days=20000", "round_days=1"])
    assert LEAST <= chunk_of(10**7, 2, prepared(scenario).plan) < MOST / 4


def test_nobody_is_left_out_whatever_the_chunk() -> None:
    scenario = read(SHIPPED / "minimal.yaml")
    told_of: list[int] = []
    whole = play(scenario, 50, 1, chunk=7, workers=2, progress=told_of.append)
    assert sum(told_of) == 50
    assert whole.settlement_day.tobytes() == play(scenario, 50, 1).settlement_day.tobytes()
