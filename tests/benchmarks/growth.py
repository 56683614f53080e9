"""How the cost grows with the study: twice as much of something should cost no more than twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from sim.bargaining.run.batch import play
from sim.scenario.reading import read
from sim.scenario.schema import Scenario
from tests.benchmarks.engine import FILE, ceasefire30, rounds_of
from tests.benchmarks.row import Row, at_most
from tests.benchmarks.timing import cpu, least, python

LINEAR = 1.15  # times what a straight line would cost; measurements of one thing differ by a tenth
GIBIBYTE = 1024.0
MILLION = (
    "from sim.bargaining.run.batch import play; from sim.scenario.reading import read;"
    f"play(read({str(FILE)!r}), 1_000_000, 1)"
)


def seconds(scenario: Scenario, runs: int) -> float:
    """CPU of that many replications on one thread."""
    return least(lambda: cpu(lambda: play(scenario, runs, 1, workers=1)), 3)


def against_a_line(what: str, sizes: list[float], costs: list[float]) -> Row:
    """The last size against the first: its cost, divided by what it would be on a line through nothing."""
    ratio = (costs[-1] / costs[0]) / (sizes[-1] / sizes[0])
    steps = ", ".join(f"{cost / costs[0]:.3g}" for cost in costs)
    times = ", ".join(f"{size / sizes[0]:.3g}" for size in sizes)
    return at_most(what, LINEAR, ratio, "× a line", f" (sizes {times}: costs {steps})")


def with_runs() -> Row:
    """Replications."""
    sizes = [1_000, 10_000, 100_000]
    return against_a_line("growth with replications", sizes, [seconds(ceasefire30(), runs) for runs in sizes])


def with_rounds() -> Row:
    """Weeks of talks; rounds are counted as played, as some replications end before."""
    worlds = [read(FILE, [f"horizon_days={7 * weeks}"]) for weeks in (40, 80, 160, 320)]
    sizes = [rounds_of(play(world, 2_000, 1), world) for world in worlds]
    return against_a_line("growth with rounds", sizes, [seconds(world, 2_000) for world in worlds])


def quarrel(parties: int, folder: Path) -> Scenario:
    """Each wants all of three things, and nobody agrees before the end."""
    names = [f"p{i}" for i in range(parties)]
    values = ", ".join(f"{name}: [{', '.join(shares(i, parties))}]" for i, name in enumerate(names))
    actors = ", ".join(f"{name}: {{outside_value: 0.9}}" for name in names)
    issues = "".join(f"  k{k}: {{options: [a, b, c, d, e], value: {{{values}}}}}\n" for k in range(3))
    file = folder / f"quarrel{parties}.yaml"
    file.write_text(f"horizon_days: 350\nactors: {{{actors}}}\nissues:\n{issues}", encoding="utf-8")
    return read(file)


def shares(i: int, parties: int) -> list[str]:
    """What the options are worth to party i: each likes another one best."""
    return [f"{(i + o) % 5 / 4:g}" for o in range(5)]


def with_actors() -> Row:
    """Parties, all of them asked about the same packages."""
    sizes = [2, 4, 8]
    with TemporaryDirectory() as folder:
        worlds = [quarrel(parties, Path(folder)) for parties in sizes]
    return against_a_line("growth with actors", sizes, [seconds(world, 500) for world in worlds])


def memory() -> Row:
    """A million replications in a process of their own."""
    finished = python("-c", MILLION)
    also = f" ({finished.wall:.0f} s)"
    return at_most("memory of a million replications, engine alone", GIBIBYTE, finished.peak, "MiB", also)


def rows() -> Iterator[Row]:
    """Everything about size but the million."""
    yield with_runs()
    yield with_rounds()
    yield with_actors()
