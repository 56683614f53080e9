"""The command as people use it, each time in a new process."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.engine import FILE
from tests.benchmarks.row import Row, at_most
from tests.benchmarks.timing import Finished, python


def sim(*words: str | Path, **environment: str) -> Finished:
    """python -m sim ..."""
    return python("-m", "sim", *words, **environment)


def waited(what: str, bar: float, work: Callable[[], Finished], times: int = 5) -> Row:
    """Seconds from Enter to the prompt."""
    best = min((work() for _ in range(times)), key=lambda finished: finished.wall)
    return at_most(what, bar, best.wall, "s", f" ({best.cpu:.2f} s of CPU)")


def helping() -> Row:
    """The first thing anybody types."""
    return waited("--help", 0.4, lambda: sim("--help"))


def checking() -> Row:
    """Naming mistakes."""
    return waited("check ceasefire30", 0.6, lambda: sim("check", FILE))


def whole() -> Iterator[Row]:
    """Everything, report included: another seed each time, then one that was asked before."""
    with TemporaryDirectory() as results:
        keep = ("--results", results)
        sim(FILE, *keep)
        seeds = iter("234")
        yield waited("the whole command, another seed", 3, lambda: sim(FILE, "--seed", next(seeds), *keep), 3)
        yield waited("the whole command, asked before", 3, lambda: sim(FILE, *keep), 3)


def first_ever() -> Row:
    """Nothing is compiled yet, and the screen says so."""
    with TemporaryDirectory() as empty, TemporaryDirectory() as results:
        finished = sim(FILE, "--results", results, NUMBA_CACHE_DIR=empty)
    also = f" ({finished.cpu:.2f} s of CPU)" + (
        "" if "compiling" in finished.said else ", and nothing said so"
    )
    return at_most("the whole command, first time ever (compiling)", 15, finished.wall, "s", also)


def million() -> Row:
    """A million replications, told and kept."""
    with TemporaryDirectory() as results:
        finished = sim(FILE, "--runs", "1M", "--results", results)
    also = f" ({finished.wall:.0f} s)"
    return at_most("memory of a million replications, whole command", 1024, finished.peak, "MiB", also)


def rows() -> Iterator[Row]:
    """Everything about the command but the million."""
    yield from whole()
    yield checking()
    yield helping()
    yield first_ever()
