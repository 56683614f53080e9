"""What is counted of replications that are too many to be held: hits, moments and histograms, which add up."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from math import nan, sqrt
from typing import NamedTuple

import numpy as np

from sim.analysis.events import events, measures
from sim.analysis.intervals import Z95, Mean, Quantile, Share, quantile_of_counts, share
from sim.analysis.sweep import DAYS, LEVELS
from sim.analysis.tidy import Tabular
from sim.bargaining.outcomes import Floats, Outcomes

FINENESS = 10  # of a histogram: tenths of a day


class Moments(NamedTuple):
    """Of numbers that are there."""

    of: int
    mean: float
    squares: float  # of their distances from the mean, added up

    def __add__(self, other: Moments) -> Moments:  # type: ignore[override]
        """Of both. Chan, Golub & LeVeque (1983), American Statistician 37:242-247."""
        of = self.of + other.of
        if not of:
            return self
        apart = other.mean - self.mean
        squares = self.squares + other.squares + apart * apart * self.of * other.of / of
        return Moments(of, self.mean + apart * other.of / of, squares)

    @property
    def estimate(self) -> Mean:
        """The mean with its interval; one value alone has no error to show."""
        half = Z95 * sqrt(self.squares / (self.of - 1) / self.of) if self.of > 1 else nan
        mean = self.mean if self.of else nan
        return Mean(mean, mean - half, mean + half, self.of)


@dataclass(frozen=True)
class Tally:
    """Of consecutive replications."""

    first: int
    runs: int
    hits: dict[str, int]  # by event
    moments: dict[str, Moments]  # by measure, where it has a value
    days: dict[str, dict[int, int]]  # by measure: how many replications have it in each tenth of a day

    @property
    def text(self) -> str:
        """To be kept beside what was counted."""
        days = {name: [*map(list, zip(*counts.items(), strict=True))] for name, counts in self.days.items()}
        return json.dumps([self.first, self.runs, self.hits, self.moments, days])


def tally(outcomes: Outcomes, first: int) -> Tally:
    """Count replications from this one on."""
    amounts = measures(outcomes)
    return Tally(
        first,
        len(outcomes),
        {name: int(np.count_nonzero(flags)) for name, flags in events(outcomes).items()},
        {name: moments(values) for name, values in amounts.items()},
        {name: histogram(amounts[name]) for name in DAYS},
    )


def tally_from_text(text: str) -> Tally:
    """What `text` says."""
    first, runs, hits, found, days = json.loads(text)
    counts = {name: dict(zip(*columns, strict=True)) if columns else {} for name, columns in days.items()}
    return Tally(first, runs, hits, {name: Moments(*each) for name, each in found.items()}, counts)


def moments(values: Floats) -> Moments:
    """Of those that are there."""
    there = values[~np.isnan(values)]
    if not len(there):
        return Moments(0, 0.0, 0.0)
    mean = float(np.mean(there))
    return Moments(len(there), mean, float(np.sum(np.square(there - mean))))


def histogram(days: Floats) -> dict[int, int]:
    """How many lie in each tenth of a day."""
    tenths = np.rint(days[~np.isnan(days)] * FINENESS).astype(np.int64)
    return dict(zip(*(column.tolist() for column in np.unique(tenths, return_counts=True)), strict=True))


@dataclass(frozen=True, repr=False)
class Streamed(Tabular):
    """What came of replications that were written without being held."""

    scenario: str
    runs: int
    seed: str
    parts: int  # files
    can_fail: bool
    events: dict[str, Share]
    amounts: dict[str, Mean]  # where there is any
    days: dict[str, tuple[Quantile, ...]]  # at LEVELS, where it happens, to a tenth of a day


def streamed(scenario: str, seed: int, can_fail: bool, tallies: Iterable[Tally]) -> Streamed:
    """All of them together. Whole numbers add up in any order; moments do so in theirs."""
    hits, days, found = Counter[str](), dict[str, Counter[int]](), dict[int, Tally]()
    for each in tallies:
        hits.update(each.hits)
        for name, counts in each.days.items():
            days.setdefault(name, Counter()).update(counts)
        found[each.first] = Tally(each.first, each.runs, {}, each.moments, {})
    parts = [found[first] for first in sorted(found)]
    runs = sum(each.runs for each in parts)
    means = {
        name: reduce(Moments.__add__, [each.moments[name] for each in parts]) for name in parts[0].moments
    }
    return Streamed(
        scenario,
        runs,
        str(seed),
        len(parts),
        can_fail,
        {name: share(count, runs) for name, count in hits.items()},
        {name: each.estimate for name, each in means.items()},
        {name: quantiles(counts) for name, counts in days.items()},
    )


def quantiles(counts: Counter[int]) -> tuple[Quantile, ...]:
    """At LEVELS, from how many lie in each tenth of a day."""
    tenths = np.array(sorted(counts), np.int64)
    many = np.array([counts[tenth] for tenth in tenths.tolist()], np.int64)
    return tuple(quantile_of_counts(tenths / FINENESS, many, level) for level in LEVELS)
