"""Is a scenario that uses nothing new played as fast as by an earlier program, which knew nothing of it?"""

from __future__ import annotations

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from sim.scenario.problems import ScenarioError
from sim.scenario.reading import read
from sim.scenario.schema import Scenario
from tests.benchmarks.engine import per_round
from tests.benchmarks.row import Row, at_most
from tests.benchmarks.timing import ROOT, python

RUNS, TIMES = 4_000, 3
AS_FAST = 1.05  # times a round of then
UNKNOWN = "unknown key"


def laid_out(revision: str, folder: Path) -> None:
    """The files of a revision, in a folder."""
    packed = subprocess.run(["git", "archive", revision], cwd=ROOT, check=True, capture_output=True).stdout
    subprocess.run(["tar", "x", "-C", str(folder)], input=packed, check=True)


def as_read_now(file: Path) -> Scenario:
    """A scenario of then, without the keys that nobody knows any more."""
    try:
        return read(file)
    except ScenarioError as error:
        gone = [each.path for each in error.problems if each.message.startswith(UNKNOWN)]
        return read(file, [f"{path}=null" for path in gone])


def then(folder: Path) -> float:
    """CPU seconds per round of its own ceasefire30 by its own program: compiled beside it, timed by its own clock."""
    room = {"PYTHONPATH": str(folder), "NUMBA_CACHE_DIR": str(folder / "compiled")}
    seconds, rounds = python("-m", "tests.benchmarks.engine", str(RUNS), at=folder, **room).said.split()
    return float(seconds) / float(rounds)


def against(revision: str) -> Row:
    """One after the other in turn, so that both see the same machine."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        laid_out(revision, folder)
        scenario = as_read_now(folder / "scenarios" / "ceasefire30.yaml")
        then(folder)  # compiled from here on
        pairs = [(then(folder), per_round(scenario, RUNS, times=1)) for _ in range(TIMES)]
    before, now = (min(times) for times in zip(*pairs, strict=True))
    also = f" ({now * 1e6:.2f} µs of CPU per round, {before * 1e6:.2f} then)"
    return at_most(
        f"ceasefire30 of {revision} against the program of {revision}", AS_FAST, now / before, "×", also
    )
