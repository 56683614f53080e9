"""python -m tests.benchmarks: how fast it is, as ratios and seconds measured in one run on one machine."""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console

from tests.benchmarks import (
    before,
    choice,
    command,
    drawing,
    engine,
    growth,
    mesa_batch,
    offers,
    parts,
    profile,
    questions,
    shapes,
)
from tests.benchmarks.row import Row, keep, read_kept, show


def measured(full: bool, revision: str | None) -> Iterator[Row]:
    """One row after another."""
    if revision:
        yield before.against(revision)
    yield from engine.rows()
    yield from drawing.rows()
    yield from profile.rows()
    yield from choice.rows()
    yield from offers.rows()
    yield from mesa_batch.rows()
    yield from parts.rows()
    yield from command.rows()
    yield from growth.rows()
    yield from shapes.rows()
    yield from questions.rows()
    if full:
        yield growth.memory()
        yield command.million()


def main() -> None:
    """Measure, tell what is being measured, print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--full", action="store_true", help="a million replications also: some minutes more")
    parser.add_argument("--json", type=Path, help="keep the table in this file")
    parser.add_argument("--against", type=Path, help="show beside it what such a file says")
    parser.add_argument("--before", metavar="REVISION", help="play its ceasefire30 by its program, too")
    asked = parser.parse_args()
    earlier = read_kept(asked.against) if asked.against else {}
    console, rows = Console(width=None if sys.stdout.isatty() else 120), []
    for row in measured(asked.full, asked.before):
        console.print(f"{row.what}: {row.measured}", style="dim", highlight=False)
        rows.append(row)
        if asked.json:  # what was measured is kept, whatever fails afterwards
            keep(rows, asked.json)
    show(rows, console, earlier)
    console.print(f"{os.cpu_count()} cores, {platform.platform()}, load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
