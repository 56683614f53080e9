"""Seconds and memory, of a piece of work in this process or of a new process."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, process_time

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Finished:
    """A process that has ended."""

    wall: float  # seconds
    cpu: float  # seconds, of all its threads
    peak: float  # MiB of memory at most
    said: str  # standard output and standard error


def least(work: Callable[[], float], times: int = 5) -> float:
    """The best of some measurements: whatever else the machine does only adds to them."""
    return min(work() for _ in range(times))


def cpu(work: Callable[[], object]) -> float:
    """Seconds of all threads of this process."""
    before = process_time()
    work()
    return process_time() - before


def wall(work: Callable[[], object]) -> float:
    """Seconds that a person waits."""
    before = perf_counter()
    work()
    return perf_counter() - before


# A small process between: a child's memory counts from that of the process that it was forked from.
LAUNCHER = """
import os, sys, time
before = time.perf_counter()
process = os.posix_spawn(sys.executable, [sys.executable, *sys.argv[1:]], os.environ)
_, status, used = os.wait4(process, 0)
print()
print(time.perf_counter() - before, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
sys.exit(os.waitstatus_to_exitcode(status))
"""


def python(*arguments: str | Path, at: Path = ROOT, **environment: str) -> Finished:
    """Run Python from the top of a repository, with these variables added to the environment."""
    launcher = subprocess.run(
        [sys.executable, "-S", "-c", LAUNCHER, *arguments],
        cwd=at,
        env=os.environ | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    said, _, used = launcher.stdout.rstrip().rpartition("\n")
    if launcher.returncode:
        raise RuntimeError(said)
    seconds, cpu_seconds, peak = map(float, used.split())
    return Finished(seconds, cpu_seconds, peak, said.strip())
