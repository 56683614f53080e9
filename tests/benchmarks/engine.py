"""The engine alone, warm: against its own rules as plain Python, on two threads, and as a study grows.

As a program: python -m tests.benchmarks.engine RUNS prints the seconds and the rounds of that many replications.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache

from sim.bargaining.outcomes import Outcomes
from sim.bargaining.run.batch import play
from sim.scenario.reading import read
from sim.scenario.schema import Scenario
from tests.benchmarks.row import Row, at_least, at_most
from tests.benchmarks.timing import ROOT, cpu, least, python, wall

FILE = ROOT / "scenarios" / "ceasefire30.yaml"
MANY = 10_000


@cache
def ceasefire30() -> Scenario:
    scenario = read(FILE)
    play(scenario, 1, 1)  # loads what was compiled
    return scenario


def rounds_of(outcomes: Outcomes, scenario: Scenario) -> float:
    """Rounds played in all replications together."""
    return float((outcomes.last_day / scenario.step_days).sum())


def per_round(scenario: Scenario, runs: int, times: int = 3) -> float:
    """CPU seconds per round of a replication, on one thread."""
    seconds = least(lambda: cpu(lambda: play(scenario, runs, 1, workers=1)), times)
    return seconds / rounds_of(play(scenario, runs, 1), scenario)


def in_plain_python(runs: int) -> float:
    """CPU seconds per round of a replication with compilation off."""
    seconds, rounds = python("-m", "tests.benchmarks.engine", str(runs), NUMBA_DISABLE_JIT="1").said.split()
    return float(seconds) / float(rounds)


def against_plain_python() -> Row:
    """What compiling is worth."""
    ratio = in_plain_python(3) / per_round(ceasefire30(), MANY)
    return at_least("ceasefire30 against its own rules as plain Python, per round", 200, ratio, "×")


def alone() -> Row:
    """What everybody waits for."""
    seconds = least(lambda: wall(lambda: play(ceasefire30(), MANY, 1, workers=2)))
    each = per_round(ceasefire30(), MANY) * 1e6
    return at_most(
        "ceasefire30, 10,000 replications, 2 threads", 0.5, seconds, "s", f" ({each:.2f} µs of CPU per round)"
    )


def two_threads() -> Row:
    """One after the other in turn, so that both see the same machine."""
    pairs = [[wall(lambda n=n: play(ceasefire30(), MANY, 1, workers=n)) for n in (1, 2)] for _ in range(5)]
    one, two = (min(times) for times in zip(*pairs, strict=True))
    return at_least("2 threads against 1", 1.7, one / two, "×")


def rows() -> Iterator[Row]:
    """Everything about the engine alone."""
    yield against_plain_python()
    yield alone()
    yield two_threads()


if __name__ == "__main__":
    runs = int(sys.argv[1])
    played = play(ceasefire30(), runs, 1, workers=1)
    print(cpu(lambda: play(ceasefire30(), runs, 1, workers=1)), rounds_of(played, ceasefire30()))
