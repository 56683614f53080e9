"""The lines for other programs: plain values with six digits, and CSV."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import asdict
from io import StringIO
from math import isfinite
from typing import Any

from sim.analysis.spreadsheet import as_text
from sim.backtest.score import Findings

DIGITS = 6  # of what is kept: more would depend on the processor


def as_values(found: Findings) -> dict[str, Any]:
    """For JSON: no NaN, and no more digits than any processor would give."""
    kept: dict[str, Any] = plain(asdict(found))
    return kept


def plain(value: Any) -> Any:
    """Numbers cut; what is none, None."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, float):
        return float(f"{value:.{DIGITS}g}") if isfinite(value) else None
    return value


def as_csv(found: Findings) -> str:
    """One line for each score; an empty cell where there is nothing."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    rows = [flat(plain(asdict(row))) for row in found.scores]
    writer.writerow(rows[0])
    for row in rows:
        writer.writerow(as_text(cell) if isinstance(cell, str) else cell for cell in row.values())
    return text.getvalue()


def flat(row: Mapping[str, Any]) -> dict[str, Any]:
    """The ends of intervals in columns of their own."""
    found: dict[str, Any] = {}
    for key, value in row.items():
        found |= (
            {f"{key}.{end}": at for end, at in value.items()} if isinstance(value, dict) else {key: value}
        )
    return found
