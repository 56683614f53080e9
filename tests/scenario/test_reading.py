"""What is read is complete: every default is there, names are as written, numbers are numbers."""

from __future__ import annotations

import datetime
import math
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from example import WAR, spoilt
from pydantic import ValidationError

from sim.scenario.quantities import Fixed, Uniform
from sim.scenario.reading import Scenario, read

SMALL = """\
actors:
  union: {}
  company: {outside_value: 0.2}
issues:
  raise:
    options: [none, some, much]
    value:
      union: [0, 0.5, 1]
      company: [1, 0.5, 0]
"""
Read = Callable[[str], Scenario]


@pytest.fixture
def reading(tmp_path: Path) -> Read:
    def read_text(text: str) -> Scenario:
        file = tmp_path / "pay.yaml"
        file.write_text(text, encoding="utf-8")
        return read(file)

    return read_text


def test_two_parties_and_one_issue_are_enough(reading: Read) -> None:
    scenario = reading(SMALL)
    assert (scenario.name, list(scenario.parties), scenario.mediators, scenario.backers) == (
        "pay",
        ["union", "company"],
        {},
        {},
    )


def test_defaults_are_filled_in(reading: Read) -> None:
    scenario = reading(SMALL)
    union = scenario.parties["union"]
    assert (scenario.horizon_days, scenario.round_days, scenario.sequence) == (180, 7, "parallel")
    numbers = (union.outside_value, union.cost_per_day, union.aspiration, union.hope, scenario.drift_guard)
    assert [number.typical for number in numbers] == [0, 0.0002, 0.95, 0.3, 0.0005]


def test_the_deadline_is_the_horizon_unless_said(reading: Read) -> None:
    scenario = reading(SMALL.replace("union: {}", "union: {deadline_days: 50}") + "horizon_days: 90\n")
    assert [party.deadline_days for party in scenario.parties.values()] == [Fixed(50.0), Fixed(90.0)]


def test_without_weights_everybody_who_has_values_cares(reading: Read) -> None:
    scenario = reading(SMALL.replace("union: {}", "union: {}\n  bank: {role: backer}"))
    assert scenario.issues["raise"].weight == {"union": Fixed(1.0), "bank": Fixed(0.0), "company": Fixed(1.0)}


def test_an_empty_table_of_weights_says_that_nobody_cares(reading: Read) -> None:
    force = "weight: {north: 0.4, south: 0.5, europe: 1}\n    value"
    weight = reading(spoilt((force, "weight: {}\n    value"))).issues["force"].weight
    assert set(weight.values()) == {Fixed(0.0)}


def test_whom_a_table_of_weights_leaves_out_does_not_care(reading: Read) -> None:
    weight = reading(WAR).issues["force"].weight
    assert weight == {"north": Fixed(0.4), "south": Fixed(0.5), "us": Fixed(0.0), "europe": Fixed(1.0)}


def test_a_range_becomes_options_and_a_curve_a_row(reading: Read) -> None:
    force = reading(spoilt(("south: {0: 0, 30: 1}", "south: {-5: 0, 5: 0, 15: 1, 30: 0.25}"))).issues["force"]
    assert force.options == ("0", "10", "20", "30")
    assert [number.typical for number in force.value["south"]] == pytest.approx([0, 0.5, 0.75, 0.25])
    assert [number.typical for number in force.value["europe"]] == [0, 1, 1, 0]


@pytest.mark.parametrize(
    ("grid", "names"),
    [
        ("{from: 0, to: 0.3, step: 0.1}", ("0", "0.1", "0.2", "0.3")),
        ("{from: -1e1, to: 10, step: 10}", ("-10", "0", "10")),
        ("{from: 1e3, to: 3000, step: 1000}", ("1000", "2000", "3000")),
        ("{from: 0.5, to: 2.50, step: 1}", ("0.5", "1.5", "2.5")),
    ],
)
def test_a_grid_is_named_as_its_numbers_are_written(grid: str, names: tuple[str, ...], reading: Read) -> None:
    text = SMALL.replace("options: [none, some, much]", f"range: {grid}")
    row = str([0.5] * len(names))
    scenario = reading(text.replace("[0, 0.5, 1]", row).replace("[1, 0.5, 0]", row))
    assert scenario.issues["raise"].options == names


