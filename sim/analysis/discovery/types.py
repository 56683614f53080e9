"""What a search for conditions finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from sim.analysis.intervals import Difference, Share
from sim.analysis.tidy import Tabular

Side: TypeAlias = Literal["at_least", "at_most", "holds"]


@dataclass(frozen=True)
class Limit:
    """One side of a condition on one input."""

    path: str
    side: Side
    value: float  # of the input; with `holds` 1 for a coin that falls so and 0 for one that does not


@dataclass(frozen=True)
class Restricted:
    """A condition of a box: what is allowed of an input, out of all that was drawn of it."""

    path: str
    coin: bool  # 0 or 1: a red line that is genuine, a threat that is meant
    low: float
    high: float
    lowest: float  # that was drawn
    highest: float
    quasi_p: float  # how easily chance alone would add so much; Bryant & Lempert (2010). On the held-out half


@dataclass(frozen=True)
class Box:
    """Conditions that together mark out worlds. Shares are of the held-out half, which had no say in them."""

    conditions: tuple[Restricted, ...]
    density: Share  # of the worlds inside: it happens
    coverage: Share  # of the worlds in which it happens: they lie inside
    support: Share  # of all worlds: they lie inside
    outside: Share  # of the worlds outside: it happens
    apart: Difference  # inside less outside
    clear: bool  # does it leave out zero, all boxes allowed for?
    fitted: float  # density on the half that chose the conditions, which flatters


@dataclass(frozen=True)
class PeelingStep:
    """One box of the way from all worlds to few of them, as conditions are tightened."""

    conditions: int
    density: Share  # held-out
    coverage: Share  # held-out
    fitted_density: float
    fitted_coverage: float
    taken: bool  # the conditions of the first box start from here


@dataclass(frozen=True, repr=False)
class Discovery(Tabular):
    """When an event happens."""

    outcome: str
    runs: int
    fitted_on: int  # replications that chose the conditions: every other one
    base: Share  # how often it happens in the held-out half
    inputs: int  # that were looked at
    asked: float | None  # density that a box was to have at least; None: density and coverage were weighed
    boxes: tuple[Box, ...]  # PRIM: each covers what those before it left
    steps: tuple[PeelingStep, ...]  # PRIM: on the way to the first
    leaves: tuple[Box, ...]  # CART: they share out all worlds; the densest first
