"""What a person types to import and export, and what comes back."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from harbour import LINE, PORT, lay_out

from sim.cli.main import commands
from sim.scenario.reading import read

ROOT = Path(__file__).parents[2]
MINIMAL = str(ROOT / "scenarios" / "minimal.yaml")


def typed(*words: str) -> Result:
    return CliRunner().invoke(commands, words, prog_name="python -m sim")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with GENIUS files in a folder of their own."""
    monkeypatch.chdir(tmp_path)
    lay_out(tmp_path / "harbour")
    return tmp_path


def test_a_folder_becomes_a_scenario_that_check_finds_fine(here: Path) -> None:
    result = typed("import", "harbour", "-o", "mine.yaml")
    assert result.exit_code == 0, result.output
    assert "wrote mine.yaml: 2 parties, 4 issues" in result.stdout
    assert "note: 101 numbers of Years stand for all from 0.5 to 3.5" in result.stderr
    assert "note: Discounts are not applied: port 0.8" in result.stderr
    assert "now: python -m sim mine.yaml" in result.stdout
    assert typed("check", "mine.yaml").exit_code == 0
    assert read(here / "mine.yaml").name == "mine"


def test_files_may_be_named_one_by_one(here: Path) -> None:
    (here / "other.xml").write_text(LINE)
    files = ["harbour/domain.xml", "other.xml", "harbour/port.xml"]
    assert typed("import", *files, "-o", "mine.yaml", "--levels", "7").exit_code == 0
    scenario = read(here / "mine.yaml")
    assert list(scenario.parties) == ["other", "port"]
    assert len(scenario.issues["Years"].options) == 7


def test_two_profiles_of_one_name_are_told_apart_and_that_is_said(here: Path) -> None:
    lay_out(here / "again")
    files = ["harbour/domain.xml", "harbour/port.xml", "again/port.xml"]
    result = typed("import", *files, "-o", "mine.yaml")
    assert result.exit_code == 0
    assert list(read(here / "mine.yaml").parties) == ["port", "port_2"]
    assert "note: port of port.xml is called port_2 here" in result.stderr


def test_a_file_whose_name_is_no_text_is_imported_all_the_same(here: Path) -> None:
    other = os.fsencode(here / "harbour") + b"/\xff.xml"
    os.rename(here / "harbour" / "port.xml", other)
    result = typed("import", "harbour", "-o", "mine.yaml")
    assert result.exit_code == 0, result.output
    assert list(read(here / "mine.yaml").parties) == ["shipping_line", "?"]


def test_a_table_of_positions_is_imported_and_checks_as_fine(here: Path) -> None:
    (here / "dam.csv").write_text("Actor,Capability,Position,Salience\nup,1,0,0.5\ndown,2,10,1\n")
    result = typed("import", "dam.csv", "-o", "mine.yaml")
    assert result.exit_code == 0, result.output
    assert "wrote mine.yaml: 2 actors, 1 issue" in result.stdout
    assert "note: 10 rounds of a day each" in result.stderr
    assert typed("check", "mine.yaml").exit_code == 0


def test_a_mistake_exits_2_names_its_place_and_writes_nothing(here: Path) -> None:
    lay_out(here / "harbour", port=PORT.replace('evaluation="20"', ""))
    result = typed("import", "harbour", "-o", "mine.yaml")
    assert result.exit_code == 2
    assert (
        "harbour cannot be imported: 1 problem\n  harbour/port.xml:5:9  <item> has no `evaluation`"
        in result.stderr
    )
    assert sorted(path.name for path in here.iterdir()) == ["harbour"]


def test_no_file_is_overwritten_unasked(here: Path) -> None:
    (here / "mine.yaml").write_text("precious")
    result = typed("import", "harbour", "-o", "mine.yaml")
    assert result.exit_code == 2
    assert "mine.yaml is there already; nothing was written" in result.stderr
    assert (here / "mine.yaml").read_text() == "precious"
    assert typed("import", "harbour", "-o", "mine.yaml", "--force").exit_code == 0
    assert read(here / "mine.yaml").title == "harbour"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["import", "nowhere", "-o", "x.yaml"], "'nowhere' does not exist"),
        (["import", "harbour", "-o", "no/x.yaml"], "there is no folder 'no'"),
        (["import", "harbour"], "Missing option '-o'"),
        (["import", "harbour", "-o", "x.yaml", "--levels", "1"], "not in the range 2<=x<=1000"),
        (["export", "nowhere.yaml", "x"], "there is no file 'nowhere.yaml'"),
        (["export", MINIMAL, "harbour/port.xml/out"], "harbour/port.xml is a file"),
        (["export", MINIMAL, "x", "--replication", "-1"], "not in the range"),
        (["export", MINIMAL, "x", "--replication", str(2**63 - 1)], "not in the range"),
    ],
)
def test_a_slip_is_answered(words: list[str], said: str, here: Path) -> None:
    result = typed(*words)
    assert result.exit_code == 2
    assert said in result.stderr


