"""The Python beside a scenario: what it imports from its folder belongs to the question, and to nobody else."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from bytewise import SEED

from sim.bargaining.agents.agents import Party
from sim.bargaining.agents.behaviour import BehaviourError, code_files, load_agents
from sim.bargaining.agents.model import NegotiationModel
from sim.bargaining.agents.studying import play_mesa
from sim.results.question import Question
from sim.scenario.reading import read
from sim.scenario.schema import Scenario

MIND = """
from __future__ import annotations
from dataclasses import dataclass
import helper
from tools import prices
import tools.deep.limits as limits
from .sibling import WORD
from sim.bargaining.agents.agents import Party

@dataclass
class Plan:
    steps: list[int]

class Mind(Party):
    seen = 0

    def respond(self, package):
        import later
        type(self).seen += 1
        self.told = (helper.LIMIT, prices.BREAD, limits.MOST, WORD, later.LAST, Plan([1]).steps, Mind.seen)
        return False
"""
FILES = {
    "mind.py": MIND,
    "helper.py": "LIMIT = 1",
    "tools/__init__.py": "",
    "tools/prices.py": "from . import taxes\nBREAD = taxes.VAT + 1",
    "tools/taxes.py": "VAT = 1",
    "tools/deep/__init__.py": "from ..prices import BREAD",
    "tools/deep/limits.py": "from . import BREAD\nMOST = BREAD + 1",
    "sibling.py": "WORD = 'yes'",
    "later.py": "LAST = 9",
    "unused.py": "1 / 0",
    "sim.py": "1 / 0",
    "data/notes.py": "1 / 0",
}
TOLD = (1, 2, 3, "yes", 9, [1])
PARTIES = """
horizon_days: 21
actors: {a: {behaviour: 'mind.py:Mind'}, b: {behaviour: 'mind.py:Mind'}}
issues: {pie: {options: [a, b], value: {a: [1, 0.4], b: [0.4, 1]}}}
"""


def told_by(folder: Path, **files: str) -> Scenario:
    """A scenario with code of its own."""
    folder.mkdir(exist_ok=True)
    for name, text in (FILES | {"talks.yaml": PARTIES} | files).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return read(folder / "talks.yaml")


def said(scenario: Scenario, replication: int = 0) -> tuple[object, ...]:
    """What its agent found in its helpers, asked once the talks are on."""
    model = NegotiationModel(scenario, rng=SEED, replication=replication, agents=load_agents(scenario))
    model.run_model()
    return model.actor("a").told  # type: ignore[no-any-return]


def test_helpers_are_imported_from_the_folder_and_found_without_running(tmp_path: Path) -> None:
    scenario = told_by(tmp_path)
    unused = {"unused.py", "sim.py", "data/notes.py"}
    assert {file.relative_to(tmp_path).as_posix() for file in code_files(scenario)} == FILES.keys() - unused
    before = set(sys.modules)
    assert said(scenario)[:-1] == TOLD
    assert not [name for name in set(sys.modules) - before if "helper" in name or "mind" in name]
    assert not [*tmp_path.rglob("__pycache__")]


@pytest.mark.parametrize("file", sorted(FILES.keys() - {"unused.py", "sim.py", "data/notes.py"}))
def test_an_edited_helper_is_another_question(file: str, tmp_path: Path) -> None:
    before = Question(told_by(tmp_path), 1, SEED).id
    assert Question(told_by(tmp_path), 1, SEED).id == before
    assert Question(told_by(tmp_path, **{file: FILES[file] + "\n# edited"}), 1, SEED).id != before


def test_what_is_not_imported_is_no_part_of_the_question(tmp_path: Path) -> None:
    before = Question(told_by(tmp_path), 1, SEED).id
    assert Question(told_by(tmp_path, **{"unused.py": "2 / 0"}), 1, SEED).id == before


def test_an_edit_of_the_same_second_and_length_counts(tmp_path: Path) -> None:
    assert said(told_by(tmp_path))[0] == 1
    assert said(told_by(tmp_path, **{"helper.py": "LIMIT = 2"}))[0] == 2


def test_each_folder_has_helpers_of_its_own(tmp_path: Path) -> None:
    """Also those that are imported only once the talks are on, whoever came first."""
    one = told_by(tmp_path / "one")
    two = told_by(tmp_path / "two", **{"helper.py": "LIMIT = 5", "later.py": "LAST = 7"})
    agents = load_agents(one), load_agents(two)
    models = [
        NegotiationModel(scenario, agents=each) for scenario, each in zip((one, two), agents, strict=True)
    ]
    for model in models:
        model.run_model()
    assert [(told[0], told[4]) for told in (model.actor("a").told for model in models)] == [(1, 9), (5, 7)]


def test_no_replication_finds_what_another_left_in_a_class(tmp_path: Path) -> None:
    scenario = told_by(tmp_path)
    asked = [said(scenario, replication)[-1] for replication in (0, 0, 1)]
    assert asked[0] == asked[1]
    whole, agents = play_mesa(scenario, 3, SEED, agents=load_agents(scenario)), load_agents(scenario)
    alone = play_mesa(scenario, 1, SEED, agents=agents, first=2)
    assert (alone.last_day, alone.reason.tolist()) == (whole.last_day[2:], whole.reason[2:].tolist())


def test_actors_of_one_file_are_of_one_class(tmp_path: Path) -> None:
    agents = load_agents(told_by(tmp_path))
    assert agents["a"] is agents["b"]
    assert issubclass(agents["a"], Party)
    assert agents.anew()["a"] is not agents["a"]


@pytest.mark.parametrize(
    ("file", "text", "complaint"),
    [
        ("mind.py", "class Mind\n", r"SyntaxError: expected ':' \(.*mind\.py, line 1\)"),
        ("helper.py", "LIMIT = (\n", r"SyntaxError: .* \(.*helper\.py, line 1\)"),
        ("helper.py", "LIMIT = 1\n\n0 / 0", r"ZeroDivisionError: division by zero \(.*helper\.py, line 3\)"),
        ("helper.py", "\0", r"\(.*helper\.py.*\)"),
        (
            "helper.py",
            "import nowhere",
            r"ModuleNotFoundError: No module named 'nowhere' \(.*helper\.py, line 1\)",
        ),
        (
            "helper.py",
            "import tools.bread",
            r"there is no module tools\.bread in .* \(.*helper\.py, line 1\)",
        ),
        ("helper.py", "raise SystemExit", r"SystemExit \(.*helper\.py, line 1\)"),
        ("helper.py", "from sibling import WORDS", r"cannot import name 'WORDS' .*\(.*helper\.py, line 1\)"),
        ("mind.py", "import helper\nMind = helper.LIMIT", "mind.py:Mind: it is no subclass of Party"),
    ],
)
def test_code_that_cannot_be_run_is_named_with_its_line(
    file: str, text: str, complaint: str, tmp_path: Path
) -> None:
    scenario = told_by(tmp_path, **{file: text})
    with pytest.raises(BehaviourError, match=rf"^actors\.a\.behaviour.*: .*{complaint}"):
        load_agents(scenario)


def test_a_scenario_with_code_is_not_played_without_it_unasked(tmp_path: Path) -> None:
    scenario = told_by(tmp_path)
    with pytest.raises(
        ValueError, match=r"a decides by .*mind\.py:Mind: agents=load_agents\(scenario\) runs it"
    ):
        NegotiationModel(scenario)
    by_the_rules = NegotiationModel(scenario, agents={"a": Party, "b": Party})
    assert type(by_the_rules.actor("a")) is Party
