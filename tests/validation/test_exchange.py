"""Round 0 of the exchange model is a weighted mean, read from its own input files."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.validation.exchange import COPENHAGEN, compromises, exchange
from sim.validation.tables import BadData


def written(folder: Path, *lines: str) -> Path:
    file = folder / "copenhagen.csv"
    file.write_text("\n".join(("'#A'\t'USA'\t'USA'\t''", *lines)), encoding="utf-8")
    return file


def said(actor: str, issue: str, position: float, salience: float, power: float) -> str:
    return f"'#D'\t'{actor}'\t'{issue}'\t{position}\t{salience}\t{power}"


def test_positions_count_by_power_times_salience(tmp_path: Path) -> None:
    lines = said("USA", "Extra", 10, 0.5, 0.4), said("EU", "Extra", 70, 0.3, 0.2)
    assert compromises(written(tmp_path, *lines)) == pytest.approx({"Extra": (10 * 0.2 + 70 * 0.06) / 0.26})


def test_other_numbers_than_those_printed_differ(tmp_path: Path) -> None:
    written(tmp_path, *(said("USA", issue, number, 1, 1) for issue, number in COPENHAGEN.items()))
    assert {row.verdict for row in exchange(tmp_path, "copenhagen.csv")} == {"agrees"}
    written(tmp_path, *(said("USA", issue, number + 1e-3, 1, 1) for issue, number in COPENHAGEN.items()))
    assert {row.verdict for row in exchange(tmp_path, "copenhagen.csv")} == {"differs"}


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("'#D'\t'USA'\t'Extra'\t10\t0.5", "copenhagen.csv:2:1: a line of data has 6 cells, this one 5"),
        ("'#D'\t'USA'\t'Extra'\tten\t0.5\t1", "copenhagen.csv:2:20: 'ten' is not a number"),
        (said("USA", "Extra", 1, 1, 1), "nobody has a position on Commitments, Control"),
    ],
)
def test_a_mistake_in_the_file_is_told_with_its_place(tmp_path: Path, line: str, wrong: str) -> None:
    written(tmp_path, line)
    with pytest.raises(BadData, match=wrong):
        list(exchange(tmp_path, "copenhagen.csv"))


def test_the_files_may_lie_in_a_folder_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "decide").mkdir()
    written(tmp_path / "decide", said("USA", "Extra", 1, 1, 1))
    with pytest.raises(BadData, match="nobody has a position"):
        list(exchange(tmp_path, "copenhagen.csv"))
    assert [row.verdict for row in exchange(tmp_path, "cop21.csv")] == ["skipped"]
