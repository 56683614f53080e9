"""Heat maps: a field for each value of one thing with each of another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from sim.report.figures.chart import axis, text

Item = TypeVar("Item")
APART = 12  # pixels between the names of values and that of what they are values of


def in_rows(items: Sequence[Item], wide: int) -> list[list[Item]]:
    """One after the other, so many to a row."""
    return [list(items[start : start + wide]) for start in range(0, len(items), wide)]


def named_axis(title: str, words: Sequence[str], stride: int = 1) -> dict[str, Any]:
    """The fields with their names, or every second, third ... of many."""
    named = axis(
        text(title),
        tickvals=list(range(0, len(words), stride)),
        ticktext=[text(word) for word in words[::stride]],
        showgrid=False,
        ticks="",
    )
    return named | {"title": named["title"] | {"standoff": APART}}
