"""Textbook results, each played from the file in scenarios/theory that is named after its paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

from sim.validation import beliefs, clocks, crises, solutions
from sim.validation.bench import Bench
from sim.validation.check import Check

Paper: TypeAlias = "Callable[[Bench], Iterator[Check]]"

PAPERS: tuple[Paper, ...] = (
    clocks.rubinstein,
    solutions.nash,
    solutions.kalai_smorodinsky,
    solutions.brams_togman,
    clocks.faratin,
    crises.fearon,
    crises.powell,
    beliefs.slantchev,
    beliefs.kydd,
)


def theory_checks(
    scenarios: Path, runs: int = 2_000, seed: int = 1, threads: int | None = None
) -> Iterator[Check]:
    """A row for every number that theory gives; `scenarios` is the folder that holds theory/.

    Raises ScenarioError if a file of it is missing or wrong.
    """
    bench = Bench(scenarios / "theory", runs, seed, threads)
    for paper in PAPERS:
        yield from paper(bench)
