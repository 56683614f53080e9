"""`python -m sim explain`, from typed words to a page."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from sim.analysis.explanation import Explanation
from sim.analysis.plain import plain
from sim.bargaining.inspect.near_misses import Miss, best_day
from sim.bargaining.outcomes import OUTCOMES
from sim.cli.main import commands
from sim.questions.choosing import NoSuchReplication
from sim.questions.explain import explain
from sim.results.restored import restored
from sim.scenario.reading import read

ROOT = Path(__file__).parents[2]
FILE = ROOT / "scenarios" / "ceasefire30.yaml"
HOSTILE = "<script>alert(1)</script>"


def typed(*words: str) -> Result:
    return CliRunner().invoke(commands, ["explain", *words], prog_name="python -m sim")


@pytest.fixture
def kept(tmp_path: Path) -> tuple[str, str]:
    return "--results", str(tmp_path / "results")


def test_json_is_the_trace_and_nothing_else(kept: tuple[str, str]) -> None:
    result = typed(str(FILE), "--run", "31", "--json", *kept)
    assert result.exit_code == 0
    told = json.loads(result.stdout)
    assert told["replication"] == 31
    assert restored(Explanation, told).telling.trace.rounds[0].turn == "us"
    (folder,) = (Path(kept[1]) / "explain").iterdir()
    assert (folder / "explain.json").read_text(encoding="utf-8") == result.stdout


def test_a_replication_is_played_alone_and_found_again(kept: tuple[str, str]) -> None:
    first = explain(FILE, 1_000_000, results=kept[1])
    again = explain(FILE, 1_000_000, runs=7, results=kept[1])
    assert again.recalled
    assert first.answer == again.answer
    assert first.answer.telling.trace.replication == 1_000_000


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--run", "1", "--typical"), "each choose the replication"),
        (("--run", "-1"), "-1"),
        (
            ("--outcome", "setlement", "-n", "20"),
            "allowed: no_agreement, partial_ceasefire, ceasefire_collapsed",
        ),
        (("--outcome", "full_ceasefire", "-n", "20"), "chooses a replication by how its talks ended"),
        (("--outcome", "no_agreement", "-n", "20"), "none of 20 replications has the outcome no_agreement"),
        (("--closest-miss", "--protocol", "challenge", "-n", "20"), "there is always a decision"),
        (("--run", "1", "--set", "actors.us.credibilty=1"), "did you mean credibility?"),
    ],
)
def test_mistakes_are_told_kindly(kept: tuple[str, str], words: tuple[str, ...], said: str) -> None:
    result = typed(str(FILE), *words, *kept)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.stderr
    assert not list(Path(kept[1]).glob("explain/*/report.html"))


def test_an_outcome_that_does_not_occur_names_those_that_do(tmp_path: Path) -> None:
    with pytest.raises(NoSuchReplication, match=r"at most 1\d% would\); there are .*partial_ceasefire \d\d%"):
        explain(FILE, outcome="no_agreement", runs=20, results=tmp_path)


def test_an_ordinary_one_has_the_outcome_that_was_asked_for(tmp_path: Path) -> None:
    told = explain(FILE, outcome="ceasefire_holding", runs=60, results=tmp_path).answer
    assert told.telling.trace.outcome == "ceasefire_holding"
    typical = explain(FILE, runs=60, results=tmp_path).answer
    assert typical.telling.trace.outcome in OUTCOMES
    assert typical.chosen.share is not None
    assert typical.chosen.share.of == 60
    assert typical.chosen.share.share >= (told.chosen.share.share if told.chosen.share else 1)


def test_the_closest_miss_says_what_was_lacking(tmp_path: Path) -> None:
    told = explain(FILE, closest_miss=True, runs=60, results=tmp_path)
    assert told.answer.chosen.miss == restored(Miss, plain(best_day(read(FILE), 1, told.answer.replication)))
    page = told.page.read_text(encoding="utf-8")
    assert "came nearest to a settlement. In round" in page


def test_a_what_if_shows_both_paths(kept: tuple[str, str]) -> None:
    result = typed(str(FILE), "--run", "5", "--set", "actors.us.credibility=0.9", *kept)
    assert "The paths part in round 1, on 23 March 2025." in result.stdout
    assert "the same but for American guarantee:" in " ".join(result.stdout.split())
    (folder,) = (Path(kept[1]) / "explain").iterdir()
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert 'id="plot-path"' in page
    assert 'id="plot-path-changed"' in page


def test_a_what_if_that_changes_nothing_says_so(kept: tuple[str, str]) -> None:
    result = typed(str(FILE), "--run", "31", "--set", "actors.russia.initial_concession=0.2", *kept)
    assert "the paths never part: not one number differs" in " ".join(result.stdout.split())


@pytest.mark.parametrize("protocol", ["alternating_offers", "challenge"])
def test_every_protocol_has_a_page(kept: tuple[str, str], protocol: str) -> None:
    result = typed(str(FILE), "--run", "31", "--protocol", protocol, *kept)
    assert result.exit_code == 0
    (folder,) = (Path(kept[1]) / "explain").iterdir()
    assert 'id="plot-path"' in (folder / "report.html").read_text(encoding="utf-8")


def test_code_runs_only_when_allowed(kept: tuple[str, str]) -> None:
    file = str(ROOT / "scenarios" / "behaviours" / "stubborn.yaml")
    assert typed(file, "--run", "3", *kept).exit_code == 2
    assert typed(file, "--run", "3", "--allow-code", *kept).exit_code == 0
    refused = typed(file, "--closest-miss", "-n", "2", "--allow-code", *kept)
    assert refused.exit_code == 2
    assert "use --run" in refused.stderr


def test_a_what_if_is_told_anew_when_its_code_has_changed(tmp_path: Path) -> None:
    code = tmp_path / "mine.py"
    change = f"actors.union.behaviour={code}:Mine"
    folders = []
    for line in ("", "# edited"):
        code.write_text(
            f"from sim.bargaining.agents.agents import Party\n{line}\n\nclass Mine(Party):\n    pass\n"
        )
        found = explain(
            ROOT / "scenarios" / "minimal.yaml", 1, changes=[change], allow_code=True, results=tmp_path
        )
        folders.append(found.folder)
    assert folders[0] != folders[1]


def test_names_from_a_file_are_escaped(tmp_path: Path) -> None:
    text = (ROOT / "scenarios" / "minimal.yaml").read_text(encoding="utf-8")
    file = tmp_path / "hostile.yaml"
    hostile = text.replace("union: {outside", f'union: {{label: "{HOSTILE}", outside').replace(
        "title: A pay round", f'title: "{HOSTILE}"'
    )
    file.write_text(hostile, encoding="utf-8")
    page = explain(file, 1, changes=["actors.union.deadline_days=3"], results=tmp_path).page
    written = page.read_text(encoding="utf-8")
    assert HOSTILE not in written
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in written


def test_a_study_is_explained_with_its_own_seed(tmp_path: Path) -> None:
    import sim

    study = sim.run(ROOT / "scenarios" / "minimal.yaml", runs=5, seed=9, results=tmp_path)
    told = explain(study, 3, results=tmp_path).answer
    assert told.seed == 9
    last = study.outcomes["settlement_day"][3]
    assert told.telling.trace.rounds[-1].day == last


def test_one_is_chosen_at_a_time() -> None:
    with pytest.raises(ValueError, match="one replication at a time"):
        explain(FILE, 1, typical=True)


@pytest.mark.parametrize("run", [-1, 1.5, "1"])
def test_what_is_no_number_of_a_replication_is_refused_before_anything_is_written(
    run: Any, tmp_path: Path
) -> None:
    with pytest.raises(ValueError, match="no replication"):
        explain(FILE, run, results=tmp_path)
    assert not list(tmp_path.iterdir())


def test_where_nothing_unusual_was_drawn_that_is_said_and_the_page_names_the_file_beside_it(
    tmp_path: Path,
) -> None:
    file = ROOT / "scenarios" / "theory" / "fearon_1995.yaml"
    found = explain(file, closest_miss=True, runs=200, results=tmp_path)
    page = found.page.read_text(encoding="utf-8")
    assert "Nothing unusual: 1 uncertain input" in page
    assert "<time>Day 1</time>" in page
    assert "python -m sim explain scenario.yaml --seed 1 --runs 200 --closest-miss" in page
    assert (found.folder / "scenario.yaml").is_file()


def test_help_is_quick_and_names_what_can_be_chosen() -> None:
    said = typed("--help").stdout
    assert all(re.search(option, said) for option in ("--run", "--outcome", "--typical", "--closest-miss"))
