"""`sim.load`: what was kept is what it was when it was made."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import sim
from sim.questions.asking import NotAStudy
from sim.questions.finding import Finding
from sim.questions.load import ANSWERS
from sim.results.store import Damaged
from sim.study import Study

SCENARIO = Path(__file__).parents[2] / "scenarios" / "minimal.yaml"


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    results = tmp_path_factory.mktemp("results")
    return sim.run(SCENARIO, runs=20, seed=3, overrides=["horizon_days=60"], results=results)


def test_a_study_comes_back(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(study.folder.parents[1])
    for folder in (
        study.folder,
        os.path.relpath(study.folder),
        study.folder.parent,
    ):  # the last holds the newest
        again = sim.load(folder)
        assert isinstance(again, Study)
        assert again.folder.is_absolute()
        assert again.question == study.question
        assert again.outcomes.equals(study.outcomes)
        assert again.summary == study.summary


def test_a_finding_comes_back(study: Study) -> None:
    made = sim.sweep(study, {"horizon_days": [30, 90]}, runs=5, results=study.folder.parents[1])
    again = sim.load(made.folder)
    assert isinstance(again, Finding)
    assert again.answer == made.answer


def test_every_question_that_is_kept_can_be_loaded() -> None:
    from importlib import import_module

    for place in ANSWERS.values():
        module, _, name = place.partition(":")
        assert isinstance(getattr(import_module(module), name), type)
    kept = {
        path.stem
        for path in Path(sim.__file__).parent.glob("questions/*.py")
        if "find_out(" in path.read_text("utf-8")
    }
    assert kept - {"finding"} <= ANSWERS.keys()


def test_what_is_neither_is_said(tmp_path: Path, study: Study) -> None:
    with pytest.raises(NotAStudy, match="holds no study and no finding"):
        sim.load(tmp_path)
    with pytest.raises(NotAStudy, match="holds no study and no finding"):
        sim.load(study.folder.parents[1])


def test_what_is_damaged_is_said(tmp_path: Path) -> None:
    study = sim.run(SCENARIO, runs=5, results=tmp_path)
    (study.folder / "summary.json").write_text("{}", encoding="utf-8")
    with pytest.raises(Damaged, match="is not as it was written"):
        sim.load(study.folder)
