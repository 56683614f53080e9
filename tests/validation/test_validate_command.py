"""`python -m sim validate` tells what agrees and what does not, and fails if something does not."""

from __future__ import annotations

import csv
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import sim.cli.validate
from sim.cli.main import commands
from sim.validation import groups
from sim.validation.check import Check, known, measured, same, skipped, within_tolerance
from sim.validation.groups import GROUPS, CheckOptions, check_pieces

AGREES = same("sum of one and one", "Peano 1889", "2", "2", group="theory")
DIFFERS = within_tolerance(
    "pi", "Archimedes", 3.14, 22 / 7, 0.001, group="challenge", note="a *fraction* | [red]"
)
KNOWN = known(DIFFERS, 3.1429, 0.0001, "it has been so since antiquity")
MEASURED = measured("length of a rope", "a rope", 3.14159, 0.02, group="deu3", note="nobody told")
SKIPPED = skipped("weight of the moon", "Cavendish 1798", "pass --data DIR", group="exchange")
UNKNOWN = within_tolerance("one over zero", "nobody", 1.0, float("nan"), 0.1, group="anac")


def typed(folder: Path, *words: str) -> Result:
    words = ("validate", "--results", str(folder), *words)
    return CliRunner(env={"PARLEYSIM_DATA": None}).invoke(commands, words, prog_name="python -m sim")


def with_rows(monkeypatch: pytest.MonkeyPatch, *rows: Check) -> None:
    """Let the command find these rows and do no work."""
    monkeypatch.setattr(
        groups, "check_pieces", lambda asked: {"all": [lambda row=row: [row] for row in rows]}
    )


@pytest.fixture
def all_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    with_rows(monkeypatch, AGREES, KNOWN, MEASURED, SKIPPED)


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    with_rows(monkeypatch, AGREES, DIFFERS, UNKNOWN)


def kept(folder: Path, ending: str) -> str:
    return (folder / "validation" / f"validation.{ending}").read_text(encoding="utf-8")


# --- Verdicts


@pytest.mark.usefixtures("all_kinds")
def test_what_was_measured_left_out_or_known_to_differ_fails_nothing(tmp_path: Path) -> None:
    result = typed(tmp_path)
    assert result.exit_code == 0
    assert "1 agree, 1 differ as known, 1 measured, 1 skipped" in result.stdout
    for word in ("it has been so since antiquity", "nobody told", "pass --data DIR"):
        assert word in " ".join(result.stdout.split())
        assert word in kept(tmp_path, "md")


@pytest.mark.usefixtures("broken")
def test_a_check_that_fails_is_shown_with_its_note_and_exits_with_1(tmp_path: Path) -> None:
    result = typed(tmp_path)
    assert result.exit_code == 1
    assert "2 of 3 checks failed" in result.stderr
    assert "Traceback" not in result.output
    assert "pi: 0.00286 apart, 0.001 allowed; a *fraction* | [red]." in result.stdout
    assert [row["verdict"] for row in json.loads(kept(tmp_path, "json"))["checks"]] == [
        "agrees",
        "differs",
        "differs",
    ]


def test_a_known_difference_fails_once_it_is_another_or_gone() -> None:
    assert KNOWN.verdict == "differs, as known"
    assert known(DIFFERS, 3.2, 0.0001, "why").verdict == "differs"
    agrees = within_tolerance("pi", "Archimedes", 3.14, 22 / 7, 0.01, group="challenge")
    assert known(agrees, 3.1429, 0.0001, "why").verdict == "differs"


# --- The table


@pytest.mark.usefixtures("all_kinds")
def test_a_pipe_gets_letters_only_of_100_columns(tmp_path: Path) -> None:
    result = typed(tmp_path)
    assert "\x1b" not in result.output
    lines = result.stdout.splitlines()
    assert max(map(len, lines)) <= 100
    assert lines == [line.rstrip() for line in lines]
    assert next(line for line in lines if line.startswith("pi ")).split() == [
        *("pi", "Archimedes", "3.14", "±", "0.001", "3.1429", "differs,", "as", "known")
    ]
    assert result.stderr == ""


@pytest.mark.usefixtures("all_kinds")
def test_the_three_files_say_the_same(tmp_path: Path) -> None:
    typed(tmp_path, "--runs", "300", "--seed", "4")
    told = json.loads(kept(tmp_path, "json"))
    assert (told["runs"], told["seed"], told["data"]) == (300, 4, False)
    table = list(csv.DictReader(kept(tmp_path, "csv").splitlines()))
    assert [row["check"] for row in table] == [row["check"] for row in told["checks"]]
    assert float(table[1]["computed"]) == told["checks"][1]["computed"] == 22 / 7
    assert f"## theory: {GROUPS['theory']}. 1 agree." in kept(tmp_path, "md")
    assert "| length of a rope | a rope |  | 3.142 ± 0.020 | measured |" in kept(tmp_path, "md")


