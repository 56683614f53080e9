"""Drawing: what share of a replication it takes, and for what share of a chunk the interpreter's lock is held."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from statistics import median
from unittest.mock import patch

from sim.bargaining.run.batch import put
from sim.bargaining.run.chunks import prepared
from sim.bargaining.setup.sampling import NOTHING, execute
from sim.bargaining.setup.sampling.execute import draw_all, draw_into
from sim.bargaining.setup.streams import Streams
from sim.scenario.reading import read
from sim.scenario.schema import Scenario
from tests.benchmarks.engine import ceasefire30
from tests.benchmarks.row import Row, at_most
from tests.benchmarks.timing import ROOT, cpu, least

CHUNK, CHUNKS = 1024, 11  # replications in each, and how many of them
LOCKED = 0.02  # of a chunk, for threads to share 16 cores


def chunk(scenario: Scenario, runs: int) -> float:
    """CPU seconds of drawing, playing and writing down a chunk."""
    study = prepared(scenario)
    whole = study.tabulation.empty(study.frame, runs)
    return least(lambda: cpu(lambda: put(study, whole, slice(0, runs), Streams(1, 0, runs), NOTHING)))


def drawn(scenario: Scenario, runs: int) -> float:
    """CPU seconds of drawing it."""
    study = prepared(scenario)
    return least(lambda: cpu(lambda: execute(study.plan, Streams(1, 0, runs))))


def locked(scenario: Scenario, runs: int) -> float:
    """Share of a chunk's CPU that is not of compiled code, which lets go of the lock: in the middle of some chunks."""
    study, luck, inside = prepared(scenario), Streams(1, 0, runs), list[float]()

    def timed(work: Callable[..., object]) -> Callable[..., None]:
        return lambda *given: inside.append(cpu(lambda: work(*given)))

    def share() -> float:
        inside.clear()
        whole = cpu(lambda: put(study, room, slice(0, runs), luck, NOTHING))
        return 1.0 - sum(inside) / whole

    workspace, room = study.workspaces.drawn(luck, NOTHING), study.tabulation.empty(study.frame, runs)
    study.workspaces.leave(workspace._replace(play=timed(workspace.play)))
    with patch.object(sys.modules[draw_into.__module__], "draw_all", timed(draw_all)):
        return median(share() for _ in range(CHUNKS))


def share_of_drawing(runs: int = CHUNK) -> Row:
    """What every replication of every question pays."""
    seconds = drawn(ceasefire30(), runs)
    share = seconds / chunk(ceasefire30(), runs)
    return at_most("drawing, of a replication", 0.1, share, "", f" ({seconds / runs * 1e6:.1f} µs)")


def share_locked(what: str, scenario: Scenario, runs: int = CHUNK) -> Row:
    """What threads must do one after the other."""
    return at_most(f"lock held, of a chunk of {what}", LOCKED, locked(scenario, runs), "")


def rows() -> Iterator[Row]:
    """Of the founding scenario; the lock also of the smallest."""
    yield share_of_drawing()
    yield share_locked("ceasefire30", ceasefire30())
    yield share_locked("minimal", read(ROOT / "scenarios" / "minimal.yaml"))
