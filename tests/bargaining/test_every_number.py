"""A record is said once: its memory, its types and its page are made from the class."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numbers_page import CHAPTERS, FOLDER, PAGE, page

from sim.bargaining import records
from sim.bargaining.records import Actor, Judged, Numbers, SignatureNode, Talks
from sim.bargaining.setup.seats import desk_at
from sim.bargaining.types import Table

ROOT = Path(__file__).parents[2]
KINDS = [each for name in records.__all__ if hasattr(each := getattr(records, name), "dtype")]


def test_the_memory_of_a_record_is_pinned() -> None:
    reals = [(name, np.float64) for name in ("utility", "together", "unguarded", "value")]
    assert Judged.dtype == np.dtype([*reals, ("barred", np.int64), ("asked", np.int64)])


def test_reals_come_first_and_bases_before() -> None:
    assert Talks.names[:3] == ("round_days", "text_days", "first_balance")
    assert Talks.names[-1] == "breaker"
    kinds = [Actor.dtype[name].kind for name in Actor.names]
    assert kinds == sorted(kinds)
    assert Actor.names.index("bias") == Actor.names.index("backfill") + 1


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_number_has_a_meaning_and_a_unit_that_a_table_can_hold(kind: type[Numbers]) -> None:
    assert kind.names
    for name, said in kind.said.items():
        unit, meaning, *symbol = said.__metadata__
        assert meaning, name
        assert len(unit) < 20, name
        assert len(symbol) <= 1, name
        assert "|" not in f"{unit}{meaning}{symbol}", name


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_no_number_bears_a_name_that_plain_records_have_taken(kind: type[Numbers]) -> None:
    """As plain Python `record.size` is NumPy's own, whatever the compiler reads."""
    assert [name for name in kind.names if hasattr(np.record, name)] == []


def test_records_are_made_empty_or_of_tuples() -> None:
    assert Judged.empty(2, 3)[1, 2].value == 0.0
    assert SignatureNode.filled([(0, 1, 2), (3, 4, 5)])[1].yes == 4
    assert len(SignatureNode.filled(())) == 0


def test_the_page_is_that_of_the_classes() -> None:
    """`python -m tests.bargaining.numbers_page` writes it anew."""
    assert PAGE.read_text(encoding="utf-8") == page()
    assert {file.stem for file in FOLDER.glob("*.py")} == {*CHAPTERS.values(), "__init__", "numbers"}


def test_a_misspelt_name_is_looked_for_when_types_are_checked() -> None:
    checked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mypy"]["files"]
    assert "tests/bargaining/misspelt.py" in checked


class Named:
    """Whatever is asked of it, by the name under which it was asked for first."""

    def __init__(self, name: str = "") -> None:
        self.name = name

    def __getattr__(self, name: str) -> Named:
        return Named(name)

    def __getitem__(self, _: Any) -> Named:
        return self


def test_what_lies_on_a_table_lies_in_its_order() -> None:
    laid = getattr(desk_at, "py_func", desk_at)(Named(), Named(), Named(), 0)
    assert ("talks", "actor", *(each.name for each in laid)) == Table._fields
