"""Every number of a scenario is listed, with its path and what it rests on."""

from __future__ import annotations

from pathlib import Path

import pytest
from example import WAR, spoilt

from sim.scenario.quantities import Fixed
from sim.scenario.reading import Number, numbers, read


def listed(folder: Path, text: str = WAR) -> dict[str, Number]:
    file = folder / "war.yaml"
    file.write_text(text, encoding="utf-8")
    return {number.path: number for number in numbers(read(file))}


def test_paths_name_options_and_events(tmp_path: Path) -> None:
    paths = listed(tmp_path)
    assert paths["issues.land.value.north.line"].quantity == Fixed(0.5)
    assert paths["issues.force.guards.30"].quantity == Fixed(0.4)
    assert paths["ceasefire.issues.scope.halts.air"].quantity == Fixed(0.4)
    assert paths["events.vote.cost.north"].quantity == Fixed(1.2)


def test_an_event_without_a_name_is_called_by_its_position(tmp_path: Path) -> None:
    assert "events.0.day" in listed(tmp_path, spoilt(("name: vote, ", "")))


def test_names_with_dots_are_quoted(tmp_path: Path) -> None:
    assert 'actors."U.S.".bias' in listed(tmp_path, WAR.replace("us:", "U.S.:").replace("us}", "U.S.}"))


def test_defaults_are_numbers_too(tmp_path: Path) -> None:
    assert listed(tmp_path)["actors.north.hope"].quantity == Fixed(0.3)


# Numbers that follow from what is not there: nobody can have a weight without values, nor a single hazard.
IMPLIED = ("issues.land.weight.europe", "issues.force.weight.us", "ceasefire.issues.scope.hazard")


def test_every_path_is_listed_once_and_can_be_set(tmp_path: Path) -> None:
    file = tmp_path / "war.yaml"
    file.write_text(WAR, encoding="utf-8")
    before = numbers(read(file))
    assert len({number.path for number in before}) == len(before)
    for path in (number.path for number in before if not number.path.startswith(IMPLIED)):
        value = 0.5
        after = {number.path: number.quantity for number in numbers(read(file, [f"{path}={value}"]))}
        assert after[path] == Fixed(value)


def test_a_war_leaves_no_outside_value(tmp_path: Path) -> None:
    assert not [path for path in listed(tmp_path) if path.endswith("outside_value")]


def test_what_a_number_rests_on_comes_from_the_innermost_block_that_says(tmp_path: Path) -> None:
    text = spoilt(
        ("title: A war", "basis: assumed\nnote: whole"),
        ("side: attacker", "note: north"),
        ("{triangular: [0.2, 0.8, 1.6]}", "{triangular: [0.2, 0.8, 1.6], basis: source}"),
        ("{options: [back], probability: 0.9}", "{options: [back], note: line}"),
    ).replace("    note: north", "    side: attacker\n    note: north")
    found = {path: (number.basis, number.note) for path, number in listed(tmp_path, text).items()}
    assert found["drift_guard"] == ("assumed", "whole")
    assert found["actors.north.hope"] == ("assumed", "north")
    assert found["actors.north.optimism"] == ("source", "north")
    assert found["actors.north.red_lines.land.probability"] == ("assumed", "line")


@pytest.mark.parametrize("key", ["basis", "note"])
def test_nothing_rests_on_nothing(key: str, tmp_path: Path) -> None:
    assert {getattr(number, key) for number in listed(tmp_path).values()} == {None}