def test_the_last_replication_that_can_be_named_can_be_exported(here: Path) -> None:
    result = typed("export", MINIMAL, "out", "--replication", str(2**63 - 2), "--set", "weight_spread=9")
    assert result.exit_code == 0, result.output


def test_a_pipe_is_no_file_to_import(here: Path) -> None:
    os.mkfifo(here / "pipe.yml")
    result = subprocess.run(
        [sys.executable, "-m", "sim", "import", str(here / "pipe.yml"), "-o", str(here / "x.yaml")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=30,
    )
    assert result.returncode == 2
    assert "pipe.yml is neither a file nor a folder" in result.stderr


@pytest.mark.parametrize(
    ("words", "target", "why"),
    [
        (["import", "harbour", "-o"], f"{'a' * 251}.yaml", "File name too long"),
        (["export", MINIMAL], "harbour/port.xml/deep/out", "Not a directory"),
        (["export", MINIMAL], "a" * 256, "File name too long"),
    ],
)
def test_what_cannot_be_written_is_called_by_its_own_name(
    words: list[str], target: str, why: str, here: Path
) -> None:
    result = typed(*words, target)
    assert result.exit_code == 2
    assert result.stderr == f"{target} cannot be written: {why}\n"
    assert [path.name for path in here.iterdir()] == ["harbour"]


def test_a_full_disk_is_nobodys_mistake(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device", ".out-1/domain.yml")

    monkeypatch.setattr("sim.disk.write", full)
    result = typed("export", MINIMAL, "out")
    assert result.exit_code == 1
    assert result.stderr == "Error: out cannot be written: No space left on device\n"
    assert [path.name for path in here.iterdir()] == ["harbour"]


def test_an_export_is_whole_and_named_in_full(here: Path) -> None:
    result = typed("export", MINIMAL, "out/pay")
    assert result.exit_code == 0, result.output
    assert "wrote out/pay/: 2 parties, 17 packages; every number at its median" in result.stdout
    names = sorted(path.name for path in (here / "out" / "pay").iterdir())
    assert names == ["README.txt", "domain.yml", "party_1_union.yml", "party_2_company.yml"]
    assert [path.name for path in (here / "out").iterdir()] == ["pay"]


def test_an_export_can_be_of_one_replication(here: Path) -> None:
    result = typed("export", MINIMAL, "out", "--replication", "3", "--seed", "8", "--set", "weight_spread=9")
    assert result.exit_code == 0, result.output
    assert "replication 3 of seed 8" in result.stdout


def test_a_folder_with_something_in_it_is_left_alone(here: Path) -> None:
    assert typed("export", MINIMAL, "out").exit_code == 0
    before = (here / "out" / "domain.yml").read_bytes()
    result = typed("export", str(ROOT / "scenarios" / "camp_david_1978.yaml"), "out")
    assert result.exit_code == 2
    assert "out is not empty; nothing was written" in result.stderr
    assert (here / "out" / "domain.yml").read_bytes() == before
    assert typed("export", MINIMAL, "out", "--force").exit_code == 0
    other = typed("export", str(ROOT / "scenarios" / "camp_david_1978.yaml"), "out", "--force")
    assert other.exit_code == 2
    assert "NegMAS would read party_1_union.yml, party_2_company.yml in out, too" in other.stderr


@pytest.mark.parametrize("name", ["README.txt", "domain.yml"])
def test_nothing_is_replaced_where_one_name_is_a_folder(name: str, here: Path) -> None:
    assert typed("export", MINIMAL, "out").exit_code == 0
    (here / "out" / name).unlink()
    (here / "out" / name).mkdir()
    party = here / "out" / "party_1_union.yml"
    party.write_text("precious")
    result = typed("export", MINIMAL, "out", "--force")
    assert result.exit_code == 2
    assert f"{name} in out: no plain file, so not replaced; nothing was written" in result.stderr
    assert party.read_text() == "precious"
    assert len(list((here / "out").iterdir())) == 4


def test_a_mistaken_scenario_is_not_exported(here: Path) -> None:
    (here / "bad.yaml").write_text("actors: 3\n")
    result = typed("export", "bad.yaml", "out")
    assert result.exit_code == 2
    assert "bad.yaml:1:" in result.stderr
    assert not (here / "out").exists()


def test_help_is_given_without_loading_parsers_or_the_engine() -> None:
    code = (
        "import sys; from click.testing import CliRunner; from sim.cli.main import commands;"
        "r = CliRunner().invoke(commands, ['--help']); assert 'import' in r.output and 'export' in r.output;"
        "print([m for m in ('defusedxml', 'numpy', 'numba', 'pydantic', 'yaml', 'negmas') if m in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert found.stdout == "[]\n"
