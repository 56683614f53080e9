"""Questions asked of studies: what is meant by a subject, and answers that are kept and found again."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

import sim
from sim import disk
from sim.allowing import CodeNotAllowed
from sim.bargaining.run.batch import play
from sim.options import RunOptions
from sim.progress import Silent
from sim.questions.asking import NotAStudy, asked
from sim.questions.finding import Finding, Inquiry, Made, find_out
from sim.report.blocks import Page
from sim.study import Study

SCENARIOS = Path(__file__).parents[1] / "scenarios"
FOUNDING = SCENARIOS / "ceasefire30.yaml"
RUNS = 20
HOW = RunOptions()
EMPTY = Page("sum", "", "", (), ())


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """For all to ask and for none to change."""
    return sim.run(FOUNDING, runs=RUNS, seed=5, results=tmp_path_factory.mktemp("results"))


@pytest.fixture
def copy(study: Study, tmp_path: Path) -> Path:
    """Its folder, in results of one's own to damage."""
    results = study.folder.parents[1]
    shutil.copytree(results, tmp_path, dirs_exist_ok=True)
    return tmp_path / study.folder.relative_to(results)


@dataclass(frozen=True)
class Sum:
    total: float
    parts: tuple[int, ...]


@dataclass(frozen=True)
class Listening(Silent):
    heard: list[str] = field(default_factory=list)

    def notice(self, text: str) -> None:
        self.heard.append(text)


def added(results: Path, parts: tuple[int, ...] = (1, 2), **how: Listening) -> Finding[Sum]:
    inquiry = Inquiry("sum", "<b>numbers</b>", {"parts": list(parts)})
    return find_out(
        inquiry,
        Sum,
        lambda: Made(Sum(float(sum(parts)), parts), lambda: "a & b", "sum", lambda _: EMPTY, (), "again"),
        RunOptions(results=results, **how),
    )


def test_an_answer_is_kept_and_found_again(tmp_path: Path) -> None:
    first, second = added(tmp_path), added(tmp_path, watch=(heard := Listening()))
    assert (first.recalled, second.recalled) == (False, True)
    assert first.answer == second.answer == Sum(3.0, (1, 2))
    assert heard.heard == ["asked before: answered from disk"]
    assert added(tmp_path, (1, 3)).folder != first.folder


def test_a_damaged_answer_is_computed_again(tmp_path: Path) -> None:
    folder = added(tmp_path).folder
    disk.replace(folder / "sum.json", "{}")
    again = added(tmp_path, watch=(heard := Listening()))
    assert again.answer.total == 3.0
    assert "is not as it was written: computing it again" in heard.heard[0]


def test_answers_are_listed_with_studies_and_every_word_is_text(tmp_path: Path) -> None:
    folder = added(tmp_path).folder
    page = (tmp_path / "index.html").read_text()
    assert "&lt;b&gt;numbers&lt;/b&gt;" in page
    assert "a &amp; b" in page
    assert f"sum/{folder.name}/report.html" in page
    assert "&lt;b&gt;numbers" in added(tmp_path)._repr_html_()


def test_an_error_on_the_way_leaves_nothing(tmp_path: Path) -> None:
    how = RunOptions(results=tmp_path / "results")
    with pytest.raises(ZeroDivisionError):
        find_out(Inquiry("sum", "", {}), Sum, lambda: Made(Sum(1 / 0, ()), ""), how)
    assert not (tmp_path / "results").exists()


def test_a_study_a_folder_and_a_file_are_the_same_question(study: Study) -> None:
    by_folder, by_study = asked(study.folder, HOW), asked(study, HOW)
    by_file = asked(FOUNDING, RunOptions(runs=RUNS, seed=5))
    assert by_folder.question.id == by_study.question.id == by_file.question.id
    np.testing.assert_array_equal(by_folder.outcomes.inputs, by_file.outcomes.inputs)


def test_what_was_played_is_read_and_not_played_again(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sim.replicating.play", None)
    outcomes = asked(FOUNDING, RunOptions(runs=RUNS, seed=5, results=study.folder.parents[1])).outcomes
    np.testing.assert_array_equal(outcomes.outcome, play(sim.read(FOUNDING), RUNS, 5).outcome)


def test_a_damaged_study_is_played_again(copy: Path) -> None:
    disk.replace(copy / "outcomes.parquet", "")
    assert len(asked(FOUNDING, RunOptions(runs=RUNS, seed=5, results=copy.parents[1])).outcomes) == RUNS


def test_a_change_to_a_study_is_another_question(study: Study) -> None:
    changed = asked(study.folder, RunOptions(overrides=["actors.us.credibility=0.9"]))
    assert changed.question.id != asked(study, HOW).question.id
    assert changed.question.runs == RUNS


def test_a_folder_without_a_study_is_refused(copy: Path) -> None:
    with pytest.raises(NotAStudy, match=r"holds no study: there is no scenario\.yaml in it"):
        asked(copy.parents[1], HOW)
    (copy / "manifest.json").write_text(json.dumps({"files": {}}))
    with pytest.raises(NotAStudy, match="holds no study"):
        asked(copy, HOW)


def test_code_of_a_scenario_does_not_run_unasked() -> None:
    with pytest.raises(CodeNotAllowed):
        asked(SCENARIOS / "behaviours" / "stubborn.yaml", HOW)
