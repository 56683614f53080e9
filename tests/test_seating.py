"""Classes that are given for actors: written down with what they need, played afresh, kept and named."""

from __future__ import annotations

import linecache
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import sim
from sim.allowing import CodeNotAllowed
from sim.bargaining.agents.behaviour import BehaviourError
from sim.bargaining.agents.sources import free_names, module_text
from sim.bargaining.outcomes import same
from sim.processes import processes
from sim.seating import FOLDER

SCENARIOS = Path(__file__).parent.parent / "scenarios"
MINIMAL = SCENARIOS / "minimal.yaml"
CELL = '''
import math
from sim.bargaining.agents.agents import Package, Party
LEAST = 0.8
SHARES = {"half": [0.5]}

def enough(value):
    return value > LEAST

class Base(Party):
    """Signs nothing but what is enough."""

    def respond(self, package: Package) -> bool:
        return enough(self.utility(package))

class Patient(Base):
    @property
    def halves(self):
        return SHARES["half"]

    def respond(self, package):
        return super().respond(package) and math.isfinite(self.halves[0])
'''


def cell(text: str, name: str = "<cell 1>", **known: Any) -> dict[str, Any]:
    """What a notebook knows once a cell was run: its text is remembered as those of notebooks are."""
    linecache.cache[name] = (len(text), None, text.splitlines(keepends=True), name)
    names: dict[str, Any] = {"__name__": "__main__", **known}
    exec(compile(text, name, "exec"), names)
    return names


@pytest.fixture
def patient() -> Any:
    return cell(CELL)["Patient"]


def test_a_class_is_written_down_with_all_that_it_needs(patient: Any) -> None:
    text = module_text(patient)
    alone: dict[str, Any] = {"__name__": "alone"}
    exec(text, alone)
    assert {"math", "LEAST", "SHARES", "enough", "Base", "Patient"} <= alone.keys()
    assert text == module_text(cell(CELL, "<cell 2>")["Patient"])


def test_it_plays_what_it_plays_in_memory(patient: Any, tmp_path: Path) -> None:
    study = sim.run(MINIMAL, runs=4, agents={"union": patient}, results=tmp_path)
    assert same(study.stored, sim.play(MINIMAL, 4, agents={"union": patient}))
    assert not same(study.stored, sim.play(MINIMAL, 4))


def test_it_is_kept_named_and_asked_again(patient: Any, tmp_path: Path) -> None:
    study = sim.run(MINIMAL, runs=3, agents={"union": patient}, results=tmp_path)
    assert "class Patient(Base):" in (study.folder / "code.txt").read_text("utf-8")
    page = (study.folder / "report.html").read_text("utf-8")
    assert "union: Patient.py:Patient, kept in <code>code.txt</code>" in page
    assert sim.run(MINIMAL, runs=3, agents={"union": patient}, results=tmp_path).recalled
    other = cell(CELL.replace("LEAST = 0.8", "LEAST = 0.7"), "<cell 3>")["Patient"]
    changed = sim.run(MINIMAL, runs=3, agents={"union": other}, results=tmp_path)
    assert not changed.recalled
    assert changed.folder != study.folder
    assert sim.load(study.folder).summary == study.summary


def test_questions_take_agents_too(patient: Any, tmp_path: Path) -> None:
    agents = {"union": patient}
    told = sim.explain(MINIMAL, run=0, runs=3, agents=agents, results=tmp_path)
    assert told.answer.telling.trace.outcome == sim.play(MINIMAL, 1, agents=agents).to_frame()["outcome"][0]
    assert (told.folder / "code.txt").exists()
    with pytest.raises(ValueError, match="a study has been played with its own"):
        sim.explain(sim.run(MINIMAL, runs=3, results=tmp_path), agents=agents, results=tmp_path)
    with pytest.raises(ValueError, match="overrides are laid over a file"):
        sim.explain(MINIMAL, agents=agents, overrides=["horizon_days=60"], results=tmp_path)


@pytest.mark.slow
def test_other_processes_find_it(patient: Any, tmp_path: Path) -> None:
    here = {"agents": {"union": patient}, "runs": 3}
    near = sim.sweep(MINIMAL, {"horizon_days": [30, 60]}, **here, results=tmp_path / "near")
    with processes(1) as others:
        far = sim.sweep(
            MINIMAL, {"horizon_days": [30, 60]}, **here, executor=others, results=tmp_path / "far"
        )
    assert far.answer == near.answer


def test_helpers_that_nobody_installed_are_kept_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "own"
    (own / "tools").mkdir(parents=True)
    (own / "limits_of_mine.py").write_text("from tools.deep import LEAST\n", "utf-8")
    (own / "tools" / "__init__.py").write_text("", "utf-8")
    (own / "tools" / "deep.py").write_text("LEAST = 0.8\n", "utf-8")
    monkeypatch.syspath_prepend(own)
    text = CELL.replace("LEAST = 0.8", "import limits_of_mine").replace("> LEAST", "> limits_of_mine.LEAST")
    names = cell(text, "<cell 4>")
    for name in ("limits_of_mine", "tools", "tools.deep"):
        monkeypatch.delitem(sys.modules, name) if name not in sys.modules else None
    sim.run(MINIMAL, runs=2, agents={"union": names["Patient"]}, results=tmp_path)
    kept = {path.name for path in (tmp_path / FOLDER).rglob("*.py")}
    assert kept == {"Patient.py", "limits_of_mine.py", "__init__.py", "deep.py"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (CELL.replace("LEAST = 0.8", "LEAST = object()"), "it needs `LEAST`, which is neither"),
        (CELL.replace("LEAST = 0.8", ""), "it needs `LEAST`, which is not defined"),
    ],
)
def test_what_cannot_be_written_down_is_said(text: str, said: str, tmp_path: Path) -> None:
    kind = cell(text, "<cell 5>")["Patient"]
    with pytest.raises(BehaviourError, match=f"Patient cannot be kept beside what it plays: {said}"):
        sim.run(MINIMAL, runs=2, agents={"union": kind}, results=tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_a_class_whose_source_nobody_kept_is_refused(tmp_path: Path) -> None:
    names: dict[str, Any] = {"__name__": "__main__"}
    exec(CELL, names)
    with pytest.raises(BehaviourError, match="the source of Patient is not known here"):
        sim.run(MINIMAL, runs=2, agents={"union": names["Patient"]}, results=tmp_path)


def test_who_cannot_sit_is_refused_before_anything_is_kept(patient: Any, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no such actors: onion"):
        sim.run(MINIMAL, agents={"onion": patient}, results=tmp_path)
    with pytest.raises(TypeError, match=r"union is a party, and .* cannot take its seat"):
        sim.run(MINIMAL, agents={"union": object}, results=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_code_that_the_scenario_names_is_still_asked_about(patient: Any, tmp_path: Path) -> None:
    stubborn = SCENARIOS / "behaviours" / "stubborn.yaml"
    actors = sim.read(stubborn).parties
    (named,) = [name for name, party in actors.items() if party.behaviour]
    other = next(name for name in actors if name != named)
    with pytest.raises(CodeNotAllowed):
        sim.run(stubborn, runs=2, agents={other: patient}, results=tmp_path)


def test_names_inside_a_definition_are_its_own() -> None:
    text = "def f(a, b=C):\n    d = [e for e in a]\n    def g():\n        return d, H\n    import k\n    return g, f, k"
    assert free_names(text) == {"C", "H"}
    assert isinstance(sys.modules["sim"], ModuleType)
