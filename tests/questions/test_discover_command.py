"""`python -m sim discover`: what is kept, what is said, and what cannot be asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sim.analysis.discovery import rules
from sim.cli.main import commands
from sim.questions.asking import Unanswerable
from sim.questions.discover import discover

SHIPPED = Path(__file__).parents[2] / "scenarios"
POWELL = SHIPPED / "theory" / "powell_2006.yaml"


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("results")


def typed(*words: str) -> Result:
    return CliRunner().invoke(commands, ("discover", *words), prog_name="python -m sim")


def test_the_jump_from_deal_to_war_of_powell_2006_is_found(results: Path) -> None:
    """War exactly if exposure is above 0.2: r (1 - g) s > (1 - r (1 - g)) (c_A + c_B), with r = 0.5 and g = 0."""
    found = discover(POWELL, runs=2000, results=results)
    (box,) = found.answer.boxes
    (exposure,) = box.conditions
    assert exposure.path == "actors.b.exposure"
    assert exposure.low == exposure.lowest
    assert exposure.high == pytest.approx(0.2, abs=0.005)
    assert {path.name for path in found.folder.iterdir()} == {
        "report.html",
        "discover.json",
        "scenario.yaml",
        "manifest.json",
    }
    again = discover(POWELL, runs=2000, results=results)
    assert again.recalled
    assert again.answer == found.answer


def test_the_screen_says_it_in_a_sentence(results: Path) -> None:
    said = typed(str(POWELL), "-n", "2k", "--results", str(results))
    assert said.exit_code == 0
    flat = " ".join(said.output.split())
    assert "of talks end in a settlement, against" in flat
    assert "Chosen on 1,000 of 2,000 replications" in flat
    assert max(map(len, said.output.splitlines()[:-2])) <= 100


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((str(SHIPPED / "minimal.yaml"),), "no condition decides"),
        ((str(POWELL), "--outcome", "settlment"), "did you mean settlement"),
        ((str(POWELL), "--outcome", "full_ceasefire"), "in none of"),
        ((str(POWELL), "--density", "2"), "--density"),
    ],
)
def test_what_cannot_be_asked_is_said_kindly(words: tuple[str, ...], said: str, results: Path) -> None:
    answer = typed(*words, "-n", "200", "--results", str(results))
    assert answer.exit_code == 2
    assert said in answer.output


def test_without_the_workbench_it_is_said_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, results: Path
) -> None:
    def missing(name: str) -> None:
        raise rules.NotInstalled(rules.MISSING)

    monkeypatch.setattr(rules, "_module", missing)
    with pytest.raises(Unanswerable, match=r"pip install 'parleysim\[discovery\]'"):
        discover(POWELL, runs=300, results=results)
