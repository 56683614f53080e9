"""The whole way: a question, its answer on disk, the same answer again."""

import json
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

import pytest

import sim
from sim.allowing import CodeNotAllowed
from sim.analysis.plain import plain
from sim.bargaining.agents.blame import Unrepeatable
from sim.progress import Silent
from sim.results import store
from sim.study import Study

STARTER = Path(str(files("sim") / "new.yaml"))
RUNS = 300


@dataclass(frozen=True)
class Listening(Silent):
    heard: list[str] = field(default_factory=list)

    def notice(self, text: str) -> None:
        self.heard.append(text)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "manifest.json"}


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("results")


@pytest.fixture(scope="module")
def study(results: Path) -> Study:
    return sim.run(STARTER, runs=RUNS, results=results, csv=True)


def test_a_study_leaves_every_file_that_is_promised(study: Study, results: Path) -> None:
    promised = {"report.html", "summary.json", "scenario.yaml", "outcomes.parquet", "outcomes.csv"}
    assert contents(study.folder).keys() == promised
    assert (results / "index.html").read_text().count(study.folder.name) == 2
    assert (study.folder.parent / "latest").read_text().strip() == study.folder.name


def test_the_manifest_names_what_the_study_was_made_with(study: Study) -> None:
    manifest = json.loads((study.folder / "manifest.json").read_text())
    assert manifest["versions"].keys() >= {
        "engine",
        "parleysim",
        "python",
        "numpy",
        "numba",
        "mesa",
        "plotly",
    }
    assert manifest["question"]["runs"] == RUNS
    assert manifest["files"].keys() == contents(study.folder).keys()


def test_the_table_has_a_row_per_replication(study: Study) -> None:
    table = study.outcomes
    assert table["replication"].tolist() == list(range(RUNS))
    assert {"outcome", "terms.land", "utility.north", "input.actors.north.outside_value"} <= set(table)


def test_the_same_question_is_answered_from_disk(study: Study, results: Path) -> None:
    again = sim.run(STARTER, runs=RUNS, results=results)
    assert again.recalled
    assert not study.recalled
    assert again.folder == study.folder
    assert plain(again.summary) == plain(study.summary)


def test_a_repeated_study_gives_the_same_bytes(study: Study, tmp_path: Path) -> None:
    again = sim.run(STARTER, runs=RUNS, results=tmp_path, csv=True, threads=1)
    assert not again.recalled
    assert contents(again.folder) == contents(study.folder)


