"""Rules that are compiled for the first time: by two processes, and what is said meanwhile."""

from __future__ import annotations

import gc
import json
import math
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from sim import disk
from sim.bargaining import compiled
from sim.progress import Watch
from sim.scenario.schema import Scenario

USUAL = 25.0  # seconds, on a laptop: where nothing was ever compiled
LATE = "from sim.first_time import NEW, compile_late; compile_late(NEW)"
NEW = Path(__file__).with_name("new.yaml")


@contextmanager
def compiling(rules: str, known: bool, watch: Watch) -> Iterator[None]:
    """Unless they are known to be kept compiled, say so, and note how long it took."""
    if known:
        yield
        return
    watch.notice(notice(rules))
    compiled.sweep_caches()
    with compiled.timed(partial(note, rules)), seldom_collected():
        yield


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Numba makes very many objects that stay: to look for garbage among them takes a tenth of the time."""
    usual = gc.get_threshold()
    gc.set_threshold(20_000)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


@contextmanager
def beside(protocol: str) -> Iterator[None]:
    """Meanwhile another process compiles what is needed last, for whoever comes there first to leave to the other."""
    other = None
    if protocol == "mediated" and (os.cpu_count() or 1) > 1:
        with suppress(OSError):  # then one compiles it all
            other = subprocess.Popen(
                [sys.executable, "-P", "-c", LATE],  # what lies in the folder is none of our code
                env={**os.environ, "PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path))},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
    try:
        yield
    finally:
        if other is not None:
            other.kill()
            other.wait()


def compile_late(file: str) -> None:
    """The rules of a round, which take about as long as all before them; then those of concepts."""
    from sim.bargaining.protocols.mediated.round import talk
    from sim.bargaining.protocols.mediated.session import Session
    from sim.bargaining.setup.streams import Streams
    from sim.scenario.reading import read

    scenario = read(file)
    waiting = Session(scenario, Streams(1, 0, 1), begun=False)
    with seldom_collected():
        compiled.compile_for(talk, waiting.table, waiting.draw.luck)
        compile_concepts(scenario)


def compile_concepts(scenario: Scenario) -> None:
    """Of solutions, which would else be compiled without a word when the bar is full."""
    from sim.analysis.benchmarks import plane
    from sim.analysis.chapters import Chapters
    from sim.bargaining.solutions.solve import solvable

    if solvable(scenario):
        Chapters().made("beside", lambda: plane(scenario), None)  # what it fails of is told in its place


def notice(rules: str) -> str:
    """One sentence for a person who waits."""
    took = noted().get(rules)
    how = "as a rule" if took is None else "as the last time on this machine"
    return f"compiling the rules of {rules} for the first time (about {took or USUAL:.0f} s, {how})"


def note(rules: str, seconds: float) -> None:
    """It outlasts the rules, so that edited ones are known too. Where nothing can be kept, nothing is."""
    with suppress(OSError):
        _file().parent.mkdir(parents=True, exist_ok=True)
        disk.replace(_file(), json.dumps({**noted(), rules: round(seconds, 1)}), lasting=False)


def noted() -> dict[str, float]:
    """Seconds by rules; what cannot be read counts as never noted."""
    with suppress(OSError, ValueError, TypeError, AttributeError), disk.opened(_file()) as file:
        found = {str(rules): float(seconds) for rules, seconds in json.loads(file.read()).items()}
        return {
            rules: seconds for rules, seconds in found.items() if math.isfinite(seconds) and seconds >= 1.0
        }
    return {}


def _file() -> Path:
    return compiled.cache_folder().parent / "seconds.json"
