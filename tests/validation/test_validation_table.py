"""Every group agrees with its sources, and the page says what is computed today."""

from __future__ import annotations

import pytest
from table import PAGE, block, computed, marks

from sim.validation.groups import GROUPS


def told(group: str) -> str:
    begin, end = marks(group)
    text = PAGE.read_text(encoding="utf-8")
    assert text.count(begin) == text.count(end) == 1
    return text.split(begin)[1].split(end)[0]


@pytest.mark.slow
@pytest.mark.parametrize("group", GROUPS)
def test_nothing_differs_but_what_is_known_to_and_the_page_says_so(group: str) -> None:
    """Else: python tests/validation/table.py"""
    rows = computed(group)
    if not rows:
        pytest.skip(f"{group} needs NegMAS (.[peers]) or the data that PARLEYSIM_DATA names")
    assert [row for row in rows if row.verdict == "differs"] == []
    known = [row.name for row in rows if row.verdict == "differs, as known"]
    assert known == (["median of round 2, years"] if group == "challenge" else [])
    assert len({(row.source, row.name) for row in rows}) == len(rows)
    assert told(group) == block(group, rows)


@pytest.mark.parametrize("group", GROUPS)
def test_no_group_is_left_out_of_the_page(group: str) -> None:
    lines = told(group).splitlines()
    assert lines[0].startswith(f"<details><summary><b>{group}</b>: {GROUPS[group]}. ")
    assert sum(line.startswith("|") for line in lines) > 3
    assert not any("| skipped |" in line for line in lines)