def test_a_table_that_is_asked_for_later_is_added_and_nothing_told_anew(
    study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = sim.run(STARTER, runs=RUNS, results=tmp_path)
    assert "outcomes.csv" not in contents(first.folder)
    monkeypatch.setattr("sim.running.tell", None)
    again = sim.run(STARTER, runs=RUNS, results=tmp_path, csv=True)
    assert again.recalled
    assert contents(again.folder) == contents(study.folder)
    assert store.verified(again.folder)["files"].keys() == contents(study.folder).keys()


def test_the_resolved_scenario_is_the_same_question(study: Study, results: Path) -> None:
    again = sim.run(study.folder / "scenario.yaml", runs=RUNS, results=results)
    assert again.recalled
    assert again.folder == study.folder


def test_a_damaged_answer_is_computed_again_and_said_so(tmp_path: Path) -> None:
    first = sim.run(STARTER, runs=RUNS, results=tmp_path)
    before = contents(first.folder)
    (first.folder / "summary.json").write_text("{}")
    watch = Listening()
    again = sim.run(STARTER, runs=RUNS, results=tmp_path, watch=watch)
    assert not again.recalled
    assert contents(again.folder) == before
    assert any("not as it was written" in notice for notice in watch.heard)


STUBBORN = """
from sim.bargaining.agents.agents import Party


class Stubborn(Party):
    def respond(self, package):
        return False
"""


@pytest.fixture
def stubborn(tmp_path: Path) -> Path:
    """The starter scenario with a north that never signs."""
    (tmp_path / "minds.py").write_text(STUBBORN)
    named = "role: party\n    behaviour: minds.py:Stubborn"
    (tmp_path / "mine.yaml").write_text(STARTER.read_text(encoding="utf-8").replace("role: party", named, 1))
    return tmp_path / "mine.yaml"


def test_code_that_comes_with_a_scenario_is_refused_unless_allowed(stubborn: Path) -> None:
    with pytest.raises(CodeNotAllowed, match=r"north: .*minds.py:Stubborn.*--allow-code"):
        sim.run(stubborn, runs=20, results=stubborn.parent / "results")
    assert not (stubborn.parent / "results").exists()


def test_an_actor_of_ones_own_plays_the_same_study(stubborn: Path) -> None:
    results = stubborn.parent / "results"
    study = sim.run(stubborn, runs=20, results=results, allow_code=True)
    assert study.summary.outcomes["settlement"].hits == 0
    assert sim.run(stubborn, runs=20, results=results, allow_code=True).recalled


@pytest.mark.slow
def test_edited_code_is_another_question(stubborn: Path) -> None:
    results = stubborn.parent / "results"
    before = sim.run(stubborn, runs=20, results=results, allow_code=True)
    (stubborn.parent / "minds.py").write_text(STUBBORN.replace("False", "True"))
    after = sim.run(stubborn, runs=20, results=results, allow_code=True)
    assert after.folder != before.folder
    assert after.summary.outcomes["settlement"].hits > 0


@pytest.mark.parametrize(("runs", "seed"), [(0, 1), (-3, 1), ("2k", 1), (1e3, 1), (10, -1), (10, 0.5)])
def test_runs_and_seeds_are_whole_numbers(runs: object, seed: object, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="must be a whole number"):
        sim.run(STARTER, runs=runs, seed=seed, results=tmp_path)  # type: ignore[arg-type]


def test_an_edited_helper_is_another_question(stubborn: Path) -> None:
    """It was answered from disk."""
    folder, results = stubborn.parent, stubborn.parent / "results"
    (folder / "minds.py").write_text(f"from mood import SIGNS\n{STUBBORN.replace('False', 'SIGNS')}")
    hits = []
    for signs in ("False", "True ", "False"):
        (folder / "mood.py").write_text(f"SIGNS = {signs}")
        study = sim.run(stubborn, runs=20, results=results, allow_code=True)
        hits.append(study.summary.outcomes["settlement"].hits)
    assert hits[0] == hits[2] == 0 < hits[1]
    assert study.recalled


BESIDE = "from pathlib import Path\nBESIDE = Path(__file__).with_name('beside')\n"
MOODY = BESIDE + STUBBORN.replace("return False", "return BESIDE.read_text() == 'good'")


def test_a_replay_that_ends_otherwise_than_the_study_is_refused(stubborn: Path) -> None:
    folder, results = stubborn.parent, stubborn.parent / "results"
    (folder / "minds.py").write_text(MOODY)
    (folder / "beside").write_text("good")
    study = sim.run(stubborn, runs=20, results=results, allow_code=True)
    settled = int(study.outcomes["outcome"].tolist().index("settlement"))
    sim.explain(study, settled, results=results, allow_code=True)
    (folder / "beside").write_text("bad")
    with pytest.raises(Unrepeatable, match=f"replication {settled} ends otherwise when it is played again"):
        sim.explain(stubborn, settled, runs=20, results=results, allow_code=True, changes=["horizon_days=70"])


FICKLE = BESIDE + STUBBORN.replace("return False", "return BESIDE.write_text(BESIDE.read_text() + '.') > 3")


def test_code_that_answers_otherwise_every_time_is_no_study(stubborn: Path) -> None:
    (stubborn.parent / "minds.py").write_text(FICKLE)
    (stubborn.parent / "beside").write_text("")
    with pytest.raises(Unrepeatable, match=r"replication 0 ends otherwise .* draw from self\.rng"):
        sim.run(stubborn, runs=20, results=stubborn.parent / "results", allow_code=True)
    assert not [*stubborn.parent.rglob("manifest.json")]
