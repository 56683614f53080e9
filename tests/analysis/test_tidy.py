"""Every number of an answer is a row of its table."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import sim
from sim.analysis.plain import plain
from sim.analysis.summary import Summary
from sim.analysis.tidy import ESTIMATES, frame_of
from sim.questions.finding import Finding
from sim.study import Study

SCENARIO = Path(__file__).parents[2] / "scenarios" / "black_sea_swap.yaml"


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return sim.run(sim.read(SCENARIO), runs=60, results=tmp_path_factory.mktemp("results"))


def numbers_in(data: object) -> list[float]:
    """All numbers, but those of intervals, in the order in which they stand."""
    if isinstance(data, dict):
        if {"low", "high"} <= data.keys() and (name := next((n for n in ESTIMATES if n in data), None)):
            return [data[name]]
        return [each for value in data.values() for each in numbers_in(value)]
    if isinstance(data, list):
        return [each for value in data for each in numbers_in(value)]
    return [data] if isinstance(data, int | float) and not isinstance(data, bool) else []


def test_no_number_of_a_summary_is_left_out(study: Study) -> None:
    frame = study.summary.to_frame()
    there = frame["value"].dropna().to_numpy()
    expected = [each for each in numbers_in(plain(study.summary)) if each is not None]
    np.testing.assert_allclose(there, expected)
    assert not frame["what"].duplicated().any()


def test_a_row_has_its_interval_its_size_and_its_unit(study: Study) -> None:
    frame, settled = study.summary.to_frame().set_index("what"), study.summary.outcomes["settlement"]
    row = frame.loc["outcomes.settlement"]
    assert row.tolist() == [settled.share, settled.low, settled.high, 60.0, "share"]
    assert frame.loc["horizon_days", "unit"] == "days"
    gain = study.summary.gains[0]
    assert frame.loc[f"gains.{gain.actor}.war_value", "unit"] == "utility"


def test_what_has_estimates_for_its_numbers_is_shown_too(tmp_path: Path) -> None:
    """Of sensitivity, `level` is an estimate and not the place of a quantile."""
    unsure = {f"actors.{party}.outside_value": {"uniform": [0.2, 0.6]} for party in ("union", "company")}
    pay = sim.read(SCENARIO.with_name("minimal.yaml")).with_(unsure)
    answer = sim.sensitivity(pay, ["settlement"], runs=200, results=tmp_path).answer
    shown = repr(answer).splitlines()
    assert shown[0] == "Sensitivity"
    assert any(line.split()[0].endswith("first_order") for line in shown)
    assert len({line.split()[0] for line in shown[:-1]}) == len(shown) - 1
    assert not answer.to_frame()["what"].duplicated().any()


def test_findings_are_tables_too(study: Study) -> None:
    found = sim.compare(study, SCENARIO, runs=60, results=study.folder.parents[1])
    assert isinstance(found, Finding)
    frame = found.to_frame()
    assert frame.equals(found.answer.to_frame())
    assert frame.loc[frame["what"].str.endswith("settlement.difference"), "unit"].eq("share").all()
    assert isinstance(study.summary, Summary)


def test_words_and_truth_are_no_numbers() -> None:
    assert frame_of(("a", True, None)).empty


def test_a_study_is_a_table_with_units(study: Study) -> None:
    frame = study.to_frame()
    assert frame.equals(study.outcomes)
    assert frame.attrs["units"]["fighting_days"] == "days"


def test_a_study_is_labelled_arrays(study: Study) -> None:
    pytest.importorskip("xarray")
    assert study.to_xarray().sizes["replication"] == 60
