"""Other libraries, driven through `evaluate`, `problem`, `to_frame` and `to_xarray` as their own users would."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import sim
from sim.scenario.schema import Scenario

UNION, COMPANY = "actors.union.outside_value", "actors.company.outside_value"


@pytest.fixture(scope="module")
def pay() -> Scenario:
    """The union's way out decides nearly everything, the company's nearly nothing."""
    read = sim.read(Path(__file__).parents[2] / "scenarios" / "minimal.yaml")
    return read.with_({UNION: {"uniform": [0.1, 0.6]}, COMPANY: {"triangular": [0.1, 0.12, 0.2]}})


def imported(*names: str) -> list[Any]:
    """What other people's modules warn of when they are imported is nothing of ours."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return [pytest.importorskip(name) for name in names]


def test_salib_samples_evaluates_and_analyses(pay: Scenario) -> None:
    salib, sample, analyze = imported("SALib", "SALib.sample.sobol", "SALib.analyze.sobol")
    problem = sim.problem(pay, shares=True)

    def gained(rows: np.ndarray) -> np.ndarray:
        return sim.evaluate(pay, problem.table(rows), outcomes=["utility.union"])["utility.union"].to_numpy()

    spec = salib.ProblemSpec(problem)
    spec.sample(sample.sample, 64, calc_second_order=False, seed=1).evaluate(gained)
    spec.analyze(analyze.analyze, calc_second_order=False, seed=1)
    strength = dict(zip(problem["names"], spec.analysis["ST"], strict=True))
    assert strength[UNION] > 0.9
    assert strength[COMPANY] < 0.2


def test_ema_workbench_plays_a_model(pay: Scenario) -> None:
    (ema,) = imported("ema_workbench")
    problem, names = sim.problem(pay), ["utility.union", "settlement"]
    model = ema.Model("pay", function=lambda **row: sim.evaluate(pay, row, outcomes=names).iloc[0].to_dict())
    model.uncertainties = [
        ema.RealParameter(name, *ends) for name, ends in zip(problem["names"], problem["bounds"], strict=True)
    ]
    model.outcomes = [ema.ScalarOutcome(name) for name in names]
    with ema.SequentialEvaluator(model) as evaluator:
        experiments, found = evaluator.perform_experiments(scenarios=6)
    whole = sim.evaluate(pay, experiments[problem["names"]], outcomes=names)
    for name in names:
        np.testing.assert_array_equal(found[name], whole[name])


def test_scikit_learn_learns_from_a_table(pay: Scenario) -> None:
    (linear,) = imported("sklearn.linear_model")
    rng, problem = np.random.default_rng(1), sim.problem(pay, shares=True)
    table = pd.DataFrame(problem.table(rng.random((80, 2))))
    gained = sim.evaluate(pay, table, outcomes=["utility.union"])
    model = linear.LinearRegression().fit(table, gained)
    slopes = dict(zip(table.columns, model.coef_[0], strict=True))
    assert slopes[UNION] > 0.2
    assert abs(slopes[COMPANY]) < slopes[UNION]
    assert model.score(table, gained) > 0.8


@pytest.mark.slow
@pytest.mark.peers
def test_arviz_summarises_labelled_arrays(pay: Scenario) -> None:
    arviz, _ = imported("arviz", "xarray")
    outcomes = sim.play(pay, 40)
    draws = outcomes.to_xarray()[["utility", "input"]].rename(replication="draw").expand_dims("chain")
    told = arviz.summary(arviz.InferenceData(posterior=draws), kind="stats", round_to="none")
    assert told.loc["utility[union]", "mean"] == pytest.approx(np.nanmean(outcomes.utility[:, 0]))
    drawn = outcomes.to_frame()[f"input.{UNION}"]
    assert told.loc[f"input[{UNION}]", "mean"] == pytest.approx(drawn.mean(), rel=1e-5)
