"""A frozen noun as plain data: the same bytes wherever it is written."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from functools import cache
from math import isfinite
from typing import Any

DIGITS = 10  # sums may differ in the last bits from one processor to the next


def plain(value: Any) -> Any:
    """Dataclasses as dicts in the order of their fields, rounded numbers, None for what is not there."""
    if isinstance(value, float):
        return rounded(value)
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    names = _names(value.__class__)
    return value if names is None else {name: plain(getattr(value, name)) for name in names}


@cache
def _names(kind: type) -> tuple[str, ...] | None:
    """Of the fields of a dataclass; None of anything else."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else None


def rounded(value: float) -> float | None:
    """Ten significant digits; None unless finite."""
    return float(f"{value:.{DIGITS}g}") + 0.0 if isfinite(value) else None
