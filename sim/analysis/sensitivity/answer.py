"""What is told of sensitivity. Plain frozen values: no arrays, no scenario."""

from __future__ import annotations

from dataclasses import dataclass

from sim.analysis.tidy import Tabular


@dataclass(frozen=True)
class Estimate:
    """A number with its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Influence:
    """What one uncertain input does to an outcome, and between which ranks it certainly lies."""

    path: str
    indices: dict[str, Estimate]  # by name: see INDICES
    first_rank: int
    last_rank: int
    clear: bool  # told apart from nothing, with all inputs tried


@dataclass(frozen=True)
class Swing:
    """The outcome with one input held low and then high in all replications, everything else as drawn."""

    path: str
    low_at: float  # the median of the input while it is held there
    high_at: float
    low: Estimate
    high: Estimate
    apart: Estimate  # high less low, paired


@dataclass(frozen=True)
class Stretch:
    """The outcome among the replications in which an input lies in one stretch of its draws."""

    until: float  # share of replications with the input up to here
    at: float  # mean of the input
    level: Estimate


@dataclass(frozen=True)
class MainEffect:
    """An outcome along the draws of one input, from its lowest to its highest."""

    path: str
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True)
class Influences:
    """The inputs by what they do to one outcome, the strongest first."""

    outcome: str
    is_share: bool  # of replications; else a mean
    of: int  # replications in which the outcome has a value
    level: Estimate
    influences: tuple[Influence, ...]
    together: Estimate | None  # sum of the first-order indices; None for Morris
    unheld: Estimate | None  # the outcome in the replications of the swings, nothing held
    swings: tuple[Swing, ...]
    curves: tuple[MainEffect, ...]
    tied: tuple[str, ...] = ()  # inputs that are drawn together with others


@dataclass(frozen=True, repr=False)
class Sensitivity(Tabular):
    """Which inputs carry the spread of which outcome."""

    scenario: str
    method: str  # given, sobol or morris
    runs: int  # replications at hand; points, or trajectories, of a design
    played: int  # replications played for this, beyond those at hand
    outcomes: tuple[Influences, ...]
    cautions: tuple[str, ...]


# By method: the index shown first, and the one that inputs are ranked by.
INDICES = {
    "given": ("first_order", "delta"),
    "sobol": ("first_order", "total"),
    "morris": ("sigma", "mu_star"),
}
LUCK = "chance of the talks"  # all that is not an input: the war, whims, votes, who speaks first
