"""`sim.play`: what `sim.run` would play, in memory; and what its outcomes look like elsewhere."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import sim
from sim.bargaining.agents.agents import Party
from sim.bargaining.frames import NoXarray
from sim.bargaining.outcomes import OUTCOMES, Outcomes, same
from sim.results.question import Question
from sim.results.stored import stored

ROOT = Path(__file__).parent.parent
MINIMAL, FOUNDING = (ROOT / "scenarios" / name for name in ("minimal.yaml", "ceasefire30.yaml"))
RICH = [
    "scenarios/oslo_1995.yaml",
    "scenarios/minimal.yaml",
]  # with factions and spoilers; with hardly anything


class Never(Party):
    def respond(self, package: object) -> bool:
        return False


@pytest.fixture(scope="module")
def founding() -> Outcomes:
    return sim.play(FOUNDING, 10)


def test_it_plays_what_a_study_plays_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    scenario = sim.read(MINIMAL, ["actors.union.outside_value={uniform: [0.1, 0.4]}"])
    outcomes = sim.play(scenario, 30, 7)
    assert list(tmp_path.iterdir()) == []
    study = sim.run(scenario, runs=30, seed=7, results=tmp_path)
    assert same(outcomes, stored(scenario, study.folder / "outcomes.parquet"))


def test_a_class_can_take_a_seat() -> None:
    outcomes = sim.play(MINIMAL, 3, agents={"union": Never})
    assert not outcomes.settled.any()
    assert sim.play(MINIMAL, 3).settled.all()


@pytest.mark.parametrize("wrong", [{"runs": 0}, {"runs": 2.5}, {"seed": -1}])
def test_what_cannot_be_meant_is_said(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"must be a whole number from [01] up"):
        sim.play(MINIMAL, **wrong)


@pytest.mark.parametrize("file", RICH)
def test_a_frame_is_the_table_of_a_study(file: str, tmp_path: Path) -> None:
    from sim.results.table import write_parquet

    outcomes = sim.play(ROOT / file, 25)
    write_parquet(outcomes, tmp_path / "outcomes.parquet")
    pd.testing.assert_frame_equal(outcomes.to_frame(), pd.read_parquet(tmp_path / "outcomes.parquet"))


def test_a_frame_says_what_it_counts(founding: Outcomes) -> None:
    frame = founding.to_frame()
    assert frame.attrs["units"]["settlement_day"] == "days from the start"
    assert set(frame.attrs["meanings"]) == set(frame.columns)


@pytest.mark.parametrize("file", RICH)
def test_labelled_arrays_hold_every_column(file: str) -> None:
    pytest.importorskip("xarray")
    outcomes = sim.play(ROOT / file, 25)
    found, frame = outcomes.to_xarray(), outcomes.to_frame()
    assert (found["outcome"].to_numpy() == np.array(OUTCOMES)[outcomes.outcome]).all()
    kinds = {name.split(".")[0] for name in frame.columns if name != "replication"}
    assert kinds <= set(found.data_vars)
    for kind, axis in (("terms", "issue"), ("reason", "actor"), ("utility", "actor"), ("war_value", "party")):
        for label in found[axis].to_numpy():
            told = frame[f"{kind}.{label}"]
            told = told.astype(object).fillna("") if told.dtype == "category" else told
            np.testing.assert_array_equal(found[kind].sel({axis: label}).to_numpy(), told.to_numpy())
    assert found["utility"].attrs["units"] == "utility"


def test_who_has_no_xarray_is_told_how_to_get_it(founding: Outcomes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "xarray", None)
    with pytest.raises(NoXarray, match=r"pip install 'parleysim\[xarray\]'"):
        founding.to_xarray()


def test_a_question_and_a_play_refuse_the_same_numbers() -> None:
    with pytest.raises(ValueError, match="runs must be a whole number from 1 up"):
        Question(sim.read(MINIMAL), 0, 1)
