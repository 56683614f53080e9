"""What is exported for NegMAS is the same bargain: in our eyes, in NegMAS's, and read back."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from beside_negmas import loaded_by_negmas, utilities
from harbour import LEVELS, by_hand, lay_out
from hypothesis import HealthCheck, given, settings
from strategies import Data, scenario_data
from utilities import of_scenario

from sim.interchange.as_negmas import README, OutcomeSpace, files, limits, slug, space
from sim.interchange.as_scenario import as_yaml
from sim.interchange.finding import found_in
from sim.interchange.left_out import left_out
from sim.interchange.writing import write_folder
from sim.scenario.plain_yaml import dump
from sim.scenario.reading import read
from sim.scenario.schema import Scenario

SCENARIOS = Path(__file__).parents[2] / "scenarios"
GRID = 2.0**-40
MOST = 3000  # packages that are compared one by one

quickly = settings(
    max_examples=6,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)


def exported(scenario: Scenario, folder: Path, **drawn: int) -> OutcomeSpace:
    found = space(scenario, **drawn)
    write_folder(folder, files(scenario, found), force=True)
    return found


def imported(folder: Path) -> Scenario:
    file = folder / "made.scenario"
    file.write_text(as_yaml(found_in([folder], LEVELS)), encoding="utf-8")
    return read(file)


def of_space(found: OutcomeSpace) -> dict[str, dict[tuple[str, ...], float]]:
    packages = list(product(*found.options.values()))
    return {
        party: dict(zip(packages, map(sum, product(*rows)), strict=True))
        for party, rows in found.gains.items()
    }


@pytest.mark.parametrize("name", ["minimal", "camp_david_1978", "korea_1951"])
def test_the_medians_of_a_scenario_are_exported_and_read_back(name: str, tmp_path: Path) -> None:
    known = ["weight_spread=null"] if name == "korea_1951" else []
    scenario = read(SCENARIOS / f"{name}.yaml", known)
    found = exported(scenario, tmp_path / name)
    stated = of_scenario(scenario)
    again = of_scenario(imported(tmp_path / name))
    for party, expected in of_space(found).items():
        assert again[party] == pytest.approx(expected, abs=1e-12)
        assert stated[party] == pytest.approx(expected, abs=len(found.options) * GRID)
    reserved = {
        party: actor.outside_value.typical for party, actor in imported(tmp_path / name).parties.items()
    }
    assert reserved == pytest.approx(found.reserved, abs=1e-12)


def test_the_reserved_value_is_that_of_the_war_at_the_start() -> None:
    from sim.bargaining.inspect.typical import typical

    scenario = read(SCENARIOS / "korea_1951.yaml")
    assert list(space(scenario).reserved.values()) == pytest.approx(typical(scenario).reservation.tolist())


def test_a_replication_is_exported_as_it_is_drawn_in_a_study(tmp_path: Path) -> None:
    from sim.bargaining.run.batch import play

    scenario = read(SCENARIOS / "camp_david_1978.yaml", ["weight_spread=20"])
    outcomes = play(scenario, runs=5, seed=7)
    assert outcomes.settled.any()
    for replication in range(5):
        found = space(scenario, seed=7, replication=replication)
        if outcomes.settled[replication]:
            terms = outcomes.terms[replication]
            signed = tuple(o[i] for o, i in zip(found.options.values(), terms, strict=True))
            for a, party in enumerate(scenario.parties):
                assert of_space(found)[party][signed] == outcomes.utility[replication, a]
    assert space(scenario, 7, 0).gains != space(scenario, 7, 1).gains != space(scenario).gains


@pytest.mark.slow
@quickly
@given(data=scenario_data())
def test_any_scenario_survives_the_way_there_and_back(
    data: Data, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("random")
    (folder / "random.yaml").write_text(dump(data), encoding="utf-8")
    scenario = read(folder / "random.yaml")
    found = exported(scenario, folder / "negmas")
    if found.packages > MOST or any(not any(map(any, rows)) for rows in found.gains.values()):
        return
    again = imported(folder / "negmas")
    assert list(again.parties) == list(found.gains)
    assert {name: issue.options for name, issue in again.issues.items()} == found.options
    for party, expected in of_space(found).items():
        scale = max(1.0, abs(found.reserved[party]))
        assert of_scenario(again)[party] == pytest.approx(
            {p: u / scale for p, u in expected.items()}, abs=1e-12
        )
        outside = again.parties[party].outside_value.typical
        assert outside == pytest.approx(found.reserved[party] / scale, abs=1e-12)


@pytest.mark.peers
def test_genius_files_reach_negmas_by_way_of_a_scenario(tmp_path: Path) -> None:
    scenario = imported(lay_out(tmp_path / "harbour"))
    exported(scenario, tmp_path / "negmas")
    theirs = loaded_by_negmas(tmp_path / "negmas")
    port, line = utilities(theirs).values()
    for package, (wanted_port, wanted_line) in by_hand().items():
        assert port[package] == pytest.approx(wanted_port, abs=1e-9)
        assert line[package] == pytest.approx(wanted_line, abs=1e-9)
    assert [ufun.reserved_value for ufun in theirs.ufuns] == pytest.approx([0.35, 0.0], abs=1e-9)


@pytest.mark.peers
@pytest.mark.parametrize("name", ["minimal", "camp_david_1978"])
def test_negmas_adds_up_utilities_to_the_last_bit_as_we_do(name: str, tmp_path: Path) -> None:
    found = exported(read(SCENARIOS / f"{name}.yaml"), tmp_path / name)
    theirs = loaded_by_negmas(tmp_path / name)
    assert utilities(theirs) == of_space(found)
    assert {ufun.name: ufun.reserved_value for ufun in theirs.ufuns} == found.reserved
    assert [issue.name for issue in theirs.issues] == list(found.options)


@pytest.mark.peers
def test_names_that_yaml_likes_to_change_reach_negmas_as_names(tmp_path: Path) -> None:
    (tmp_path / "odd.yaml").write_text(
        "actors: {no: {outside_value: 0.1}, 1e3: {}, '../up': {}}\n"
        "issues: {on: {options: [yes, 12:30, 010, 'a: b', ~x, Київ], value: {no: [0, 0.1, 0.2, 0.3, 0.4, 1],"
        " 1e3: [1, 0, 0, 0, 0, 0], ../up: [0, 1, 0, 0, 0, 0]}}}\n",
        encoding="utf-8",
    )
    exported(read(tmp_path / "odd.yaml"), tmp_path / "negmas")
    theirs = loaded_by_negmas(tmp_path / "negmas")
    assert [ufun.name for ufun in theirs.ufuns] == ["no", "1e3", "../up"]
    assert list(theirs.issues[0].values) == ["yes", "12:30", "010", "a: b", "~x", "Київ"]
    assert utilities(theirs)["no"]["Київ",] == 1.0


def test_what_additive_utilities_cannot_say_is_said_in_the_folder(tmp_path: Path) -> None:
    scenario = read(SCENARIOS / "ceasefire30.yaml")
    found = exported(scenario, tmp_path / "x")
    text = (tmp_path / "x" / README).read_text(encoding="utf-8")
    assert "103,680 packages, 2 parties; every number at its median" in text
    for said in (
        "the red lines of russia (land",
        "us, europe: only parties",
        "distrust is not",
        "audience costs are not",
        "the war is",
        "the ceasefire is not",
        "clocks and strategies (russia",
    ):
        assert said in text
    many = replace(found, options={str(k): tuple("abcdefghij") for k in range(7)})
    assert any("NegMAS sorts up to 1,000,000 packages" in limit for limit in limits(scenario, many))
    assert not list(limits(read(SCENARIOS / "minimal.yaml"), space(read(SCENARIOS / "minimal.yaml"))))


UNSAID = {
    "ratification": ("actors.union.ratify={slope: 8, mid: 0.5}", "no vote at home (union)"),
    "events": ("events=[{day: 9, credibility: {union: 0}}]", "events (1) are not in it"),
    "distrust": ("actors.union.distrust=0.1", "distrust is not in it"),
    "audience": ("actors.company.audience_cost=0.1", "audience costs are not in it"),
    "deadline": ("actors.company.deadline_days=90", "clocks and strategies (company)"),
    "concession": ("actors.union.concession=boulware", "clocks and strategies (union)"),
    "strategy": ("actors.union.strategy=tit_for_tat", "clocks and strategies (union)"),
    "challenge": ("protocol=challenge", "capability and salience are not in it"),
}


@pytest.mark.parametrize(("change", "said"), UNSAID.values(), ids=UNSAID)
def test_only_what_a_scenario_has_can_be_missing(change: str, said: str) -> None:
    scenario = read(SCENARIOS / "minimal.yaml", [change])
    (limit,) = limits(scenario, space(scenario))
    assert said in limit


def test_links_are_missing_too() -> None:
    (limit,) = [said for said in left_out(read(SCENARIOS / "land_for_guarantee.yaml")) if "links" in said]
    assert limit.startswith("links (2) are not in it")


@pytest.mark.parametrize("change", ["horizon_days=90", "actors.union.concession=linear", "weight_spread=9"])
def test_a_default_is_nothing_to_be_missed(change: str) -> None:
    assert not list(left_out(read(SCENARIOS / "minimal.yaml", [change])))


@pytest.mark.parametrize(
    ("name", "left"), [("../../etc/passwd", "etc_passwd"), ("CON", "con"), ("Київ", ""), ("a" * 99, "a" * 40)]
)
def test_a_file_is_never_called_what_a_party_likes(name: str, left: str) -> None:
    assert slug(name) == left
