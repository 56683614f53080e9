"""Where scenarios are played to be checked, and what is read off their outcomes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from sim.bargaining.outcomes import Floats, Outcomes
from sim.bargaining.run import driver
from sim.bargaining.run.workers import Workers
from sim.bargaining.solutions.concepts import CONCEPTS
from sim.bargaining.solutions.solve import solve
from sim.scenario.reading import read
from sim.scenario.schema import Scenario
from sim.validation import check

GROUP = "theory"
near = partial(check.within_standard_errors, group=GROUP)
exact = partial(check.within_tolerance, group=GROUP)
same = partial(check.same, group=GROUP)


@dataclass(frozen=True)
class Bench:
    """A folder of scenarios, and how they are played."""

    scenarios: Path
    runs: int = 2_000
    seed: int = 1
    workers: Workers = None

    def played(self, name: str, *overrides: str) -> Outcomes:
        """What comes of a scenario in which chance has a part."""
        return self.replications(name, overrides, self.runs)

    def settled(self, name: str, *overrides: str) -> Outcomes:
        """The same where only the turn to speak is left to chance, so that few replications tell all."""
        return self.replications(name, overrides, min(self.runs, 20))

    def replications(self, name: str, overrides: tuple[str, ...], runs: int) -> Outcomes:
        """Play so many."""
        return driver.play(self.scenario(name, overrides), runs, self.seed, workers=self.workers)

    def picked(self, concept: str, name: str, *overrides: str) -> Floats:
        """[party] what both gain by the package that a concept picks; nothing may be left to chance."""
        scenario = self.scenario(name, overrides)
        solutions = solve(scenario, 1, self.seed, [0] * len(scenario.issues), threads=1)
        gained: Floats = solutions.gain[0, CONCEPTS.index(concept)]
        return gained

    def scenario(self, name: str, overrides: tuple[str, ...]) -> Scenario:
        """The file of that name, with values set over it."""
        return read(self.scenarios / f"{name}.yaml", overrides)


def drawn(outcomes: Outcomes) -> Floats:
    """[replication] the one number that is uncertain."""
    return outcomes.inputs[:, 0].astype(np.float64)


def pairs(outcomes: Outcomes) -> Floats:
    """[settlement, party] what the two parties get."""
    return outcomes.utility[outcomes.settled, :2]


def alike(outcomes: Outcomes, of: tuple[float, float] = (1.0, 1.0)) -> str:
    """What the two get, in points, if all settlements say the same; else everything that they say."""
    return " or ".join(sorted({in_words(pair) for pair in pairs(outcomes) * of})) or "no deal"


def in_words(pair: Floats) -> str:
    """What the two get, as it stands in the table."""
    return " and ".join(f"{points:.4g}" for points in pair)


def farthest(values: Floats, expected: float) -> float:
    """The one of the values [n] that is farthest from what is expected of all; NaN if there is none."""
    return float(values[np.argmax(np.abs(values - expected))]) if len(values) else float("nan")
