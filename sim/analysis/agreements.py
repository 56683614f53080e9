"""What is agreed, who signs it, and what each gets of it. Plain frozen values."""

from __future__ import annotations

from dataclasses import dataclass

from sim.analysis.intervals import Mean, Quantile, Share


@dataclass(frozen=True)
class Terms:
    """What is agreed on one issue."""

    issue: str
    options: tuple[str, ...]
    shares: tuple[Share, ...]  # of each option, among settlements
    ideal: dict[str, str]  # party: its best option at median values
    reached: dict[str, Mean]  # party: value of what was agreed, 0 its worst and 1 its best option


@dataclass(frozen=True)
class WeightedMean:
    """The simplest rule: positions averaged by capability times salience. Thomson, Stokman, Achen & Koenig (2006)."""

    issue: str
    position: float  # 0 the first option, 1 the last
    nearest: str  # the option nearest to it


@dataclass(frozen=True)
class Gain:
    """What one actor gets from settling, and what it would have without."""

    actor: str
    role: str
    settled: Mean  # utility of the settlement, among settlements; of none for who values nothing
    spread: tuple[Quantile, ...]  # of the same
    reservation: Mean | None  # the worst deal it would take, in the same replications; parties only
    surplus: Mean | None  # utility less reservation value, in the same replications
    war_value: Mean | None  # what fighting on is worth to it at the end, all replications


@dataclass(frozen=True)
class Points:
    """Some settlements, evenly taken: utility against reservation value, by party."""

    reservation: dict[str, tuple[float, ...]]
    utility: dict[str, tuple[float, ...]]


@dataclass(frozen=True)
class Signing:
    """Who would sign a named package rather than fight on."""

    proposal: str
    by: dict[str, Share]
    everyone: Share  # all who must sign: of the parties all, or enough


@dataclass(frozen=True)
class Signatory:
    """How often a party is bound by a settlement that others can do without it."""

    party: str
    share: Share  # of settlements
