"""What came of a tournament."""

from __future__ import annotations

from dataclasses import dataclass

from sim.analysis.intervals import Difference, Mean, Share
from sim.analysis.tidy import Tabular


@dataclass(frozen=True)
class Strategy:
    """One way to bargain of one actor."""

    name: str
    written: tuple[str, ...]  # "concession=boulware": what it sets; empty: as in the scenario itself


@dataclass(frozen=True)
class PartyStrategies:
    """A party, and the strategies that it tries."""

    name: str
    label: str
    strategies: tuple[Strategy, ...]


@dataclass(frozen=True)
class Deals:
    """How often the talks find what could be signed."""

    settled: Share
    zone: Share
    missed: Share  # of the replications with a zone: those that end with nothing signed


@dataclass(frozen=True)
class BestReplyGain:
    """What one party would gain by its best other strategy while the others keep theirs: at most nothing, if stable."""

    strategy: int  # that other one; its own, if it has no other
    by: Mean  # paired, replication by replication
    clear: bool  # above zero by more than chance would, all such looks allowed for


@dataclass(frozen=True)
class StrategyProfile:
    """A strategy for every party, and what comes of it."""

    chosen: tuple[int, ...]  # of each seat
    payoffs: tuple[Mean, ...]
    gains: tuple[BestReplyGain, ...]
    stable: bool  # nobody gains by another strategy: a pure equilibrium
    holds: float  # share of resamples in which that is so
    deals: Deals

    @property
    def steady(self) -> bool:
        """Does nobody clearly gain by another strategy?"""
        return not any(gain.clear for gain in self.gains)


@dataclass(frozen=True)
class StrategyStanding:
    """How well a strategy does where all strategies of the others are met alike."""

    seat: int
    strategy: int
    payoff: Mean
    behind: Mean  # less that of the best of its seat, paired; nothing for the best itself
    clear: bool  # behind by more than chance would, all such looks allowed for
    best_replies: int  # against how many of what the others may choose it is the best
    against: int
    lasts: Mean  # its share at the end of the evolution


@dataclass(frozen=True)
class Equilibrium:
    """Shares of the strategies of two parties at which neither gains by any other."""

    shares: tuple[tuple[Mean, ...], ...]  # of each strategy, by seat
    payoffs: tuple[float, ...]  # of each seat
    holds: float  # share of resamples that have one with the same strategies in it

    @property
    def pure(self) -> bool:
        """Is it one strategy each?"""
        return all(max(share.mean for share in seat) == 1.0 for seat in self.shares)


@dataclass(frozen=True)
class Evolution:
    """Shares over time where strategies spread that do better than the others of their seat."""

    times: tuple[float, ...]
    shares: tuple[tuple[tuple[Mean, ...], ...], ...]  # by seat, strategy and time


@dataclass(frozen=True)
class Mediation:
    """A mediator in one of its variants, with all others as they are in the scenario."""

    strategy: Strategy
    deals: Deals
    apart: Difference  # of missed deals, less those of the mediator as written: of all replications, paired
    clear: bool  # of chance, with all variants allowed for


@dataclass(frozen=True)
class MediatorVariants:
    """All its variants, the first of them as written."""

    label: str
    variants: tuple[Mediation, ...]


@dataclass(frozen=True, repr=False)
class Tournament(Tabular):
    """Every profile, and what follows. The last seat changes fastest among the profiles."""

    title: str
    runs: int
    seed: str
    can_fail: bool  # else a decision always comes, and no deal is ever missed
    war: bool  # does the fighting until the end count against what a party gets?
    seats: tuple[PartyStrategies, ...]
    profiles: tuple[StrategyProfile, ...]
    standings: tuple[StrategyStanding, ...]  # by seat, in the order of its strategies
    equilibria: tuple[Equilibrium, ...]  # of two parties: pure and mixed
    more: bool  # may there be others than these?
    evolution: Evolution
    alike: tuple[
        tuple[int, ...], ...
    ]  # a seat, and two of its strategies that come out the same in every replication
    mediators: tuple[MediatorVariants, ...]  # that act under these rules

    def of_seat(self, seat: int) -> tuple[StrategyStanding, ...]:
        """The strategies of one party."""
        return tuple(each for each in self.standings if each.seat == seat)
