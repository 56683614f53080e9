"""Calibration finds what was planted, moves nothing without need, and says what cannot be."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.analysis.calibration.aims import Unfit, aims
from sim.analysis.calibration.board import entropy
from sim.analysis.calibration.dials import Dial, dials
from sim.analysis.calibration.narrowing import narrowed_number
from sim.analysis.calibration.search import TiltSearch
from sim.analysis.calibration.tilting import ProposalSample, TiltObjective, least_tilt
from sim.analysis.events import UnknownName
from sim.bargaining.run.batch import play
from sim.bargaining.setup.streams import Held, Streams
from sim.questions.calibrate import calibrate
from sim.scenario.changing import with_number
from sim.scenario.quantities import Choice, Fixed, Normal, Quantity, Triangular, Uniform
from sim.scenario.reading import numbers, read
from sim.scenario.schema import Scenario
from sim.scenario.targets import Targets

FOUNDING = Path(__file__).parents[2] / "scenarios" / "ceasefire30.yaml"
DEADLINE, PLANTED = "actors.russia.deadline_days", 300.0
WHEN = ("2025-05-01", "2025-06-15", "2025-08-01", "2025-09-15", "2025-11-01", "2025-12-31")


def wanting(**targets: dict[str, Any]) -> Targets:
    return Targets.model_validate({"targets": targets})


def searching(scenario: Scenario, runs: int, targets: Targets) -> TiltSearch:
    return TiltSearch(scenario, 1, targets, play(scenario, runs, 1))


def all_known_but(scenario: Scenario, path: str, quantity: Quantity) -> Scenario:
    for number in numbers(scenario):
        if not number.quantity.fixed:
            scenario = with_number(scenario, number.path, Fixed(number.quantity.typical))
    return with_number(scenario, path, quantity)


def waiting_for_the_clock() -> Scenario:
    """When a truce comes hangs on one number: Russia is tempted by nothing."""
    return all_known_but(read(FOUNDING, ["actors.russia.pause_worth=0"]), DEADLINE, Uniform(150.0, 900.0))


@pytest.mark.slow
def test_a_planted_parameter_is_recovered(tmp_path: Path) -> None:
    stated = waiting_for_the_clock()
    truth = play(with_number(stated, DEADLINE, Fixed(PLANTED)), 1000, seed=9)
    asks = {day: {"event": "full_ceasefire", "by": day, "probability": 0.5} for day in WHEN}
    for aim in aims(stated, wanting(**asks), truth):
        asks[aim.name] |= {"probability": aim.share.share, "tolerance": 0.1}
    found = calibrate(stated, wanting(**asks), runs=400, results=tmp_path).answer
    narrowed = next(number for number in found.narrowed if number.path == DEADLINE)
    low, median, high = narrowed.after
    assert found.agrees
    assert median == pytest.approx(PLANTED, rel=0.1)
    assert low < PLANTED < high
    assert high - low < (narrowed.before[2] - narrowed.before[0]) / 3


def test_a_coin_lands_as_often_as_the_target_says() -> None:
    path = "actors.russia.red_lines.nato.probability"
    scenario = with_number(read(FOUNDING), path, Fixed(0.5))
    search = searching(scenario, 400, wanting(zone={"event": "zone", "probability": 0.5}))
    coin = next(dial for dial in search.dials if dial.path == path)
    assert coin.tilted(np.array([0.0, 0.0])) == pytest.approx([0.5, 0.5])
    assert narrowed_number(coin, np.array([-1.0, 0.0]), "").typical == pytest.approx(1 / (1 + np.exp(-2.0)))


def test_targets_that_are_met_already_move_nothing(tmp_path: Path) -> None:
    targets = wanting(any={"event": "any_ceasefire", "probability": [0.0, 1.0]})
    found = calibrate(FOUNDING, targets, runs=200, results=tmp_path).answer
    assert found.agrees
    assert (found.narrowed, found.rounds, found.effective) == ((), 0, 200)


@pytest.mark.slow
def test_what_cannot_be_had_together_is_named(tmp_path: Path) -> None:
    unsure = (f"actors.{party}.outside_value={{uniform: [0.2, 0.6]}}" for party in ("union", "company"))
    pay = read(FOUNDING.parent / "minimal.yaml", ["start=2025-01-01", *unsure])
    targets = wanting(
        june={"event": "settlement", "by": "2025-06-10", "probability": 0.6},
        ever={"event": "settlement", "probability": 0.4},
        zone={"event": "zone", "probability": [0.0, 1.0]},
    )
    found = calibrate(pay, targets, runs=300, results=tmp_path).answer
    assert not found.agrees
    assert set(found.conflict) == {"june", "ever"}


@pytest.mark.slow
def test_the_narrowed_scenario_plays_as_it_was_told_with_other_luck(tmp_path: Path) -> None:
    targets = wanting(calm={"event": "full_ceasefire", "probability": 0.6, "tolerance": 0.01})
    finding = calibrate(FOUNDING, targets, runs=400, results=tmp_path)
    scenario = read(finding.folder / "narrowed.yaml")
    again = aims(scenario, targets, play(scenario, 400, seed=1, first=400))
    assert [aim.share.hits for aim in again] == [target.after.hits for target in finding.answer.met]
    calibrated = {n.path for n in numbers(scenario) if n.quantity.basis == "calibrated" and n.quantity.note}
    assert {number.path for number in finding.answer.narrowed} <= calibrated
    assert calibrate(FOUNDING, targets, runs=400, results=tmp_path).recalled


QUANTITIES = (
    Uniform(2.0, 5.0),
    Triangular(0.0, 1.0, 4.0),
    Normal(0.0, 1.0),
    Choice((0.0, 1.0, 5.0), (0.5, 0.3, 0.2)),
)


@pytest.mark.parametrize("quantity", QUANTITIES, ids=lambda quantity: type(quantity).__name__)
@given(slope=st.floats(-4, 4), bend=st.floats(-4, 4))
def test_a_tilted_number_is_drawn_as_its_cells_say(quantity: Quantity, slope: float, bend: float) -> None:
    edges = (0.0, 0.5, 0.8, 1.0) if isinstance(quantity, Choice) else tuple(np.linspace(0, 1, 21).tolist())
    dial, tilt = Dial("x", "x", quantity, edges), np.array([slope, bend])
    luck = Streams(1, 0, 4000)
    drawn = dial.cells(Held(luck, {"x": dial.held(luck, tilt)}))
    counted = np.bincount(drawn, minlength=len(dial.masses)) / 4000
    error = np.sqrt(dial.tilted(tilt) * (1 - dial.tilted(tilt)) / 4000)
    assert (abs(counted - dial.tilted(tilt)) <= 5 * error + 1e-3).all()
    written = narrowed_number(dial, tilt, "")
    assert quantity.span[0] >= written.support[0] - 1e-9 or not np.isfinite(quantity.support[0])
    assert written.support[1] <= quantity.support[1] + 1e-9


def test_slopes_are_those_of_finite_differences() -> None:
    sample = searching(read(FOUNDING), 400, wanting(a={"event": "zone", "probability": 0.9})).sample
    problem = TiltObjective(
        sample(dials(read(FOUNDING), play(read(FOUNDING), 1, 1).names.inputs)[:6], None, 400)
    )
    x = np.random.default_rng(1).normal(size=len(problem.bend())) / 3
    steps = 1e-5 * np.eye(len(x))
    room = np.array([(problem.room(x + step) - problem.room(x - step)) / 2e-5 for step in steps]).T
    cost = np.array([(problem.cost(x + step)[0] - problem.cost(x - step)[0]) / 2e-5 for step in steps])
    np.testing.assert_allclose(problem.room_slope(x), room, atol=1e-6)
    np.testing.assert_allclose(problem.cost(x)[1], cost, atol=1e-6)


def test_the_least_tilt_of_one_input_is_that_of_the_textbook() -> None:
    """P(hit) = cell / 19 for a uniform input: the least entropy has log-linear weights. Kullback (1959), ch. 3."""
    dial = Dial("x", "x", Uniform(0.0, 1.0), tuple(np.linspace(0, 1, 21).tolist()))
    luck = Streams(1, 0, 20_000)
    cells = dial.cells(luck)
    hits = luck.uniform("noise")[:, 0] < cells / 19
    from sim.analysis.calibration.aims import Aim

    aim = Aim("hit", hits, np.ones(len(hits), np.bool_), 0.7, 0.7)
    sample = ProposalSample((dial,), cells[:, None], np.zeros((1, 2)), (aim,))
    tilt = least_tilt(sample)
    known = np.linspace(-1, 1, 20)
    slope = next(
        a for a in np.linspace(0, 4, 4001) if np.average((known + 1) / 2, weights=np.exp(a * known)) >= 0.7
    )
    assert tilt[0] == pytest.approx([slope, 0.0], abs=0.1)
    assert entropy((dial,), tilt)[0] == pytest.approx(entropy((dial,), np.array([[slope, 0.0]]))[0], abs=0.02)


def test_a_target_that_says_nothing_of_the_scenario_is_refused() -> None:
    minimal = read(FOUNDING.parent / "minimal.yaml")
    outcomes = play(minimal, 20, 1)
    with pytest.raises(Unfit, match="has no `start`"):
        aims(minimal, wanting(a={"event": "settlement", "by": "2025-06-30", "probability": 0.5}), outcomes)
    with pytest.raises(Unfit, match="has no day of its own"):
        aims(read(FOUNDING), wanting(a={"event": "missed", "by": "2025-06-30", "probability": 0.5}), outcomes)
    with pytest.raises(UnknownName, match="did you mean settlement"):
        aims(minimal, wanting(a={"event": "setlement", "probability": 0.5}), outcomes)
