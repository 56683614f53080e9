"""What was drawn for one replication, and how unusual it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sim.bargaining.setup.streams import Luck, Streams, tied
from sim.scenario.bundles import COINS, copulas
from sim.scenario.numbers import numbers
from sim.scenario.paths import dotted
from sim.scenario.quantities import Quantity
from sim.scenario.schema import Scenario

OUTER = 0.1  # share of probability that counts as unusual, both ends together


@dataclass(frozen=True)
class Drawn:
    """One uncertain number."""

    path: str
    value: float  # of what is yes or no: 1 or 0
    share: float  # of probability at or below it; of what is yes or no: that of what came out
    coin: bool  # is it yes or no?

    @property
    def rarity(self) -> float:
        """Chance of a draw at least as far out, on either side; of what is yes or no: of what came out."""
        return self.share if self.coin else 2.0 * min(self.share, 1.0 - self.share)


def drawn(scenario: Scenario, seed: int, replication: int, inputs: Mapping[str, float]) -> tuple[Drawn, ...]:
    """Every uncertain number of a replication, the most unusual first. inputs: value by path."""
    luck = _Luck(
        tied(Streams(seed, replication, 1), copulas(scenario)),
        {number.path: number.quantity for number in numbers(scenario)},
        _weights(scenario) if scenario.weight_spread is not None else {},
    )
    found = [luck.told(path, value) for path, value in inputs.items()]
    return tuple(sorted(found, key=lambda each: (each.rarity, each.path)))


def unusual(found: tuple[Drawn, ...]) -> tuple[Drawn, ...]:
    """Those of which a draw so far out comes once in ten times or less."""
    return tuple(each for each in found if each.rarity <= OUTER)


@dataclass(frozen=True)
class _Luck:
    """The streams of one replication, and what they draw."""

    streams: Luck
    known: Mapping[str, Quantity]
    spread: Mapping[
        str, tuple[str, ...]
    ]  # by the path of a weight that is redrawn: those of all of that actor's

    def share(self, path: str) -> float:
        """The luck of a number."""
        return float(self.streams.uniform(path)[0, 0])

    def value(self, path: str) -> float:
        """What a number was drawn as, before weights are divided by their sum."""
        return float(self.known[path].at(np.array([self.share(path)]))[0])

    def told(self, path: str, value: float) -> Drawn:
        """One of them."""
        for coin in COINS:
            if path.endswith(coin):
                chance = self.value(f"{path.removesuffix(coin)}.probability")
                return Drawn(path, value, chance if value else 1.0 - chance, coin=True)
        share = self.of_weight(path, value) if path in self.spread else self.share(path)
        return Drawn(path, value, share, coin=False)

    def of_weight(self, path: str, value: float) -> float:
        """A redrawn weight is one part of a Dirichlet distribution around the stated ones: a beta distribution."""
        from scipy.special import betainc

        middle = self.value(path) / sum(map(self.value, self.spread[path]))
        if not 0.0 < middle < 1.0:  # nothing is left to be drawn: the only issue, or one that does not count
            return 0.5
        firm = self.value("weight_spread")
        return float(betainc(firm * middle, firm * (1.0 - middle), value))


def _weights(scenario: Scenario) -> dict[str, tuple[str, ...]]:
    """By the path of a weight: the paths of all weights of that actor."""
    of = {a: tuple(dotted("issues", k, "weight", a) for k in scenario.issues) for a in scenario.actors}
    return {path: paths for paths in of.values() for path in paths}