def test_a_known_chance_of_winning_becomes_log_odds(reading: Read) -> None:
    war = reading(spoilt(("balance: 0.5", "win_probability: {value: 0.75, note: counsel}"))).war
    assert war is not None
    assert (war.balance, war.win_probability) == (Fixed(math.log(3), note="counsel"), None)


def test_an_uncertain_chance_of_winning_is_left_to_the_engine(reading: Read) -> None:
    war = reading(spoilt(("balance: 0.5", "win_probability: {uniform: [0.2, 0.6]}"))).war
    assert war is not None
    assert (war.balance, war.win_probability) == (None, Uniform(0.2, 0.6))


def test_a_war_without_odds_is_even(reading: Read) -> None:
    war = reading(spoilt(("balance: 0.5, ", ""))).war
    assert war is not None
    assert war.balance == Fixed(0.0)


def test_one_protected_party_is_a_tuple_of_one(reading: Read) -> None:
    assert reading(WAR).issues["force"].protects == ("south",)


def test_a_ceasefire_issue_is_complete(reading: Read) -> None:
    ceasefire = reading(WAR).ceasefire
    assert ceasefire is not None
    scope = ceasefire.issues["scope"]
    assert (scope.halts, scope.hazard) == ((Fixed(0.4), Fixed(1.0)), (Fixed(1.0), Fixed(1.0)))


def test_proposals_are_mappings_that_know_what_they_rest_on(reading: Read) -> None:
    text = spoilt(("{land: back, force: 30}", "{land: back, force: 30, basis: source, note: a speech}"))
    proposal = reading(text).proposals["south_terms"]
    assert (dict(proposal), proposal.basis, proposal.note) == (
        {"land": "back", "force": "30"},
        "source",
        "a speech",
    )


@pytest.mark.parametrize("name", ["no", "on", "NO", "12:30", "010", "true", "2022", "null", "~", "1e3"])
def test_names_are_names_wherever_one_is_expected(name: str, reading: Read) -> None:
    text = SMALL.replace("none, some", f"{name}, some").replace("union", name)
    scenario = reading(f"{text}proposals:\n  {name}: {{raise: {name}}}\nopening: {name}\n")
    assert list(scenario.actors) == [name, "company"]
    assert list(scenario.issues["raise"].value) == [name, "company"]
    assert scenario.issues["raise"].options[0] == name
    assert dict(scenario.proposals[name]) == {"raise": name}
    assert scenario.opening == name


def test_a_red_line_may_leave_nothing_to_agree_on(reading: Read) -> None:
    assert reading(spoilt(("{options: [back],", "{options: [back, line, all],"))).parties["north"].red_lines


def test_a_concession_can_be_a_word(reading: Read) -> None:
    words = {"boulware": 0.25, "linear": 1.0, "conceder": 4.0}
    for word, number in words.items():
        scenario = reading(SMALL.replace("union: {}", f"union: {{concession: {word}}}"))
        assert scenario.parties["union"].concession == Fixed(number)


def test_the_start_is_a_date(reading: Read) -> None:
    assert reading(SMALL + "start: 2025-03-16\n").start == datetime.date(2025, 3, 16)


def test_a_scenario_cannot_be_changed(reading: Read) -> None:
    with pytest.raises(ValidationError) as caught:
        reading(SMALL).horizon_days = 3  # type: ignore[misc]
    assert caught.value.errors()[0]["type"] == "frozen_instance"


def test_checking_a_file_does_not_wait_for_numpy() -> None:
    code = "import sys, sim.scenario.reading; print({'numpy', 'scipy', 'mesa', 'pandas'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
