"""`python -m sim dealbreakers`: what is kept, what is said, and what cannot be asked."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result

from sim.analysis.dealbreakers import DealBreakers
from sim.cli.main import commands
from sim.questions.asking import Unanswerable
from sim.questions.dealbreakers import dealbreakers
from sim.questions.finding import Finding
from sim.report.dealbreakers.sentences import headline
from sim.running import run
from sim.scenario.reading import read, resolved

SHIPPED = Path(__file__).parents[2] / "scenarios"
KOREA = SHIPPED / "korea_1951.yaml"
RUNS = 60
SHORT = "horizon_days=300"  # Stalin lives for another two years: nobody settles


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("results")


@pytest.fixture(scope="module")
def found(results: Path) -> Finding[DealBreakers]:
    return dealbreakers(KOREA, pairs=True, runs=RUNS, overrides=[SHORT], results=results)


def typed(*words: str) -> Result:
    return CliRunner().invoke(commands, ("dealbreakers", *words), prog_name="python -m sim")


@pytest.mark.slow
def test_an_answer_is_kept_with_its_page_its_numbers_and_its_scenario(
    found: Finding[DealBreakers], results: Path
) -> None:
    names = {path.name for path in found.folder.iterdir()}
    assert names == {"report.html", "dealbreakers.json", "scenario.yaml", "manifest.json"}
    assert found.folder.name in (results / "index.html").read_text()
    assert (found.folder / "scenario.yaml").read_text() == resolved(read(KOREA, [SHORT]))
    kept = json.loads((found.folder / "dealbreakers.json").read_text())
    assert kept["runs"] == RUNS
    assert len(kept["tried"]) == len(found.answer.tried) == found.answer.candidates


def test_the_same_question_is_answered_from_disk(found: Finding[DealBreakers], results: Path) -> None:
    again = dealbreakers(KOREA, pairs=True, runs=RUNS, overrides=[SHORT], results=results)
    assert again.recalled
    assert again.folder == found.folder
    assert repr(again.answer) == repr(found.answer)  # NaN equals no NaN
    assert dealbreakers(KOREA, runs=RUNS, overrides=[SHORT], results=results).folder != found.folder


def test_a_study_is_asked_with_its_own_runs_and_seed(results: Path) -> None:
    study = run(KOREA, runs=RUNS, seed=7, overrides=[SHORT], results=results)
    asked = dealbreakers(study.folder, results=results)
    assert asked.answer.runs == RUNS
    assert asked.answer.zone == study.summary.zone


def test_the_page_says_how_to_type_every_change(found: Finding[DealBreakers]) -> None:
    page = found.page.read_text()
    for tried in found.answer.tried:
        for setting in tried.settings:
            assert setting.split("=")[0] in page


@pytest.mark.slow
def test_the_screen_ranks_changes_and_says_what_chance_may_have_done(results: Path) -> None:
    said = typed(str(KOREA), "--set", SHORT, "-n", "200", "--pairs", "--results", str(results))
    assert said.exit_code == 0
    assert "fail to settle" in said.output
    assert "“The Soviet Union: veto lifted” alone opens a zone" in " ".join(said.output.split())
    assert "One change at a time" in said.output
    assert "Not distinguishable from chance, 12 changes allowed for" in said.output
    assert "--set " in said.output
    assert max(map(len, said.output.splitlines()[:-2])) <= 100  # the last two lines are paths


def test_where_a_decision_always_comes_nothing_stands_in_its_way(results: Path) -> None:
    said = typed(str(KOREA), "--set", "protocol=challenge", "--results", str(results))
    assert said.exit_code == 2
    assert "a decision always comes" in said.output


def test_a_scenario_without_obstacles_is_refused_kindly(results: Path) -> None:
    said = typed(str(SHIPPED / "minimal.yaml"), "--results", str(results))
    assert said.exit_code == 2
    assert "nothing that could be taken away" in said.output


def test_where_all_settle_nothing_has_to_change(results: Path) -> None:
    with pytest.raises(Unanswerable, match="ends in a settlement"):
        dealbreakers(
            SHIPPED / "theory/powell_2006.yaml",
            overrides=["actors.b.exposure=0.1"],
            runs=50,
            results=results,
        )


def test_actors_with_code_of_their_own_are_not_replayed_as_if_they_had_none(results: Path) -> None:
    said = typed(str(SHIPPED / "behaviours/stubborn.yaml"), "--results", str(results), "--allow-code")
    assert said.exit_code == 2
    assert "Python code of their own" in said.output


def test_where_all_settle_it_is_asked_what_would_make_them_settle_sooner(results: Path) -> None:
    """Without a vote of the members the first text stands: all settle by the median day."""
    found = dealbreakers(SHIPPED / "strike_vote.yaml", runs=40, results=results)
    first = found.answer.tried[0]
    study = run(SHIPPED / "strike_vote.yaml", runs=40, results=results)
    day = float(np.median(study.outcomes["settlement_day"]))
    assert found.answer.by_day == day
    assert found.answer.settled.hits == (study.outcomes["settlement_day"] <= day).sum() < 40
    assert (first.change.kind, first.settlement.gained.share) == ("ratification", 1.0)
    assert first.settlement.clear
    said = headline(read(SHIPPED / "strike_vote.yaml"), found.answer)
    assert said.startswith("All 40 replications settle, ")
    assert "zone" not in said
