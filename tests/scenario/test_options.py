"""Options with labels, and tables by option: another way to write the same scenario."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import pytest
from example import problems, spoilt
from hypothesis import HealthCheck, Phase, given, settings
from strategies import Data, option_list, scenario_data

from sim.scenario.differing import changes
from sim.scenario.options import Options
from sim.scenario.reading import read, resolved, scenario_of
from sim.scenario.schema import Scenario

BY_OPTION = ("guards", "halts", "hazard", "value", "worth")
UNSAID = {"guards": 0, "halts": 0, "hazard": 1, "worth": 0}


def in_tables(topic: Data) -> Data:
    """An issue with a table by option wherever a list stands, and nothing in it of what would be so anyway."""
    names = option_list(topic)

    def table(key: str, row: Any) -> Any:
        if not isinstance(row, list):
            return row
        said = zip(names, row, strict=True)
        return {name: number for name, number in said if key not in UNSAID or number != UNSAID[key]} or row

    told = {key: row for key, row in topic.items() if key in BY_OPTION}
    tables = {
        key: {actor: table(key, each) for actor, each in row.items()}
        if isinstance(row, dict)
        else table(key, row)
        for key, row in told.items()
    }
    return {**topic, **(tables if "options" in topic else {})}


@pytest.mark.slow
@settings(
    max_examples=6,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(data=scenario_data())
def test_a_table_by_option_says_what_a_list_says(data: Data) -> None:
    tabled = {**data, "issues": {name: in_tables(issue) for name, issue in data["issues"].items()}}
    if "ceasefire" in data:
        issues = {name: in_tables(issue) for name, issue in data["ceasefire"]["issues"].items()}
        tabled["ceasefire"] = {**data["ceasefire"], "issues": issues}
    assert resolved(scenario_of(tabled)) == resolved(scenario_of(data))


LABELLED = spoilt(
    ("options: [back, line, all]", "options: {back: As before 2014, line: The line of today, all: all}"),
    ("north: [0, 0.5, 1]", "north: {line: 0.5, all: {uniform: [0.9, 1]}, back: 0}"),
    ("halts: [0.4, 1]", "halts: {full: 1}"),
    ("worth: {north: [0, 0.01], us: [0, 0.1]}", "worth: {north: {full: 0.01}}\n      hazard: {air: 2}"),
    ("guards: [0, 0.2, 0.3, 0.4]", "guards: {0: 0, 20: 0.3, 30: 0.4}"),
)


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    file = tmp_path / "war.yaml"
    file.write_text(LABELLED, encoding="utf-8")
    return file


def means(row: Any) -> list[float]:
    return [quantity.mean for quantity in row]


def test_what_a_table_leaves_out_is_as_usual(labelled: Path) -> None:
    scenario = read(labelled)
    assert means(scenario.issues["land"].value["north"]) == [0, 0.5, 0.95]
    assert means(scenario.issues["force"].guards) == pytest.approx(
        [0, 0.15, 0.3, 0.4]
    )  # of a range it is a curve
    assert scenario.ceasefire
    scope = scenario.ceasefire.issues["scope"]
    assert (means(scope.halts), means(scope.worth["north"]), means(scope.hazard)) == (
        [0, 1],
        [0, 0.01],
        [2, 1],
    )


def test_labels_stay_when_it_is_written_again(labelled: Path, tmp_path: Path) -> None:
    scenario = read(labelled)
    options = scenario.issues["land"].options
    assert tuple(options) == ("back", "line", "all")
    assert dict(options.labels) == {"back": "As before 2014", "line": "The line of today"}
    again = tmp_path / "war.yaml"
    again.write_text(resolved(scenario), encoding="utf-8")
    assert read(again) == scenario
    assert pickle.loads(pickle.dumps(options)) == options
    assert options != tuple(options)


def test_a_path_reaches_into_tables_and_lists_alike(labelled: Path) -> None:
    over = [
        "issues.land.value.north.line=0.7",
        "issues.land.value.south.line=0.6",
        "issues.land.options.all=All of it",
    ]
    changed = read(labelled, over)
    assert means(changed.issues["land"].value["north"]) == [0, 0.7, 0.95]
    assert means(changed.issues["land"].value["south"]) == [1, 0.6, 0]
    assert changed.issues["land"].options.labels["all"] == "All of it"
    assert [
        change.path for change in changes(read(labelled), changed)
    ] == [  # a label is nothing that is played
        "issues.land.value.north.line",
        "issues.land.value.south.line",
    ]


def test_a_variant_relabels_one_option_and_moves_one_number(labelled: Path, tmp_path: Path) -> None:
    variant = tmp_path / "variant.yaml"
    text = "extends: war.yaml\nissues: {land: {options: {line: The front}, value: {north: {line: 0.8}}}}\n"
    variant.write_text(text, encoding="utf-8")
    land = read(variant).issues["land"]
    assert dict(land.options.labels) == {"back": "As before 2014", "line": "The front"}
    assert means(land.value["north"]) == [0, 0.8, 0.95]


def test_a_list_is_an_equal_scenario_with_other_labels(labelled: Path) -> None:
    plain = read(labelled, ["issues.land.options=[back, line, all]"])
    labels = Options(plain.issues["land"].options, {"back": "As before 2014", "line": "The line of today"})
    assert plain != read(labelled)
    issue = plain.issues["land"].replaced(options=labels)
    again: Scenario = plain.replaced(issues={**plain.issues, "land": issue})
    assert again == read(labelled)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("line: 0.5", "lime: 0.5", "there is no option lime; did you mean line?"),
        ("line: 0.5, ", "", "says nothing about line; every option needs a value"),
        ("line: 0.5", "line: 1.5", "issues.land.value.north.line: 1.5 is out of range"),
        ("halts: {full: 1}", "halts: {ful: 1, full: 1}", "there is no option ful; did you mean full?"),
        ("halts: {full: 1}", "halts: {full: x}", "ceasefire.issues.scope.halts.full: x is not a number"),
        (
            "line: The line of today",
            "line: ",
            "issues.land.options.line: a label is needed here, but there is nothing",
        ),
        (
            "line: The line of today",
            "line: [a]",
            "issues.land.options.line: a label is needed here, not a list",
        ),
        ("line: The line of today", "line: As  before_2014", "reads like As before 2014"),
        ("{back: As before 2014, line: The line of today, all: all}", "{}", "at least one option is needed"),
        (
            "options: {back: As before 2014",
            "options: {bakc: As before 2014",
            "there is no option back; did you mean bakc?",
        ),
    ],
)
def test_a_slip_in_a_table_is_told_at_its_place(old: str, new: str, said: str, tmp_path: Path) -> None:
    assert LABELLED.count(old) == 1
    assert any(said in problem for problem in problems(tmp_path, LABELLED.replace(old, new)))
