"""Where scenarios are played to be checked, and what is read off their outcomes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from sim.bargaining import driver
from sim.bargaining.outcomes import Floats, Outcomes
from sim.scenario.reading import read
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
    threads: int | None = None

    def played(self, name: str, *overrides: str) -> Outcomes:
        """What comes of a scenario in which chance has a part."""
        return self.replications(name, overrides, self.runs)

    def settled(self, name: str, *overrides: str) -> Outcomes:
        """The same where only the turn to speak is left to chance, so that few replications tell all."""
        return self.replications(name, overrides, min(self.runs, 20))

    def replications(self, name: str, overrides: tuple[str, ...], runs: int) -> Outcomes:
        """Play the file of that name, with values set over it."""
        scenario = read(self.scenarios / f"{name}.yaml", overrides)
        return driver.play(scenario, runs, self.seed, threads=self.threads)


def drawn(outcomes: Outcomes) -> Floats:
    """[replication] the one number that is uncertain."""
    return outcomes.inputs[:, 0].astype(np.float64)


def pairs(outcomes: Outcomes) -> Floats:
    """[settlement, party] what the two parties get."""
    return outcomes.utility[outcomes.settled, :2]


def alike(outcomes: Outcomes, of: tuple[float, float] = (1.0, 1.0)) -> str:
    """What the two get, in points, if all settlements say the same; else everything that they say."""
    found = {tuple(f"{points:.4g}" for points in pair) for pair in pairs(outcomes) * of}
    return " or ".join(" and ".join(pair) for pair in sorted(found)) or "no deal"


def farthest(values: Floats, expected: float) -> float:
    """The one of the values [n] that is farthest from what is expected of all; NaN if there is none."""
    return float(values[np.argmax(np.abs(values - expected))]) if len(values) else float("nan")
