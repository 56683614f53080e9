"""The inputs that can be narrowed, each cut into cells of probability, and how a tilt shifts probability among them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sim.analysis.steady import exp
from sim.bargaining.outcomes import Floats
from sim.bargaining.setup.streams import Luck
from sim.scenario.quantities import Choice, Fixed, Quantity
from sim.scenario.reading import numbers
from sim.scenario.schema import Scenario

CELLS = 20  # of an input that may lie anywhere
COINS = {
    ".genuine": ".probability",
    ".meant": ".probability",
}  # what is tossed: the number that says how often


@dataclass(frozen=True)
class Dial:
    """One uncertain number. Its cells are intervals of luck; a tilt weighs cell c by exp(a t + b t²), t its middle."""

    path: str  # of the number in the file
    stream: str  # of its luck
    quantity: Quantity  # as stated
    edges: tuple[float, ...]  # of the cells, from 0 to 1

    @cached_property
    def masses(self) -> Floats:
        """[cell] probability as stated."""
        return np.diff(self.edges)

    @cached_property
    def features(self) -> Floats:
        """[cell, 2] t and t², t from -1 to 1."""
        middle = np.arange(len(self.masses)) / (len(self.masses) - 1) * 2.0 - 1.0
        bend = middle**2 if len(middle) > 2 else np.zeros_like(middle)
        return np.stack([middle, bend], axis=1)

    def tilted(self, tilt: Floats) -> Floats:
        """[cell] probability under a tilt [2]."""
        middle, square = self.features.T
        return reweighed(self.masses, middle, square, tilt)

    def cells(self, luck: Luck) -> NDArray[np.int64]:
        """[replication] the cell that was drawn."""
        drawn = luck.uniform(self.stream)[:, 0]
        return np.searchsorted(self.edges[1:-1], drawn, side="right")

    def held(self, luck: Luck, tilt: Floats) -> Floats:
        """[replication] the luck of a tilted input, where the luck as stated was this."""
        return np.interp(luck.uniform(self.stream)[:, 0], self.cumulative(tilt), self.edges)

    def cumulative(self, tilt: Floats) -> Floats:
        """[edge] probability below it, under a tilt."""
        return np.concatenate([[0.0], np.cumsum(self.tilted(tilt))[:-1], [1.0]])


def reweighed(masses: Floats, middle: Floats, square: Floats, tilt: Floats) -> Floats:
    """[..., cell] masses weighed by exp(a t + b t²); middle, square: t and t², tilt [..., 2]: a and b."""
    weighed = masses * exp(tilt[..., :1] * middle + tilt[..., 1:] * square)
    return np.asarray(weighed / weighed.sum(axis=-1, keepdims=True))


def dials(scenario: Scenario, inputs: tuple[str, ...]) -> tuple[Dial, ...]:
    """Every number of the file that is uncertain and read, and every coin. Weights around stated ones stay luck."""
    known = {number.path: number.quantity for number in numbers(scenario)}
    found = [Dial(path, path, known[path], _edges(known[path])) for path in inputs if _moves(known.get(path))]
    coins = [_coin(path, known) for path in inputs if path.endswith(tuple(COINS))]
    return tuple(found + [coin for coin in coins if coin is not None])


def _moves(quantity: Quantity | None) -> bool:
    return quantity is not None and not quantity.fixed and len(_edges(quantity)) > 2


def _edges(quantity: Quantity) -> tuple[float, ...]:
    if isinstance(quantity, Choice):
        ends = np.cumsum([p for p in quantity.probabilities if p > 0.0])[:-1]
        return (0.0, *ends.tolist(), 1.0)
    return tuple(np.linspace(0.0, 1.0, CELLS + 1).tolist())


def _coin(stream: str, known: dict[str, Quantity]) -> Dial | None:
    """A coin of known probability: heads is the first cell. One of unknown probability is moved by that number."""
    toss = next(toss for toss in COINS if stream.endswith(toss))
    path = stream.removesuffix(toss) + COINS[toss]
    chance = known[path]
    return Dial(path, stream, chance, (0.0, chance.value, 1.0)) if isinstance(chance, Fixed) else None
