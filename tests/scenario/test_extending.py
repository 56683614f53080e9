"""What a file changes of the one that it extends is kept with the scenario, and nothing that is alike."""

from __future__ import annotations

from pathlib import Path

import pytest
from example import WAR

from sim.scenario.reading import read, resolved
from sim.scenario.schema import Scenario
from sim.scenario.variant import Revision, Variant


def extended(folder: Path, overlay: str, *overrides: str, base: str = WAR) -> Scenario:
    (folder / "war.yaml").write_text(base, encoding="utf-8")
    over = folder / "over.yaml"
    over.write_text(f"extends: war.yaml\n{overlay}", encoding="utf-8")
    return read(over, overrides)


def variant(folder: Path, overlay: str, *overrides: str) -> Variant:
    found = extended(folder, overlay, *overrides).variant_of
    assert found is not None
    return found


def test_a_number_from_what_to_what(tmp_path: Path) -> None:
    found = variant(tmp_path, "title: Other\nactors: {north: {optimism: {uniform: [0, 1]}, label: North}}\n")
    assert found == Variant(
        title="A war",
        changed={
            "actors.north.optimism": Revision(
                before="{triangular: [0.2, 0.8, 1.6]}", after="{uniform: [0, 1]}"
            )
        },
    )


def test_what_is_set_on_the_command_line_is_no_change_of_the_file(tmp_path: Path) -> None:
    found = extended(tmp_path, "horizon_days: 300\n", "actors.us.insight=0.5", "horizon_days=310")
    assert found.variant_of
    assert found.variant_of.changed["horizon_days"] == Revision(before="290", after="300")
    assert "actors.us.insight" not in found.variant_of.changed


def test_what_has_a_name_is_new_or_gone_as_a_whole_with_what_is_said_of_it(tmp_path: Path) -> None:
    overlay = """\
actors: {europe: null, un: {role: backer, label: The UN}}
issues:
  force: {guarantor: us, weight: {europe: null, un: 1}, value: {europe: null, un: [0, 1, 1, 0]}, consent: null}
proposals: {talks: {label: The draft, land: line, force: 10}}
events: [{name: poll, day: 20, cost: {north: 2}}]
links: [{name: both, never: {land: all, force: 30}}]
"""
    found = variant(tmp_path, overlay)
    assert dict(found.removed) == {"actors.europe": "europe", "events.vote": "vote"}
    assert dict(found.added) == {
        "actors.un": "The UN",
        "links.both": "both",
        "proposals.talks": "The draft",
        "events.poll": "poll",
    }
    assert dict(found.changed) == {"issues.force.guarantor": Revision(before="europe", after="us")}


def test_an_option_takes_along_what_is_said_of_it(tmp_path: Path) -> None:
    overlay = """\
actors: {north: {red_lines: null}}
issues: {land: {options: [line, all], value: {north: [0.4, 1], south: [0.5, 0], us: [1, 0.5]}}}
proposals: {south_terms: {land: line}}
"""
    found = variant(tmp_path, overlay)
    assert dict(found.changed) == {
        "issues.land.options": Revision(before="[back, line, all]", after="[line, all]"),
        "issues.land.value.north.line": Revision(before="0.5", after="0.4"),
        "proposals.south_terms.land": Revision(before="back", after="line"),
        "actors.north.red_lines.land.options": Revision(before="[back]"),
        "actors.north.red_lines.land.probability": Revision(before="0.9"),
    }


def test_each_file_is_told_from_the_one_that_it_names(tmp_path: Path) -> None:
    extended(tmp_path, "horizon_days: 300\n")
    third = tmp_path / "third.yaml"
    third.write_text("extends: over.yaml\nround_days: 14\n", encoding="utf-8")
    found = read(third).variant_of
    assert found == Variant(title="A war", changed={"round_days": Revision(before="7", after="14")})


def test_without_a_title_the_other_file_is_called_by_its_name(tmp_path: Path) -> None:
    found = extended(tmp_path, "", base=WAR.replace("title: A war\n", "")).variant_of
    assert found == Variant(title="war")


def test_it_is_kept_with_the_scenario_and_not_handed_down(tmp_path: Path) -> None:
    scenario = extended(tmp_path, "horizon_days: 300\n")
    kept = tmp_path / "war.yaml"
    kept.write_text(resolved(scenario), encoding="utf-8")
    assert read(kept) == scenario
    assert read(kept).with_({"horizon_days": 310}).variant_of == scenario.variant_of
    again = tmp_path / "over.yaml"
    again.write_text("extends: war.yaml\n", encoding="utf-8")
    assert read(again).variant_of == Variant(title="A war")


def test_who_extends_nothing_has_none(tmp_path: Path) -> None:
    extended(tmp_path, "")
    scenario = read(tmp_path / "war.yaml")
    assert scenario.variant_of is None
    assert "variant_of" not in resolved(scenario)


@pytest.mark.parametrize("base", ["horizon_days: 300\n", WAR.replace("optimism:", "optimsm:")])
def test_what_extends_no_whole_scenario_changes_none(base: str, tmp_path: Path) -> None:
    whole = WAR if "actors" not in base else "actors: {north: {optimsm: null}}\n"
    assert extended(tmp_path, whole, base=base).variant_of is None
