"""Rows of others: read whole, their mistakes told with their places, what came after kept apart."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sim.backtest.records import day, days, found, records, whole
from sim.validation.tables import BadData, TextCell


def written(folder: Path, text: str) -> Path:
    file = folder / "rows.csv"
    file.write_text(text, encoding="utf-8")
    return file


def test_what_was_known_and_what_came_after_are_read_apart(tmp_path: Path) -> None:
    file = written(tmp_path, 'id,who,came\n7,"one, two\nand three",1\n')
    (row,) = records(file, ("id", "who"), ("came",))
    assert {name: cell.text for name, cell in row.known.items()} == {"id": "7", "who": "one, two\nand three"}
    assert {name: cell.text for name, cell in row.after.items()} == {"came": "1"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id,who\n7,a\n", ":1: the first line names no column came"),
        ("", ":1: the first line names no column came, id, who"),
        ("id,who,came\n", ":2: there are no rows"),
        ("id,who,came\n1,a,0\n2,b\n", ":3: 2 cells, and 3 names in the first line"),
    ],
)
def test_a_file_that_is_not_as_it_should_be_is_refused_with_its_place(
    tmp_path: Path, text: str, said: str
) -> None:
    with pytest.raises(BadData) as error:
        records(written(tmp_path, text), ("id", "who"), ("came",))
    assert f"rows.csv{said}" in str(error.value)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    (tmp_path / "rows.csv").write_bytes(b"id\n\xff\n")
    with pytest.raises(BadData, match="not text in UTF-8"):
        records(tmp_path / "rows.csv", ("id",), ())


def test_a_code_that_is_none_is_told_with_its_column(tmp_path: Path) -> None:
    (row,) = records(written(tmp_path, "id\nmany\n"), ("id",), ())
    with pytest.raises(BadData, match=r"rows\.csv:2: id: 'many' is not a number"):
        whole(row.known["id"])


@pytest.mark.parametrize("text", ["", ".", "NA", "nan"])
def test_what_is_missing_has_a_code(text: str) -> None:
    assert whole(TextCell(text, "")) == -1
    assert day(TextCell(text, "")) is None


@pytest.mark.parametrize(
    ("text", "when"),
    [("1995-12-14", (1995, 12, 14)), ("7/21/46", (1946, 7, 21)), ("3/31/20", (2020, 3, 31))],
)
def test_days_are_read_in_both_forms(text: str, when: tuple[int, int, int]) -> None:
    assert day(TextCell(text, "")) == date(*when)


@pytest.mark.parametrize("text", ["2/30/99", "1995-13-01", "soon"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(BadData, match="is not a day"):
        day(TextCell(text, "here"))


def test_an_endless_age_is_read() -> None:
    assert days(TextCell("inf", "")) == float("inf")
    assert days(TextCell("12.5", "")) == 12.5


def test_files_are_found_in_the_folder_and_below(tmp_path: Path) -> None:
    (tmp_path / "backtest").mkdir()
    (tmp_path / "backtest" / "b.csv").touch()
    (tmp_path / "a.csv").touch()
    assert found(tmp_path, "a.csv") == tmp_path / "a.csv"
    assert found(tmp_path, "b.csv") == tmp_path / "backtest" / "b.csv"
    assert found(tmp_path, "c.csv") is None
    assert found(None, "a.csv") is None
