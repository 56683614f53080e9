"""Drawing: what share of a replication it takes, and for what share of a chunk the interpreter's lock is held."""

from __future__ import annotations

from collections.abc import Iterator

from sim.bargaining.outcomes import Outcomes
from sim.bargaining.run.batch import put
from sim.bargaining.run.chunks import Study, study_of
from sim.bargaining.run.desks import Desk
from sim.bargaining.setup.sampling import NOTHING, execute
from sim.bargaining.setup.sampling.execute import draw_all
from sim.bargaining.setup.sampling.source import source
from sim.bargaining.setup.streams import Streams
from sim.scenario.reading import read
from sim.scenario.schema import Scenario
from tests.benchmarks.engine import ceasefire30
from tests.benchmarks.row import Row, at_most
from tests.benchmarks.timing import ROOT, cpu, least

CHUNK = 1024
LOCKED = 0.02  # of a chunk, for threads to share 16 cores


def chunk(scenario: Scenario, runs: int) -> float:
    """CPU seconds of drawing, playing and writing down a chunk."""
    study = study_of(scenario)
    whole = study.tabulation.empty(study.frame, runs)
    return least(lambda: cpu(lambda: put(study, whole, slice(0, runs), Streams(1, 0, runs), NOTHING)))


def drawn(scenario: Scenario, runs: int) -> float:
    """CPU seconds of drawing it."""
    study = study_of(scenario)
    return least(lambda: cpu(lambda: execute(study.plan, Streams(1, 0, runs))))


def unlocked(scenario: Scenario, runs: int) -> float:
    """CPU seconds of what is compiled in it, which lets go of the lock."""
    study, luck = study_of(scenario), Streams(1, 0, runs)
    desk, whole = study.desks.drawn(luck, NOTHING), study.tabulation.empty(study.frame, runs)
    return least(lambda: compiled_part(study, desk, whole, luck))


def compiled_part(study: Study, desk: Desk, whole: Outcomes, luck: Streams) -> float:
    """The same of one chunk, each piece where it comes in it: what was done before leaves less in the cache."""
    plan = study.plan
    shares = source(luck, plan.streams, NOTHING)
    drawing = cpu(lambda: draw_all(plan.program, desk.register, shares, desk.room))
    playing = cpu(desk.play)
    study.tabulation.write(whole, 0, desk.sheet, desk.room.inputs)
    return drawing + playing


def share_of_drawing(runs: int = CHUNK) -> Row:
    """What every replication of every question pays."""
    seconds = drawn(ceasefire30(), runs)
    share = seconds / chunk(ceasefire30(), runs)
    return at_most("drawing, of a replication", 0.1, share, "", f" ({seconds / runs * 1e6:.1f} µs)")


def share_locked(what: str, scenario: Scenario, runs: int = CHUNK) -> Row:
    """What threads must do one after the other."""
    whole = chunk(scenario, runs)
    return at_most(f"lock held, of a chunk of {what}", LOCKED, 1.0 - unlocked(scenario, runs) / whole, "")


def rows() -> Iterator[Row]:
    """Of the founding scenario; the lock also of the smallest."""
    yield share_of_drawing()
    yield share_locked("ceasefire30", ceasefire30())
    yield share_locked("minimal", read(ROOT / "scenarios" / "minimal.yaml"))
