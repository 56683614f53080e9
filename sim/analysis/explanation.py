"""One replication, told: which one and why, what happened, what was drawn, and what if."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from sim.analysis.divergence import Parting
from sim.analysis.drawn import Drawn
from sim.analysis.intervals import Share
from sim.analysis.tidy import Tabular
from sim.bargaining.inspect.near_misses import Miss
from sim.bargaining.inspect.rounds import Trace

How: TypeAlias = Literal["run", "outcome", "typical", "closest_miss"]


@dataclass(frozen=True)
class Chosen:
    """How the replication was chosen."""

    how: How
    share: Share | None  # of replications with its outcome; None if no others were played
    miss: Miss | None  # of a closest miss: what came nearest to being signed, on its best day


@dataclass(frozen=True)
class Telling:
    """One replication under one scenario."""

    trace: Trace
    drawn: tuple[Drawn, ...]  # the most unusual first


@dataclass(frozen=True)
class WhatIf:
    """The same luck after a change."""

    changes: tuple[str, ...]  # as typed: path=value
    telling: Telling
    parting: Parting | None  # None: nobody does anything else
    numbers_part: int | None  # the first round in which any number differs


@dataclass(frozen=True, repr=False)
class Explanation(Tabular):
    """Why one replication went as it did."""

    scenario: str
    seed: int
    replication: int
    chosen: Chosen
    telling: Telling
    what_if: WhatIf | None