@pytest.mark.usefixtures("broken")
def test_nothing_in_a_row_is_read_as_markup_and_no_number_breaks_the_json(tmp_path: Path) -> None:
    typed(tmp_path)
    assert r"a \*fraction\* \| [red]" in kept(tmp_path, "md")
    assert json.loads(kept(tmp_path, "json"))["checks"][2]["computed"] is None


# --- Whole or not at all


@pytest.mark.usefixtures("all_kinds")
def test_asking_again_replaces_the_table_and_leaves_nothing_else(tmp_path: Path) -> None:
    typed(tmp_path)
    first = kept(tmp_path, "json")
    typed(tmp_path, "--seed", "2")
    assert kept(tmp_path, "json") != first
    assert [path.name for path in tmp_path.iterdir()] == ["validation"]
    assert sorted(path.suffix for path in (tmp_path / "validation").iterdir()) == [".csv", ".json", ".md"]


def test_if_a_check_breaks_off_nothing_is_written_and_what_was_there_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted() -> Iterator[Check]:
        yield AGREES
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        with_rows(patched, AGREES)
        typed(tmp_path / "old")
    before = kept(tmp_path / "old", "csv")
    monkeypatch.setattr(groups, "check_pieces", lambda asked: {"all": [interrupted]})
    assert typed(tmp_path / "new").exit_code == 130
    assert typed(tmp_path / "old").exit_code == 130
    assert not (tmp_path / "new").exists()
    assert kept(tmp_path / "old", "csv") == before


@pytest.mark.usefixtures("all_kinds")
def test_a_study_of_that_name_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "validation" / "1234").mkdir(parents=True)
    result = typed(tmp_path)
    assert result.exit_code == 2
    assert "holds other things (1234)" in result.stderr
    assert (tmp_path / "validation" / "1234").exists()


# --- Mistakes


@pytest.mark.usefixtures("all_kinds")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--data", "nowhere"], "'nowhere' does not exist"),
        (["--data", "{empty}"], "holds none of deu3.csv, casino_outcomes.csv, copenhagen.csv and cop21.csv"),
        (["--runs", "100"], "at least 200"),
        (["--runs", "many"], "is not a count"),
        (["--seed", "-1"], "-1"),
        (["--results", "{file}"], "{file}"),
    ],
)
def test_a_mistake_exits_with_2_and_writes_nothing(tmp_path: Path, words: list[str], said: str) -> None:
    places = {"empty": str(tmp_path / "empty"), "file": str(tmp_path / "file")}
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").touch()
    result = typed(tmp_path / "results", *(word.format(**places) for word in words))
    assert result.exit_code == 2
    assert said.format(**places) in result.stderr.replace("\n", " ")
    assert "Traceback" not in result.output
    assert not (tmp_path / "results").exists()


def test_a_mistake_in_a_data_file_is_told_with_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = ("prnr\tpa\tsa\trp\tout", "\t3\t\t\t", "d1\t60\tmuch\t\t50")
    (tmp_path / "deu3.csv").write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.setattr(groups, "check_pieces", lambda asked: {"deu3": check_pieces(asked)["deu3"]})
    result = typed(tmp_path / "results", "--data", str(tmp_path))
    assert result.exit_code == 2
    assert f"{tmp_path / 'deu3.csv'}:3:7: 'much' is not a number" in result.stderr
    assert not (tmp_path / "results").exists()


def test_without_the_scenarios_it_says_where_to_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        sim.cli.validate, "__file__", str(tmp_path / "site" / "sim" / "commands" / "validate.py")
    )
    monkeypatch.chdir(tmp_path)
    result = typed(tmp_path / "results")
    assert result.exit_code == 2
    assert "in a copy of the repository" in result.stderr


# --- What is checked


def test_every_group_has_pieces_and_those_without_data_say_what_to_pass(tmp_path: Path) -> None:
    asked = CheckOptions(Path(__file__).parents[2] / "scenarios", None, 200, 1)
    assert list(check_pieces(asked)) == list(GROUPS)
    for group in ("deu3", "exchange"):
        rows = [row for piece in check_pieces(asked)[group] for row in piece()]
        assert {(row.group, row.verdict) for row in rows} == {(group, "skipped")}
        assert all("pass --data DIR with" in row.note for row in rows)


def test_the_data_may_be_named_by_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_rows(monkeypatch, AGREES)
    shutil.copy(os.devnull, tmp_path / "cop21.csv")
    words = ["validate", "--results", str(tmp_path / "results")]
    CliRunner(env={"PARLEYSIM_DATA": str(tmp_path)}).invoke(commands, words)
    assert json.loads(kept(tmp_path / "results", "json"))["data"] is True
