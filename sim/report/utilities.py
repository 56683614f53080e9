"""Utilities as text, with as many digits as it takes to tell them apart."""

from __future__ import annotations

from sim.report import amounts

MOST_DIGITS = 8  # beyond the usual ones


def figure(value: float | None, more: int = 0) -> str:
    """A utility, with more digits the smaller it is, and so many more."""
    if value is None:
        return "–"
    digits = 2 if abs(value) >= 0.1 else 3 if abs(value) >= 0.01 else 4
    return amounts.number(value, digits + more) if value else "0"


def figures(*values: float | None, more: int = 0) -> tuple[str, ...]:
    """Utilities that are compared: with as many digits as it takes to tell those apart that differ."""
    told = tuple(figure(value, more) for value in values)
    alike = len(set(told)) < len(set(values))
    return figures(*values, more=more + 1) if alike and more < MOST_DIGITS else told


def between(low: float, high: float) -> str:
    """Two ends, or one number if they look the same."""
    ends = figure(low), figure(high)
    return ends[0] if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}"
