"""How much of the answer is the choice of theory: one scenario under several protocols, with the same luck."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.analysis.intervals import Difference, Share, paired_difference, share_of
from sim.analysis.tidy import Tabular
from sim.bargaining.outcomes import Flags
from sim.scenario.protocols import ALWAYS_DECIDED


@dataclass(frozen=True)
class ProtocolRuns:
    """What came of a scenario under one protocol; rows are the same replications under all."""

    settled: Flags  # [replication]
    terms: NDArray[Any]  # [replication, issue] names of options


@dataclass(frozen=True)
class BesideFirst:
    """One protocol beside the first."""

    settled: Share
    difference: (
        Difference | None
    )  # of settlement, paired; None for the first, and where a decision always comes
    same_terms: tuple[Share, ...]  # by issue, where both settle; empty for the first itself


@dataclass(frozen=True, repr=False)
class Spread(Tabular):
    """By protocol."""

    runs: int
    beside: dict[str, BesideFirst]
    able_to_fail: tuple[str, ...]  # protocols
    between: float  # part of the variance of settlement (0 or 1) that lies between these; NaN: there is none


def spread(played: Mapping[str, ProtocolRuns]) -> Spread:
    """Compare protocols with the first one. Raises ValueError unless the replications are the same in all."""
    sizes = {len(each.settled) for each in played.values()}
    if len(sizes) != 1:
        raise ValueError("a spread needs studies of one scenario, with as many runs in each")
    first = next(iter(played.values()))
    able = tuple(name for name in played if name not in ALWAYS_DECIDED)
    beside = {name: _beside(each, first, name in able) for name, each in played.items()}
    settled = np.array([played[name].settled for name in able])
    return Spread(sizes.pop(), beside, able, between_rows(settled))


def _beside(one: ProtocolRuns, first: ProtocolRuns, able: bool) -> BesideFirst:
    if one is first:
        return BesideFirst(share_of(one.settled), None, ())
    both = one.settled & first.settled
    same = one.terms[both] == first.terms[both]
    apart = paired_difference(one.settled, first.settled) if able else None
    return BesideFirst(share_of(one.settled), apart, tuple(share_of(column) for column in same.T))


def between_rows(flags: Flags) -> float:
    """Variance of the rows' means, as a part of the variance of flags[row, replication]."""
    whole = float(np.var(flags))
    return float(np.var(flags.mean(axis=1))) / whole if whole else float("nan")
