"""Draws each number under its own name, as a Term, and remembers the uncertain ones."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from sim.bargaining.setup.sampling.tape import Number, Tape, value_of
from sim.bargaining.setup.streams import Luck
from sim.scenario.quantities import Quantity


@dataclass(frozen=True)
class Free:
    """The luck of a tape: every stream is a Term. See luck.Luck."""

    tape: Tape
    runs: int = 1

    def uniform(self, stream: str, width: int = 1) -> Any:
        """The share of probability that a stream of width 1 gives."""
        assert width == 1
        return self.tape.free(stream)


@dataclass
class Sampler:
    """Knows how to name what it draws."""

    tape: Tape
    luck: Luck  # of this tape, some of it drawn together
    given: frozenset[str] = frozenset()  # paths of numbers and coins that may be told and not drawn
    drawn: dict[str, Number] = field(default_factory=dict)

    def share(self, path: str) -> Number:
        """The share of probability at which a number lies."""
        return self.tape.given(path, self.luck.uniform(path))

    def number(self, path: str, quantity: Quantity) -> Number:
        """The value of a quantity."""
        if quantity.fixed:
            return self.instead(path, quantity.typical)
        self.drawn[path] = self.instead(path, quantity.at(self.share(path)))
        return self.drawn[path]

    def instead(self, path: str, usual: Number) -> Number:
        """What is given, where anything is; else what there is without it."""
        return self.tape.given(value_of(path), usual) if path in self.given else usual

    def ends(self, path: str, quantity: Quantity) -> tuple[Number, Number]:
        """Between which numbers a quantity is known to lie. A known one that is given is known as it is given."""
        low, high = quantity.span
        return (self.instead(path, low), self.instead(path, high)) if quantity.fixed else (low, high)

    def optional(self, path: str, quantity: Quantity | None) -> Number:
        """The value of a quantity; 0 where the scenario has none."""
        return 0.0 if quantity is None else self.number(path, quantity)

    def coin(self, path: str, probability: Quantity, drawn: Number) -> Number:
        """Does it hold, with this probability?"""
        heads = self.share(path) < drawn
        if path in self.given:
            heads = np.where(self.instead(path, heads), 1.0, 0.0)
        if probability.span not in ((0.0, 0.0), (1.0, 1.0)):
            self.drawn[path] = heads
        return heads


@dataclass
class Apart(Sampler):
    """Draws what an event sets under the path at which the event sets it, and all else as usual."""

    at: str = ""
    paths: frozenset[str] = frozenset()

    def number(self, path: str, quantity: Quantity) -> Number:
        """See the base."""
        return super().number(f"{self.at}.{path}" if path in self.paths else path, quantity)

    @property
    def own(self) -> dict[str, Number]:
        """The uncertain numbers that the event sets."""
        return {path: term for path, term in self.drawn.items() if path.startswith(f"{self.at}.")}
