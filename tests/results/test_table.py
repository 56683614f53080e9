"""One row per replication, readable years later without our code."""

import csv
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import numpy as np
import pyarrow.csv
import pyarrow.parquet
import pytest

from sim.analysis.spreadsheet import FORMULA
from sim.bargaining.outcomes import OUTCOMES, REASONS, Outcomes, columns
from sim.bargaining.run.batch import play
from sim.results import table
from sim.scenario.paths import dotted
from sim.scenario.reading import read

ROOT = Path(__file__).parents[2]
RUNS = 300


@pytest.fixture(scope="module")
def outcomes() -> Outcomes:
    """Of the founding scenario with ceasefires of one side: everything that can be empty is empty somewhere."""
    alone = "actors.russia.unilateral={rate: 0.002, days: 3, gesture: 0.01}"
    return play(read(ROOT / "scenarios" / "ceasefire30.yaml", [alone]), RUNS, seed=1)


@pytest.fixture
def in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "ROWS_AT_ONCE", 64)


def test_every_column_says_what_it_means(outcomes: Outcomes) -> None:
    assert all(column.meaning for column in table.columns(outcomes))
    assert len({column.name for column in table.columns(outcomes)}) == len(table.columns(outcomes))


def test_no_column_of_the_outcomes_is_left_behind(outcomes: Outcomes) -> None:
    kinds = {column.name.split(".")[0] for column in table.columns(outcomes)}
    full = {name for name in columns() if getattr(outcomes, name).size}  # nobody may have factions
    full -= set() if outcomes.names.endings else {"ended_by"}
    full -= set() if outcomes.names.at_home else {"first_vote_lost_day", "first_vote_lost_by"}
    assert {name.replace("inputs", "input") for name in full} <= kinds


def test_every_column_is_told_on_its_page(outcomes: Outcomes) -> None:
    divided = play(read(ROOT / "scenarios" / "oslo_1995.yaml"), 10, seed=1)
    assert all((divided.names.factions, divided.names.spoilers, outcomes.names.declarers))
    voted = play(read(ROOT / "scenarios" / "strike_vote.yaml"), 10, seed=1)
    found = [column for each in (outcomes, divided, voted) for column in table.columns(each)]
    kinds = {
        name if "." not in name else name.split(".")[0] + "." for name in (column.name for column in found)
    }
    listed = (ROOT / ".docs" / "columns.md").read_text("utf-8")
    cells = " ".join(line.split("|")[1] for line in listed.splitlines() if line.startswith("|"))
    assert [kind for kind in sorted(kinds) if f"`{kind}" not in cells] == []


@pytest.mark.usefixtures("in_pieces")
def test_parquet_gives_back_every_value(outcomes: Outcomes, tmp_path: Path) -> None:
    table.write_parquet(outcomes, tmp_path / "outcomes.parquet")
    stored = pyarrow.parquet.read_table(tmp_path / "outcomes.parquet")
    assert stored["replication"].to_pylist() == list(range(RUNS))
    assert stored["outcome"].to_pylist() == [OUTCOMES[code] for code in outcomes.outcome]
    options = outcomes.names.options[0]
    signed = [None if code < 0 else options[code] for code in outcomes.terms[:, 0]]
    assert stored[dotted("terms", outcomes.names.issues[0])].to_pylist() == signed
    np.testing.assert_array_equal(stored["settlement_day"].to_numpy(), outcomes.settlement_day)
    np.testing.assert_array_equal(
        stored[dotted("utility", outcomes.names.actors[1])].to_numpy(), outcomes.utility[:, 1]
    )
    np.testing.assert_array_equal(
        stored["input." + outcomes.names.inputs[0]].to_numpy(), outcomes.inputs[:, 0]
    )
    would = dotted("would_sign", outcomes.names.proposals[0], outcomes.names.actors[2])
    assert stored[would].to_pylist() == outcomes.would_sign[:, 0, 2].tolist()
    assert stored["zone"].to_pylist() == outcomes.zone.tolist()
    assert stored.schema.field("settlement_day").metadata[b"unit"] == b"days from the start"


@pytest.mark.usefixtures("in_pieces")
def test_what_did_not_happen_is_empty_and_not_a_number_of_days(outcomes: Outcomes, tmp_path: Path) -> None:
    table.write_parquet(outcomes, tmp_path / "outcomes.parquet")
    stored = pyarrow.parquet.read_table(tmp_path / "outcomes.parquet", columns=["settlement_day"])
    assert stored["settlement_day"].null_count == np.count_nonzero(np.isnan(outcomes.settlement_day)) > 0


@pytest.mark.parametrize("write", [table.write_parquet, table.write_csv])
def test_the_same_outcomes_give_the_same_bytes(write, outcomes: Outcomes, tmp_path: Path) -> None:
    write(outcomes, tmp_path / "one")
    write(outcomes, tmp_path / "two")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


@pytest.mark.usefixtures("in_pieces")
def test_a_spreadsheet_sees_the_same_rows_in_words(outcomes: Outcomes, tmp_path: Path) -> None:
    table.write_csv(outcomes, tmp_path / "outcomes.csv")
    spread = pyarrow.csv.read_csv(tmp_path / "outcomes.csv")
    assert spread.column_names == [column.name for column in table.columns(outcomes)]
    assert spread["outcome"].to_pylist() == [OUTCOMES[code] for code in outcomes.outcome]
    reason = dotted("reason", outcomes.names.actors[2])
    assert spread[reason].to_pylist() == [REASONS[code] for code in outcomes.reason[:, 2]]
    np.testing.assert_array_equal(spread["balance"].to_numpy(), outcomes.balance)


FORMULAS = """
actors: {"=cmd|'/C calc'!A0": {}, "@SUM(1)": {}}
issues:
  "+1+cmd":
    options: ["=1+1", "-2", "-2 km", a]
    value: {"=cmd|'/C calc'!A0": [0, 0.6, 0.8, 1], "@SUM(1)": [1, 0.8, 0.6, 0]}
"""


def test_csv_holds_no_formula_and_its_numbers_stay_numbers(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text(FORMULAS)
    found = play(read(tmp_path / "x.yaml"), 60, seed=1)
    found.terms[:4, 0] = range(4)
    table.write_csv(found, tmp_path / "x.csv")
    rows = list(csv.reader((tmp_path / "x.csv").read_text().splitlines()))
    terms = [row[rows[0].index("terms.+1+cmd")] for row in rows[1:5]]
    assert terms == ["'=1+1", "-2", "'-2 km", "a"]
    assert not [
        cell for row in rows for cell in row if FORMULA.match(cell) and not numeric(cell) and cell[0] != "'"
    ]
    assert any(numeric(row[rows[0].index("balance")]) for row in rows[1:])


def numeric(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def test_writing_what_was_played_waits_for_no_library_that_it_does_not_need(tmp_path: Path) -> None:
    """Looking whether something is of pandas is enough to load it, and pages need only a file of plotly."""
    new = str(files("sim") / "new.yaml")
    code = f"import sim, sys; sim.run({new!r}, runs=2, results={str(tmp_path)!r}, csv=True); "
    code += "print({'pandas', 'plotly', 'xarray', 'mesa'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
