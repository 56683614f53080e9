"""A row of the table: what was measured, and the bar it is held to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

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


def show(rows: Iterable[Row], console: Console) -> None:
    """Print the table."""
    table = Table("what", "bar", "measured", "met?")
    for row in rows:
        table.add_row(row.what, row.bar, row.measured, "yes" if row.met else "[bold]no[/]")
    console.print(table)
