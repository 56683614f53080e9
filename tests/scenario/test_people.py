"""The word `people`: the numbers that were fitted to people, with their interval and their source."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from sim.bargaining.run.batch import play
from sim.cli.main import commands
from sim.report.assumptions import groups
from sim.scenario.json_schema import json_schema
from sim.scenario.people import ASPIRATION, PRECISION
from sim.scenario.reading import read
from sim.scenario.writing import resolved

TALKS = """
horizon_days: 10
round_days: 1
actors:
  upland: {precision: people, aspiration: people}
  lowland: {precision: %s}
issues:
  water: {options: [a, b, c], value: {upland: [0, 0.6, 1], lowland: [1, 0.6, 0]}}
"""


def written(folder: Path, word: str = "people") -> Path:
    file = folder / "talks.yaml"
    file.write_text(TALKS % word, encoding="utf-8")
    return file


def test_the_word_stands_for_what_was_fitted(tmp_path: Path) -> None:
    upland, lowland = read(written(tmp_path)).parties.values()
    assert (upland.precision, upland.aspiration, lowland.precision) == (PRECISION, ASPIRATION, PRECISION)
    assert lowland.aspiration.typical == 0.95
    assert PRECISION.support[0] <= PRECISION.typical <= PRECISION.support[1]


def test_each_of_two_people_is_drawn_for_itself_and_within_the_interval(tmp_path: Path) -> None:
    outcomes = play(read(written(tmp_path)), 40, 1)
    paths = [f"actors.{name}.precision" for name in ("upland", "lowland")]
    drawn = [outcomes.inputs[:, outcomes.names.inputs.index(path)] for path in paths]
    assert all(((each > 13.69) & (each < 15.11)).all() and each.std() > 0.1 for each in drawn)
    assert not np.array_equal(*drawn)


def test_what_it_rests_on_is_told_by_check_and_among_the_assumptions(tmp_path: Path) -> None:
    file = written(tmp_path)
    said = CliRunner().invoke(commands, ["check", str(file)], catch_exceptions=False).output
    assert "actors.upland.precision: as people are, 13.7 to 15.1: likeliest for 1,005 deals" in said
    assert "actors.upland.aspiration: as people are, 0.7 to 0.8" in said
    assert said.count("no default for states") == 3
    [row] = [row for group in groups(read(file)) if group.name == "actors.lowland" for row in group.rows
             if row.path == "precision"]  # fmt: skip
    assert (row.words, row.basis) == ("13.7 to 15.1, most likely 14.4", "calibrated")
    assert "CaSiNo" in row.note


def test_of_exact_parties_nothing_is_told(tmp_path: Path) -> None:
    file = written(tmp_path)
    file.write_text(TALKS.replace("people", "14") % "14", encoding="utf-8")
    said = CliRunner().invoke(commands, ["check", str(file), "actors.upland.aspiration=0.7"]).output
    assert "as people are" not in said


@pytest.mark.parametrize(
    ("word", "hint"), [("poeple", "did you mean people?"), ("states", "allowed: people")]
)
def test_another_word_is_answered_with_the_nearest(tmp_path: Path, word: str, hint: str) -> None:
    result = CliRunner().invoke(commands, ["check", str(written(tmp_path, word))])
    assert result.exit_code == 2
    assert "6:24" in result.output
    assert f"{word} is not a number; {hint}" in " ".join(result.output.split())


def test_a_resolved_file_says_the_same_in_numbers(tmp_path: Path) -> None:
    scenario = read(written(tmp_path))
    file = tmp_path / "resolved.yaml"
    file.write_text(resolved(scenario), encoding="utf-8")
    assert read(file).parties == scenario.parties


def test_editors_offer_it() -> None:
    party = json_schema()["$defs"]["Party"]["properties"]
    assert all("people" in str(party[key]) for key in ("precision", "aspiration"))
