"""What the marks of all figures have in common, in the words of plotly.js."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

Trace = dict[str, Any]
Item = TypeVar("Item")


def whiskers(high: Sequence[float], low: Sequence[float], of: Sequence[float], axis_name: str = "x") -> Trace:
    """Error bars from `low` to `high` around `of`."""
    return {
        f"error_{axis_name}": {
            "type": "data",
            "symmetric": False,
            "array": [h - v for h, v in zip(high, of, strict=True)],
            "arrayminus": [v - b for b, v in zip(low, of, strict=True)],
            "color": "@ink",
            "thickness": 1.4,
            "width": 4,
        }
    }


def hover(labels: Sequence[str]) -> Trace:
    """Hover texts (already escaped). No templates: a name may hold %{...}."""
    return {"hoverinfo": "text", "hovertext": list(labels)}


def in_rows(items: Sequence[Item], wide: int) -> list[list[Item]]:
    """One after the other, so many to a row."""
    return [list(items[start : start + wide]) for start in range(0, len(items), wide)]


def text(name: str) -> str:
    """A name as plotly shows it letter for letter: its labels know some HTML."""
    return name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
