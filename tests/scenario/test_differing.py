"""What differs between two scenarios: which lines, and where they stand."""

from __future__ import annotations

from pathlib import Path

import pytest
from example import WAR

from sim.scenario.differing import Change, changes
from sim.scenario.layers import layered, overlaid
from sim.scenario.numbers import entries
from sim.scenario.reading import read


def differing(folder: Path, overlay: str, *overrides: str) -> dict[str, Change]:
    base, over = folder / "war.yaml", folder / "over.yaml"
    base.write_text(WAR, encoding="utf-8")
    over.write_text(f"extends: war.yaml\n{overlay}", encoding="utf-8")
    data, _ = overlaid(layered(over), overrides)
    return {change.path: change for change in changes(read(base), read(over, overrides), data)}


def test_a_number_is_shown_as_it_stands_in_the_file_with_what_it_rests_on_and_its_line(
    tmp_path: Path,
) -> None:
    overlay = (
        "title: Other\nactors:\n  north:\n    optimism: {uniform: [0, 0.00005], basis: source, note: why}\n"
    )
    (found,) = differing(tmp_path, overlay).values()
    assert (found.path, found.before) == ("actors.north.optimism", "{triangular: [0.2, 0.8, 1.6]}")
    assert found.after == "{uniform: [0, 0.00005]}"
    assert (found.basis, found.note) == ("source", "why")
    assert found.place == f"{tmp_path / 'over.yaml'}:5"


def test_an_empty_list_is_a_value_too() -> None:
    shipped = Path(__file__).parents[2] / "scenarios" / "ceasefire30.yaml"
    (found,) = changes(read(shipped), read(shipped, ["issues.force.consent.europe=[]"]))
    assert (found.path, found.after) == ("issues.force.consent.europe", "[]")


def test_what_is_set_on_the_command_line_says_so(tmp_path: Path) -> None:
    found = differing(tmp_path, "", "actors.north.optimism=0.5")
    assert found["actors.north.optimism"].place == "--set"


def test_names_and_switches_differ_too(tmp_path: Path) -> None:
    found = differing(tmp_path, "opening: null\nsequence: ceasefire_first\n")
    assert (found["sequence"].before, found["sequence"].after) == ("parallel", "ceasefire_first")


def test_what_is_gone_is_listed_at_the_block_that_it_is_missing_from(tmp_path: Path) -> None:
    overlay = (
        "ceasefire:\n  opening: null\n" if "opening:" in WAR else "actors:\n  north:\n    red_lines: null\n"
    )
    found = differing(tmp_path, overlay)
    assert found
    assert {change.after for change in found.values()} == {None}
    assert {change.place for change in found.values()} <= {f"{tmp_path / 'over.yaml'}:{n}" for n in (2, 3)}


@pytest.mark.parametrize("words", ["title: Other", "description: Other", "name: other", "sources: {X: y}"])
def test_words_alone_are_no_difference(words: str, tmp_path: Path) -> None:
    assert not differing(tmp_path, f"{words}\n")


def test_a_note_alone_is_no_difference(tmp_path: Path) -> None:
    text = "actors: {north: {optimism: {triangular: [0.2, 0.8, 1.6], note: other, basis: assumed}}}\n"
    assert not differing(tmp_path, text)


def test_every_entry_has_a_path_of_its_own(tmp_path: Path) -> None:
    file = tmp_path / "war.yaml"
    file.write_text(WAR, encoding="utf-8")
    paths = [entry.path for entry in entries(read(file))]
    assert len(set(paths)) == len(paths)
    assert "ceasefire.proposals" not in paths
    assert any(path.startswith("proposals.") for path in paths)
