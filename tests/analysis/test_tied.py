"""Everything that rests on independent inputs knows which are not."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from sim.analysis.calibration.dials import dials
from sim.analysis.calibration.narrowing import narrowed_scenario
from sim.analysis.calibration.search import TiltSearch
from sim.analysis.calibration.tilting import TiltObjective
from sim.analysis.drawn import drawn
from sim.analysis.sensitivity import given
from sim.analysis.sensitivity.brief import of_inputs, swung
from sim.analysis.sensitivity.experiment import Experiment
from sim.bargaining.run.batch import play
from sim.cli.main import commands
from sim.questions.asking import Unanswerable
from sim.questions.sensitivity import sensitivity
from sim.questions.sweep import sweep
from sim.report import leads
from sim.report.sensitivity.sentences import tied_note
from sim.report.sweeps.sentences import cautions
from sim.scenario.reading import read, resolved
from sim.scenario.schema import Scenario
from sim.scenario.targets import Targets

# One take-it-or-leave-it split: what decides is whether b's worth of no deal lies above or below a half. What a's
# insistence is drawn as decides nothing, but it may tell of b.
TALKS = """
horizon_days: 1
round_days: 1
actors:
  a: {outside_value: 0.3, hope: {uniform: [0, 1]}, deadline_days: 1}
  b: {outside_value: {uniform: [0, 1]}, deadline_days: 1}
issues: {pie: {options: [half], value: {a: [0.5], b: [0.5]}}}
"""
IDLE, DECIDES = "actors.a.hope", "actors.b.outside_value"
TIED = f"together=[{{inputs: [{DECIDES}, {IDLE}], correlation: 0.8}}]"
RUNS = 2000


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "talks.yaml"
    path.write_text(TALKS, encoding="utf-8")
    return path


@pytest.fixture
def scenario(file: Path) -> Scenario:
    return read(file, [TIED])


def test_what_an_input_carries_is_also_what_moves_with_it(scenario: Scenario) -> None:
    """Settled iff y < 1/2. Given x the chance is Phi(-r z / sqrt(1 - r^2)), z normal: its variance over that of the
    event is 4 asin(r^2) / (2 pi)."""
    found = given.influences(play(scenario, 8000, 1), "settlement", {IDLE, DECIDES})
    alone = {each.path: each.indices["first_order"] for each in found.influences}
    r = 2 * np.sin(np.pi * 0.8 / 6)
    wanted = 4 * np.arcsin(r**2) / (2 * np.pi)
    assert alone[IDLE].value == pytest.approx(wanted, abs=0.03)
    assert alone[DECIDES].value == pytest.approx(1, abs=0.04)  # one class in 32 lies on both sides
    assert found.tied == (IDLE, DECIDES)
    assert found.together is None
    assert IDLE in tied_note(found, str)


def test_a_swing_moves_one_input_and_not_what_goes_with_it(scenario: Scenario) -> None:
    outcomes = play(scenario, RUNS, 1)
    found = swung(scenario, outcomes, of_inputs(scenario, outcomes, "settlement"), 1)
    swings = {swing.path: swing.apart.value for swing in found.swings}
    assert swings == {DECIDES: -1.0, IDLE: 0.0}
    assert Experiment(scenario, 1).held(DECIDES, 0.9, 50).inputs[:, 0].tolist() == pytest.approx(
        play(scenario, 50, 1).inputs[:, 0].tolist()
    )


def test_untied_inputs_add_up_as_before(file: Path) -> None:
    found = of_inputs(read(file), play(read(file), RUNS, 1), "settlement")
    assert found.together is not None
    assert (found.tied, tied_note(found, str)) == ((), "")


@pytest.mark.parametrize("method", ["sobol", "morris"])
def test_designs_for_independent_inputs_are_refused(method: str, file: Path, tmp_path: Path) -> None:
    with pytest.raises(Unanswerable, match="draws some together"):
        sensitivity(file, method=method, runs=8, overrides=[TIED], results=tmp_path)  # type: ignore[arg-type]


def test_what_is_varied_moves_alone_and_that_is_said(file: Path, tmp_path: Path) -> None:
    found = sweep(file, [f"{DECIDES}=0.2,0.8"], runs=20, overrides=[TIED], results=tmp_path).answer
    assert any("drawn together" in line for line in cautions(found))
    free = sweep(file, [f"{DECIDES}=0.2,0.8"], runs=20, results=tmp_path).answer
    assert not any("drawn together" in line for line in cautions(free))


def test_check_and_the_assumptions_tell_it(file: Path, scenario: Scenario) -> None:
    said = CliRunner().invoke(commands, ["check", str(file), "--set", TIED])
    told = f"{DECIDES} and {IDLE} (rank correlation 0.8)"
    assert said.exit_code == 0
    assert f"  drawn together: {told}\n" in said.output
    assert f"Drawn together: {told}." in leads.assumed(scenario)
    known = CliRunner().invoke(commands, ["check", str(file), "--set", TIED, "--set", f"{IDLE}=0.5"])
    assert known.exit_code == 0
    assert "together.0.inputs.1: actors.a.hope is known exactly" in known.output


def test_a_rank_is_that_of_the_number_that_was_drawn(scenario: Scenario) -> None:
    outcomes = play(scenario, 5, 1)
    inputs = dict(zip(outcomes.names.inputs, outcomes.inputs[3].tolist(), strict=True))
    for each in drawn(scenario, 1, 3, inputs):  # both are uniform from 0 to 1
        assert each.share == pytest.approx(each.value, abs=1e-6)


# --- Calibration


def searching(scenario: Scenario, runs: int) -> TiltSearch:
    targets = Targets.model_validate({"targets": {"deal": {"event": "settlement", "probability": 0.7}}})
    return TiltSearch(scenario, 1, targets, play(scenario, runs, 1))


TILT = np.array([[0.9, -0.6], [-0.7, 0.4]])


def test_reweighted_replications_are_those_of_the_narrowed_scenario(scenario: Scenario) -> None:
    """Means of both inputs and of their product, which hangs on the copula, as played with other luck."""
    search = searching(scenario, 20_000)
    stated = search.sample(search.dials, None, 20_000)
    weights = stated.weights(TILT)
    narrowed = narrowed_scenario(scenario, search.dials, TILT, "")
    assert narrowed.together == scenario.together
    assert "together:" in resolved(narrowed)
    played = play(narrowed, 20_000, 1, first=20_000)
    for moment in ([0], [1], [0, 1]):
        wanted = played.inputs[:, moment].astype(float).prod(axis=1)
        had = search.stated.inputs[:, moment].astype(float).prod(axis=1)
        error = wanted.std() / np.sqrt(20_000) + had.std() / np.sqrt(20_000 * stated.effective(TILT))
        assert abs(wanted.mean() - (weights * had).sum()) < 3 * error


def test_a_sample_under_a_tilt_weighs_all_alike_there(scenario: Scenario) -> None:
    search = searching(scenario, 200)
    assert search.sample(search.dials, TILT, 200).weights(TILT) == pytest.approx(np.full(200, 1 / 200))


def test_slopes_are_those_of_finite_differences(scenario: Scenario) -> None:
    search = searching(scenario, 400)
    assert len(dials(scenario, search.stated.names.inputs)) == 2
    problem = TiltObjective(search.sample(search.dials, TILT / 3, 400))
    x, steps = TILT.ravel(), 1e-5 * np.eye(4)
    room = np.array([(problem.room(x + step) - problem.room(x - step)) / 2e-5 for step in steps]).T
    np.testing.assert_allclose(problem.room_slope(x), room, atol=1e-6)
