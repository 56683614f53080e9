"""Why talks fail: who stands in the way, at the table and at home. Plain frozen values."""

from __future__ import annotations

from dataclasses import dataclass

from sim.analysis.intervals import Quantile, Share


@dataclass(frozen=True)
class Failures:
    """Replications without a settlement, split by whether there was anything to find.

    The three parts make up the whole.
    """

    of_all: Share
    no_zone: Share  # of the failures
    missed_deal: Share  # of the failures
    rejected: Share  # of the failures: agreed, then voted down at home


@dataclass(frozen=True)
class Ended:
    """How often one event ended the talks before their time. All of these are failures."""

    event: str
    share: Share  # of all replications
    of_failures: Share


@dataclass(frozen=True)
class Blocker:
    """How often an actor refused the last text for one reason."""

    actor: str
    reason: str
    share: Share


@dataclass(frozen=True)
class HeldBack:
    """How often a faction that got too little held its party back from the last package."""

    party: str
    faction: str
    share: Share  # of the failures


@dataclass(frozen=True)
class Spoiled:
    """How many collapses of ceasefires are the doing of one spoiler."""

    spoiler: str
    share: Share  # of all collapses, of full and of partial ceasefires


@dataclass(frozen=True)
class Refusal:
    """How often the first vote that is lost is this one's."""

    party: str
    body: str  # who votes; empty where the party's own utility decides
    share: Share  # of the replications with a lost vote


@dataclass(frozen=True)
class Votes:
    """How often a vote at home is lost, when, by whom, and what then. All but `lost` is of these replications."""

    lost: Share  # of all replications: at least one
    times: tuple[Share, ...]  # once, twice, thrice or more often
    most: int  # in one replication
    first: Quantile  # the median day of the first
    by: tuple[Refusal, ...]  # whose that is, in the order of the file
    settled: Share | None  # all the same; None where a no always ends the talks
    later: Quantile  # the median of days from the first to the settlement
