"""Strategies against one another: what is played, what follows from it, and what a person is told."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result
from pyarrow.parquet import read_table

import sim
from sim.allowing import CodeNotAllowed
from sim.analysis.tournament.answer import Tournament
from sim.bargaining.run.batch import play
from sim.cli.main import commands
from sim.questions.asking import Unanswerable
from sim.questions.finding import Finding
from sim.questions.strategies.choosing import ways
from sim.questions.strategies.way import ways_as_yaml
from sim.results.store import read_manifest
from sim.scenario.problems import ScenarioError
from sim.scenario.reading import read

SCENARIOS = Path(__file__).parents[2] / "scenarios"
MINIMAL = SCENARIOS / "minimal.yaml"
RUNS = 60
TWO = {
    "union": {"late": {"concession": 0.3}, "early": {"concession": 3}},
    "company": {"even": {"concession": "linear"}, "soft": {"concession": 2, "aspiration": 0.8}},
}


def asked(
    results: Path, strategies: object = None, file: Path = MINIMAL, **more: object
) -> Finding[Tournament]:
    return sim.tournament(file, strategies, runs=RUNS, results=results, **more)  # type: ignore[arg-type]


def typed(*words: str) -> Result:
    return CliRunner().invoke(commands, ["tournament", *words], prog_name="python -m sim")


def digests(finding: Finding[Tournament]) -> dict[str, str]:
    found: dict[str, str] = read_manifest(finding.folder)["files"]
    return found


def payoff(*changes: str) -> np.ndarray:
    """What the parties of the pay round get, from the replications themselves."""
    outcomes = play(read(MINIMAL, changes), RUNS, 1)
    return np.where(outcomes.settled, outcomes.utility[:, 0], outcomes.war_value[:, 0])


def test_payoffs_are_those_of_the_studies_that_set_gives(tmp_path: Path) -> None:
    found = asked(tmp_path, TWO).answer
    assert [each.chosen for each in found.profiles] == [(0, 0), (0, 1), (1, 0), (1, 1)]
    late = payoff("actors.union.concession=0.3", "actors.company.concession=1")
    early = payoff("actors.union.concession=3", "actors.company.concession=1")
    here = found.profiles[0]
    assert here.payoffs[0].mean == pytest.approx(late.mean())
    assert here.gains[0].strategy == 1
    apart = early - late
    half = 1.96 * apart.std(ddof=1) / np.sqrt(RUNS)
    assert here.gains[0].by.mean == pytest.approx(apart.mean())
    assert here.gains[0].by.high - here.gains[0].by.mean == pytest.approx(half, rel=1e-3)


def test_a_strategy_differs_from_itself_by_nothing(tmp_path: Path) -> None:
    twice = {"union": {"one": {"concession": 2}, "other": {"concession": 2.0}}, "company": {"as it is": None}}
    found = asked(tmp_path, twice).answer
    one, other = found.profiles
    assert one.payoffs == other.payoffs
    gain = one.gains[0].by
    assert (gain.mean, gain.low, gain.high) == (0.0, 0.0, 0.0)
    assert found.alike == ((0, 0, 1),)
    assert one.stable
    assert other.stable
    assert found.more
    assert [share.mean for path in found.evolution.shares[0] for share in path] == pytest.approx([0.5] * 52)


@pytest.mark.slow
def test_who_plays_changes_no_byte_and_it_is_answered_from_disk(tmp_path: Path) -> None:
    one, two = (asked(tmp_path / str(threads), TWO, threads=threads) for threads in (1, 2))
    assert digests(one) == digests(two)
    again = asked(tmp_path / "1", TWO, threads=2)
    assert (one.recalled, again.recalled, again.answer) == (False, True, one.answer)


def test_the_usual_strategies_are_one_a_pace_and_the_late_one_wins_where_nobody_pays(tmp_path: Path) -> None:
    found = asked(tmp_path).answer
    names = [each.name for each in found.seats[0].strategies]
    assert names == ["boulware", "linear", "conceder", "screening"]
    assert found.of_seat(1)[0].best_replies == 4
    (only,) = found.equilibria
    assert only.pure
    assert only.holds == 1.0
    assert found.profiles[0].stable
    assert found.profiles[0].steady


def test_a_file_typed_words_and_python_ask_the_same(tmp_path: Path) -> None:
    file = tmp_path / "s.yaml"
    file.write_text(
        "union:\n  late: {concession: 0.3}\n  early: {concession: 3}\n"
        "company:\n  even: {concession: linear}\n  soft: {concession: 2, aspiration: 0.8}\n"
    )
    given = asked(tmp_path, TWO)
    assert asked(tmp_path, file).folder == given.folder
    words = [
        ("union", "late", "concession=0.3"),
        ("union", "early", "concession=3"),
        ("company", "even", "concession=linear"),
        ("company", "soft", "concession=2, aspiration=0.8"),
    ]
    assert asked(tmp_path, typed=words).folder == given.folder
    kept = given.folder / "strategies.yaml"
    assert asked(tmp_path, kept).folder == given.folder


def test_turns_know_tit_for_tat_and_no_screening(tmp_path: Path) -> None:
    found = asked(tmp_path, overrides=["protocol=alternating_offers"]).answer
    assert [each.name for each in found.seats[1].strategies] == [
        "boulware",
        "linear",
        "conceder",
        "tit for tat",
    ]
    assert all("strategy=polynomial" in each.written for each in found.seats[1].strategies[:3])


def test_a_missed_deal_is_one_of_those_with_a_zone_and_a_mediator_is_beside_itself(tmp_path: Path) -> None:
    file = SCENARIOS / "camp_david_1978.yaml"
    (name,) = read(file).mediators
    parties = list(read(file).parties)
    still = {party: {"as it is": None} for party in parties[1:]}
    two = {parties[0]: {"as it is": None, "early": {"concession": 5}}}
    variants = {name: {"itself": None, "silent": {"proposal_rate": 0}}}
    found = asked(tmp_path, {**two, **still, **variants}, file).answer
    outcomes = play(read(file), RUNS, 1)
    deals = found.profiles[0].deals
    assert (deals.missed.hits, deals.missed.of) == (outcomes.missed.sum(), outcomes.zone.sum())
    written, itself, silent = found.mediators[0].variants
    without = play(read(file, [f"actors.{name}.proposal_rate=0"]), RUNS, 1)
    apart = (int(without.missed.sum()) - int(outcomes.missed.sum())) / RUNS
    assert silent.apart.difference == pytest.approx(apart)
    assert apart > 0.0
    assert itself.deals == written.deals
    assert itself.apart.difference == 0.0
    assert not itself.clear


def test_fighting_until_the_end_is_paid_for(tmp_path: Path) -> None:
    """The scenario draws what a day of it costs."""
    file = SCENARIOS / "ceasefire30.yaml"
    still = {"russia": {"as it is": None, "early": {"concession": 5}}, "ukraine": {"as it is": None}}
    still |= {"us": {"as it is": None}}
    found = asked(tmp_path, still, file).answer
    outcomes = play(read(file), RUNS, 1)
    cost = outcomes.inputs[:, outcomes.names.inputs.index("actors.russia.cost_per_day")].astype(np.float64)
    ends = np.where(outcomes.settled, outcomes.utility[:, 0], outcomes.war_value[:, 0])
    assert outcomes.names.actors[0] == outcomes.names.parties[0] == "russia"
    assert found.profiles[0].payoffs[0].mean == pytest.approx((ends - cost * outcomes.fighting_days).mean())


@pytest.mark.slow
def test_own_code_plays_beside_rules_and_only_when_allowed(tmp_path: Path) -> None:
    file = SCENARIOS / "behaviours" / "stubborn.yaml"
    with pytest.raises(CodeNotAllowed):
        asked(tmp_path, None, file)
    coded = list(read(file).parties)
    who = next(name for name in coded if read(file).parties[name].behaviour)
    others = {name: {"as it is": None} for name in coded if name != who}
    tried = {who: {"own": None, "rules": {"behaviour": None}}, **others}
    found = sim.tournament(file, tried, runs=3, results=tmp_path, allow_code=True).answer
    assert [each.written for each in found.seats[coded.index(who)].strategies] == [(), ("behaviour=null",)]
    assert not found.alike


def test_code_is_found_from_the_file_that_is_kept(tmp_path: Path) -> None:
    (tmp_path / "code").mkdir()
    (tmp_path / "code" / "s.yaml").write_text("union: {own: {behaviour: 'mine.py:Mine'}}")
    scenario = read(MINIMAL)
    kept = ways_as_yaml(ways(scenario, (), tmp_path / "code" / "s.yaml"))
    assert f"own: {{behaviour: '{tmp_path}/code/mine.py:Mine'}}" in kept.replace('"', "'")


def test_the_table_beside_the_page_has_a_row_for_each_profile_and_party(tmp_path: Path) -> None:
    found = asked(tmp_path, TWO)
    table = read_table(found.folder / "tournament.parquet").to_pandas()
    assert len(table) == 8
    assert table["strategy.union"].tolist() == ["late"] * 4 + ["early"] * 4
    assert table["payoff"][0] == pytest.approx(found.answer.profiles[0].payoffs[0].mean)


def test_a_screen_and_a_page_tell_it(tmp_path: Path) -> None:
    words = (str(MINIMAL), "--runs", str(RUNS), "--results", str(tmp_path))
    said = typed(*words)
    assert said.exit_code == 0, said.output
    assert "union does best with boulware" in said.output
    assert len(said.output.splitlines()) <= 40
    as_json = json.loads(typed(*words, "--json").stdout)
    assert len(as_json["profiles"]) == 16
    (page,) = (tmp_path / "tournament").glob("*/report.html")
    assert "--strategies strategies.yaml" in page.read_text()
    assert all(f'id="plot-{each}"' in page.read_text() for each in ("standings", "payoffs-0", "evolution-1"))


MISTAKES = [
    (["--strategy", "onion", "late", "concession=0.3"], "there is no actor onion; did you mean union?"),
    (["--strategy", "union", "late", "concesion=0.3"], "did you mean concession?"),
    (["--strategy", "union", "poor", "outside_value=0"], "not how union bargains but what it is or wants"),
    (["--strategy", "union", "late", "concession=-1"], "out of range"),
    (["--strategy", "union", "late", "0.3"], "not of the form path=value"),
    (["--strategy", "union", "a", ""] * 2, "two strategies called a"),
    (["--strategy", "union", "a", "", "--strategy", "company", "b", ""], "nothing to choose"),
    (["--set", "protocol=challenge"], "nobody concedes"),
]


@pytest.mark.parametrize(("words", "said"), MISTAKES)
def test_a_mistake_is_told_in_a_sentence(words: list[str], said: str, tmp_path: Path) -> None:
    found = typed(str(MINIMAL), *words, "--runs", "20", "--results", str(tmp_path / "r"))
    assert found.exit_code == 2, found.output
    assert said in " ".join(found.output.split())
    assert not (tmp_path / "r").exists()


@pytest.mark.parametrize(
    "text", ["", "late", "- 3", "union: late", "union: {late: 0.3}", "union: {late: [1]}"]
)
def test_a_file_that_is_no_table_of_strategies_is_told(text: str, tmp_path: Path) -> None:
    (tmp_path / "s.yaml").write_text(text)
    with pytest.raises((Unanswerable, ScenarioError), match=r"s\.yaml"):
        asked(tmp_path, tmp_path / "s.yaml")


def test_what_is_wrong_in_a_file_has_its_place(tmp_path: Path) -> None:
    (tmp_path / "s.yaml").write_text("union:\n  late: {concession: 12}\n")
    with pytest.raises(ScenarioError, match=r"s\.yaml:2:22"):
        asked(tmp_path, tmp_path / "s.yaml")
