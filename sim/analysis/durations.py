"""When things happen, and how long they last. Plain frozen values."""

from __future__ import annotations

from dataclasses import dataclass

from sim.analysis.intervals import Mean, Quantile, Share


@dataclass(frozen=True)
class Timing:
    """When an event happens. Shares are of ALL replications, so nothing is censored before the horizon."""

    event: str  # settlement, full_ceasefire, any_ceasefire or full_ceasefire_over
    ever: Share
    quantiles: tuple[Quantile, ...]  # days, among the replications in which it happened
    days: tuple[float, ...]  # where the curve below is given
    by_day: tuple[Share, ...]  # share with the event by that day; intervals are pointwise


@dataclass(frozen=True)
class Alive:
    """How many of some lives reach an age. One whose end was not seen counts for as long as it was."""

    age: float  # days
    share: float
    low: float
    high: float


@dataclass(frozen=True)
class CeasefireDuration:
    """How long the first full ceasefire lasted: shares of the replications that had one.

    One still in force when the talks ended counts by the days it had lived if these are more than 90.
    """

    under_30: Share
    days_30_to_90: Share
    over_90: Share
    still_in_force: Share  # younger than that, its end not seen
    holding_first: Share  # of the replications that end with a full ceasefire holding: it is the first one
    alive: tuple[Alive, ...]  # at ages that were seen


@dataclass(frozen=True)
class PeaceDuration:
    """How long peace lasts: settlements after which war is back within a year, and within five."""

    within_a_year: Share
    within_five: Share


@dataclass(frozen=True)
class Declared:
    """How often a party declares a ceasefire of its own; it counts as none that was agreed."""

    party: str
    share: Share  # of all replications: at least one
    days: Mean  # for how long it holds its fire on its own, in these
