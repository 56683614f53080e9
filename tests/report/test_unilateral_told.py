"""Ceasefires of one side alone, as screen and page tell them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from synthetic import outcomes

from sim.analysis.statistics import summarise
from sim.report import leads, wording
from sim.report.inputs import plainly
from sim.report.screen.outcomes import unilateral
from sim.scenario.reading import read
from sim.scenario.schema import Scenario

SCENARIOS = Path(__file__).parents[2] / "scenarios"


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return read(SCENARIOS / "feast_truces.yaml")


def test_share_and_days_stand_on_screen_and_page(scenario: Scenario) -> None:
    made = outcomes(scenario, runs=1000)
    day, days = np.full((1000, 1), np.nan), np.zeros((1000, 1))
    day[:250], days[:250] = 30.0, np.where(np.arange(250) % 2, 1.25, 3.0)[:, None]
    summary = summarise(scenario, replace(made, unilateral_day=day, unilateral_days=days))
    (own,) = summary.unilateral
    assert (own.party, own.share.hits, own.days.of, own.days.mean) == ("russia", 250, 250, 2.125)
    said = "Russia in 25% (22–28%) of replications, for 2.12 days in all on average"
    assert wording.unilateral(scenario, summary) == (said,)
    assert str(unilateral(scenario, summary)) == f"Ceasefires of one side alone  {said}"
    assert leads.when(scenario, summary).endswith(
        f"Ceasefires of one side alone, which count as none: {said}."
    )


def test_where_nobody_has_any_nothing_is_said() -> None:
    plain = read(SCENARIOS / "autumn_2026.yaml")
    summary = summarise(plain, outcomes(plain, runs=100))
    assert summary.unilateral == ()
    assert "one side" not in leads.when(plain, summary)


def test_its_numbers_have_words(scenario: Scenario) -> None:
    said = [plainly(scenario, f"actors.russia.unilateral.{key}") for key in ("rate", "life.scale_days")]
    assert said == [f"the {word} of ceasefires of Russia alone" for word in ("rate", "scale")]


def test_none_that_was_ever_declared_has_no_days(scenario: Scenario) -> None:
    said = wording.unilateral(scenario, summarise(scenario, outcomes(scenario, runs=100)))
    assert said == ("Russia in 0% (0–4%) of replications",)
