"""A scenario as a function of luck: shares of probability in, outcomes out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sim.analysis.events import values
from sim.bargaining.outcomes import Outcomes
from sim.bargaining.run import batch
from sim.bargaining.run.workers import Workers
from sim.bargaining.setup.sampling import uncertain
from sim.scenario.numbers import numbers
from sim.scenario.quantities import Choice, Quantity
from sim.scenario.schema import Scenario

Floats = NDArray[np.float64]
NEARLY = 1e-9  # a share of probability that is all but none, or all but all
LOW, HIGH = 0.1, 0.9


class NotInEveryReplication(ValueError):
    """A design needs the outcome of every point."""


@dataclass(frozen=True)
class Experiment:
    """Plays the compiled rules; `tick` is told how many replications more are done."""

    scenario: Scenario
    seed: int
    workers: Workers = None
    tick: Callable[[int], None] | None = None

    @cached_property
    def inputs(self) -> tuple[str, ...]:
        """What is uncertain, by path."""
        return uncertain(self.scenario)

    @cached_property
    def streams(self) -> tuple[tuple[str, ...], ...]:
        """[input] the streams that move it. A weight that spreads around an uncertain weight has two."""
        fixed = {path for path, quantity in self.quantities.items() if quantity.fixed}
        spread = self.scenario.weight_spread is not None
        return tuple(_streams(path, path in fixed, spread) for path in self.inputs)

    @cached_property
    def quantities(self) -> dict[str, Quantity]:
        """By path; coins are not among them."""
        return {number.path: number.quantity for number in numbers(self.scenario)}

    def held(self, path: str, share: float, runs: int) -> Outcomes:
        """One input held at a share of probability in all replications, everything else as drawn."""
        streams = self.streams[self.inputs.index(path)]
        return self.play({stream: np.full(runs, share) for stream in streams}, runs, 0)

    def ends(self, path: str) -> tuple[float, float]:
        """The shares of probability that make an input low and high: of coins and choices, the extreme values."""
        if path not in self.quantities:  # a coin falls on its head where luck is low
            return 1.0 - NEARLY, NEARLY
        if isinstance(self.quantities[path], Choice):
            return NEARLY, 1.0 - NEARLY
        return LOW, HIGH

    def respond(self, luck: Floats, first: int, names: tuple[str, ...]) -> Floats:
        """[outcome, run] for luck [run, column], one column for each stream; all else as in runs from `first` on."""
        streams = [stream for group in self.streams for stream in group]
        given = {stream: np.ascontiguousarray(luck[:, k]) for k, stream in enumerate(streams)}
        outcomes = self.play(given, len(luck), first)
        found = np.array([values(outcomes, name) for name in names])
        for name, row in zip(names, found, strict=True):
            if np.isnan(row).any():
                raise NotInEveryReplication(
                    f"{name} has no value in some replications: a design needs one in all of them; "
                    "ask with --method given"
                )
        return found

    def play(self, held: dict[str, Floats], runs: int, first: int) -> Outcomes:
        """Replications from `first` on."""
        return batch.play(
            self.scenario,
            runs,
            self.seed,
            workers=self.workers,
            first=first,
            held=held,
            progress=self.tick,
        )


def _streams(path: str, fixed: bool, spread: bool) -> tuple[str, ...]:
    if spread and path.startswith("issues.") and ".weight." in path:
        return (f"{path}.spread",) if fixed else (path, f"{path}.spread")
    return (path,)
