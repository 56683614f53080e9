"""What simpler models say, as plain values."""

from __future__ import annotations

from dataclasses import dataclass

from sim.analysis.intervals import Mean, Quantile, Share


@dataclass(frozen=True)
class Pick:
    """What a concept picks on one issue."""

    issue: str
    options: tuple[str, ...]
    shares: tuple[Share, ...]  # of each option, among the replications in which the concept picks anything
    mean: Mean | None  # on the scale of an issue with a range


@dataclass(frozen=True)
class Concept:
    """One model of bargaining, asked in each replication."""

    name: str
    exists: Share  # it picks a package that all can sign
    proven: Share  # of these: no package does better on its own yardstick, for certain. Else it picks the best found
    reached: (
        Mean  # on it, by what it picks: product, least share, least gain, sum; none for the weighted mean
    )
    at_most: Mean  # and what no package exceeds
    gains: dict[str, Mean]  # party: utility of its package less that of no deal at the start
    terms: tuple[Pick, ...]
    distance: (
        Mean  # of settlements from its package: Euclidean; unit: mean of the most that a party could gain
    )


@dataclass(frozen=True)
class Power:
    """How much an actor's signature matters: mean over the best packages of a replication, then over replications."""

    actor: str
    shapley_shubik: (
        Mean  # share of the orders of signing in which its signature is the one that makes the deal
    )
    banzhaf: Mean  # chance that its signature decides if all others toss coins


@dataclass(frozen=True)
class Plane:
    """The middling replication: utilities by party."""

    frontier: dict[
        str, tuple[float, ...]
    ]  # packages that no other betters, worse than no deal for a party or not
    whole: bool  # are these all such packages, or some of them?
    disagreement: dict[str, float]
    concepts: dict[str, dict[str, float]]  # those that pick anything


@dataclass(frozen=True)
class Benchmarks:
    """Simpler models beside ours, on the first replications of a study, with the same luck."""

    runs: int
    settled: int  # of these
    disagreement: dict[str, Mean]  # party: utility of fighting on, or of no deal, at the start
    frontier: (
        Quantile  # median number of best packages, where there are any and they are not too many to be listed
    )
    whole: Share  # replications in which they are not
    ideals: Share  # replications in which the most that each party could gain is certain
    concepts: tuple[Concept, ...]
    rubinstein: dict[str, Mean] | None  # shares of two parties, where they are defined
    efficient: Share  # settlements bettered by no package, of those of which that is certain
    powers: tuple[Power, ...]
    plane: Plane
