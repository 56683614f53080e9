"""One number of a scenario replaced: the same as if the file had said it."""

from __future__ import annotations

from pathlib import Path

import pytest
from example import WAR

from sim.scenario.changing import value_at, with_changed, with_number
from sim.scenario.quantities import Fixed
from sim.scenario.reading import numbers, read


def test_every_number_can_be_replaced_by_its_path_and_nothing_else_moves(tmp_path: Path) -> None:
    file = tmp_path / "war.yaml"
    file.write_text(WAR.replace("north:", "St. North:"), encoding="utf-8")
    scenario = read(file)
    before = {number.path: number.quantity for number in numbers(scenario)}
    for path in before:
        after = {number.path: number.quantity for number in numbers(with_number(scenario, path, Fixed(0.25)))}
        assert after == before | {path: Fixed(0.25)}
        assert value_at(scenario, path) == before[path]


@pytest.mark.parametrize("path", ["actors.nobody.optimism", "actors.north.optimist", "events.war.day"])
def test_a_path_that_leads_nowhere_is_an_error(path: str, tmp_path: Path) -> None:
    file = tmp_path / "war.yaml"
    file.write_text(WAR, encoding="utf-8")
    with pytest.raises(KeyError):
        with_number(read(file), path, Fixed(0.0))


def test_a_block_can_be_changed_too(tmp_path: Path) -> None:
    file = tmp_path / "war.yaml"
    file.write_text(WAR, encoding="utf-8")
    freed = with_changed(read(file), "issues.land.consent", lambda _: {})
    assert freed.issues["land"].consent == {}
