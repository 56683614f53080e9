"""The questions asked of studies, as people ask them: each time in a new process, nothing found on disk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.command import sim
from tests.benchmarks.engine import FILE
from tests.benchmarks.row import Row, at_least, at_most

SIBLINGS = (
    *("us_backstop", "us_walks_away", "sanctions_hammer", "land_swap", "nato_off_table", "energy_only"),
    *("peace_first", "ceasefire_first", "european_force", "frozen_line", "black_sea_swap"),
)
CELLS = (
    *("--vary", "actors.us.credibility=0:1:0.1"),
    *("--vary", "actors.russia.deadline_days=200:700:50"),
)


def seconds(*words: str | Path) -> float:
    """From Enter to the prompt, into an empty folder of results."""
    with TemporaryDirectory() as results:
        return sim(*words, "--results", results).wall


def comparing() -> Row:
    """Twelve scenarios of ten thousand replications."""
    files = [FILE, *(FILE.with_name(f"{name}.yaml") for name in SIBLINGS)]
    return at_most("compare: ceasefire30 and eleven siblings", 15, seconds("compare", *files), "s")


def breaking() -> Row:
    """Every obstacle taken away in turn."""
    return at_most("dealbreakers of ceasefire30", 20, seconds("dealbreakers", FILE), "s")


def explaining() -> Row:
    """One replication, told round by round."""
    return at_most("explain: one run of ceasefire30", 3, seconds("explain", FILE, "--run", "31"), "s")


def sweeping() -> Iterator[Row]:
    """121 cells of 2,000 replications, with one worker and with two."""
    one, two = (seconds("sweep", FILE, *CELLS, "--workers", count) for count in ("1", "2"))
    yield at_most("sweep: 121 cells × 2,000 runs", 60, two, "s")
    yield at_least("sweep: 2 workers against 1", 1.7, one / two, "×")


def rows() -> Iterator[Row]:
    """Every question that has a bar."""
    seconds("explain", FILE, "--run", "31")  # compiled from here on
    yield comparing()
    yield breaking()
    yield explaining()
    yield from sweeping()
