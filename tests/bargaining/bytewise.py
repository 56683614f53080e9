"""Tables of outcomes compared byte by byte, also with one that was played in another environment.

As a program: python -m tests.bargaining.bytewise RUNS FILE SCENARIO ...
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from sim.bargaining.outcomes import Outcomes, columns
from sim.bargaining.run.batch import play
from sim.scenario.reading import read

ROOT = Path(__file__).parents[2]
SEED = 1


def differing(one: Outcomes, two: Outcomes) -> list[str]:
    """What is not the same to the last bit."""
    about = [name for name in ("names", "horizon_days") if getattr(one, name) != getattr(two, name)]
    return about + [name for name in columns() if fingerprint(one, name) != fingerprint(two, name)]


def fingerprint(outcomes: Outcomes, column: str) -> tuple[str, tuple[int, ...], bytes]:
    """Everything about a column; NaN equals NaN here."""
    values = getattr(outcomes, column)
    return str(values.dtype), values.shape, values.tobytes()


def rows(outcomes: Outcomes, first: int, last: int) -> Outcomes:
    """Replications first .. last - 1."""
    return replace(outcomes, **{name: getattr(outcomes, name)[first:last] for name in columns()})


def played_elsewhere(files: list[Path], runs: int, folder: Path, **environment: str) -> list[Outcomes]:
    """What a new process with these environment variables makes of some scenario files."""
    target = folder / "outcomes.pickle"
    said(["-m", "tests.bargaining.bytewise", str(runs), str(target), *map(str, files)], **environment)
    return pickle.loads(target.read_bytes())


def said(arguments: list[str], **environment: str) -> str:
    """What Python prints in a process with these environment variables."""
    process = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert process.returncode == 0, process.stderr
    return process.stdout.strip()


if __name__ == "__main__":
    runs, where, *scenarios = sys.argv[1:]
    Path(where).write_bytes(pickle.dumps([play(read(Path(file)), int(runs), SEED) for file in scenarios]))
