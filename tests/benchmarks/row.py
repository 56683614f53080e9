"""A row of the table: what was measured, and the bar it is held to."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True)
class Row:
    """Numbers as they are printed."""

    what: str
    bar: str
    measured: str
    met: bool


def at_most(what: str, bar: float, measured: float, unit: str, also: str = "") -> Row:
    """The less the better."""
    return Row(what, f"≤ {bar:g} {unit}", f"{measured:.2f} {unit}{also}", measured <= bar)


def at_least(what: str, bar: float, measured: float, unit: str, also: str = "") -> Row:
    """The more the better."""
    return Row(what, f"≥ {bar:g} {unit}", f"{measured:.3g} {unit}{also}", measured >= bar)


def told(what: str, measured: str) -> Row:
    """No bar: only how it is."""
    return Row(what, "", measured, True)


def show(rows: Iterable[Row], console: Console, earlier: Mapping[str, str] | None = None) -> None:
    """Print the table; earlier: beside it, by row, what was measured another time."""
    table = Table("what", "bar", "measured", *(["earlier", "now / then"] if earlier else []), "met?")
    for row in rows:
        before = beside(row.measured, earlier.get(row.what, "")) if earlier else []
        table.add_row(row.what, row.bar, row.measured, *before, "yes" if row.met else "[bold]no[/]")
    console.print(table)


def beside(now: str, then: str) -> list[str]:
    """What was measured another time, and by what factor it has changed."""
    numbers = [number(now), number(then)]
    return [then, f"{numbers[0] / numbers[1]:.2f}" if all(numbers) else ""]


def number(measured: str) -> float:
    """The first word of what was measured, which is a number; 0 where there is none."""
    first = (measured.split() or [""])[0].replace(",", "")
    try:
        return float(first)
    except ValueError:
        return 0.0


def keep(rows: Iterable[Row], file: Path) -> None:
    """Write the table down, for `read_kept`."""
    file.write_text(json.dumps([asdict(row) for row in rows], indent=1, ensure_ascii=False), encoding="utf-8")


def read_kept(file: Path) -> dict[str, str]:
    """By row, what was measured when the table was written down."""
    return {row["what"]: row["measured"] for row in json.loads(file.read_text(encoding="utf-8"))}
