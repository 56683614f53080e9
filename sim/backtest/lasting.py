"""Questions about how long something lasts, asked of many lives whose ends are more or less known."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import compress
from math import nan
from typing import TypeAlias

import numpy as np

from sim.analysis.steady import log
from sim.backtest.event import ScoredEvent, labels
from sim.backtest.likeliest import LikeliestFit, by_intervals, by_statuses, likeliest, slopes_by_statuses
from sim.backtest.lives import hazards, lasting, steepness
from sim.backtest.score import BASE, Score, Span
from sim.backtest.scoring import Labels, enough, luck, mean
from sim.backtest.simple import elsewhere
from sim.bargaining.outcomes import Flags, Floats

Said: TypeAlias = "Callable[[tuple[float, ...]], Floats]"  # of ages: [life, age] the share that reaches them
POINTS = 120  # ages at which a whole course is compared
TOLD = 0.9  # share of them at which a status must be known


@dataclass(frozen=True)
class Lives:
    """Each is known to have reached one age, and not to have reached another."""

    scenarios: tuple[str, ...]  # [life] made from what was known at its beginning
    conflict: tuple[str, ...]
    country: tuple[str, ...]
    odd: Flags  # [life] which half it is in
    facts: Floats  # [life, fact] those that fits give a factor of its own come first
    factors: int
    low: Floats  # [life] days
    high: Floats
    start: tuple[float, float]  # shape and scale from which fits set out

    @property
    def label(self) -> Labels:
        return labels(self.conflict)

    @property
    def clusters(self) -> tuple[Labels, Labels]:
        """Of conflicts, and of countries."""
        return self.label, labels(self.country)

    def alive(self, ages: Sequence[float]) -> tuple[Flags, Flags]:
        """[life, age] was it alive; is that known?"""
        alive = self.low[:, None] >= np.array(ages)
        return alive, alive | (self.high[:, None] <= np.array(ages))

    def part(self, chosen: Flags) -> Lives:
        """Some of them."""
        scenarios, conflict, country = (
            tuple(compress(of, chosen)) for of in (self.scenarios, self.conflict, self.country)
        )
        return Lives(
            scenarios, conflict, country, self.odd[chosen], self.facts[chosen], self.factors,
            self.low[chosen], self.high[chosen], self.start,
        )  # fmt: skip

    def dealt(self, order: Labels) -> Lives:
        """What came of others, by their numbers [life]."""
        return replace(self, low=self.low[order], high=self.high[order])

    def begun(self, factors: int) -> Floats:
        """Where a fit sets out."""
        return np.concatenate([log(np.array(self.start)), np.zeros(factors)])


def by_what_was_known(
    lives: Lives, ages: Sequence[float], factors: int, start: Floats | None = None
) -> LikeliestFit:
    """The life under which the statuses that are known at these ages are likeliest."""
    alive, known = lives.alive(ages)
    facts, days = lives.facts[:, :factors], np.array(ages)[None, :]
    gathered, steep = partial(hazards, facts=facts, ages=days), partial(steepness, facts=facts, ages=days)
    loss, slopes = by_statuses(gathered, alive, known), slopes_by_statuses(gathered, steep, alive, known)
    begun = lives.begun(factors) if start is None else start
    return likeliest(loss, begun, lives.clusters, slopes)


def by_ends(lives: Lives, factors: int) -> LikeliestFit:
    """The life under which ends that lie somewhere between two ages are likeliest."""
    facts = lives.facts[:, :factors]
    loss = by_intervals(lambda at, age: lasting(at, facts, age[:, None])[:, 0], lives.low, lives.high)
    return likeliest(loss, lives.begun(factors), lives.clusters)


def events(
    name: str,
    lives: Lives,
    ages: Sequence[float],
    told: str,
    said: Mapping[str, Said],
    note: str,
    seen: Sequence[str] = (),
    fitted: Sequence[str] = (),
) -> list[ScoredEvent]:
    """For each age a question, asked of the lives of which the answer is known."""
    alive, known = lives.alive(ages)
    answers = {by: of(tuple(ages)) for by, of in said.items()}
    return [
        ScoredEvent(
            name,
            told.format(f"{age:,g}"),
            alive[known[:, k], k].astype(np.float64),
            *lives.part(known[:, k]).clusters,
            lives.facts[known[:, k]],
            {by: chance[known[:, k], k] for by, chance in answers.items()},
            frozenset(seen),
            frozenset(fitted),
            note=note,
        )
        for k, age in enumerate(ages)
    ]


def course(
    name: str,
    lives: Lives,
    until: float,
    said: Mapping[str, Said],
    seen: Sequence[str],
    seed: int,
) -> Iterator[Score]:
    """How long, up to an age: CRPS in days, over those of whom little is unknown."""
    ages = tuple(np.linspace(0.0, until, POINTS + 1)[1:].tolist())
    alive, known = lives.alive(ages)
    told = known.mean(axis=1) >= TOLD
    alive, known, (label, country) = alive[told], known[told], lives.part(told).clusters
    lost = {BASE: _usual(alive, known, label)} | {by: of(ages)[told] for by, of in said.items()}
    crps = {by: _crps(share, alive, known, until) for by, share in lost.items()}
    drawn = luck(seed, label, country)
    for by, each in crps.items():
        less = Span() if by == BASE else mean(np.asarray(each - crps[BASE]), drawn)
        yield Score(
            name, f"how long, up to {until:,g} days", by,
            of=len(each), clusters=drawn.clusters, countries=drawn.countries,
            kind="CRPS", loss=mean(each, drawn), less=less,
            enough=nan if by == BASE else enough(less, len(each)),
            verdict="base" if by == BASE else less.word, ours=by != BASE, seen=by in seen,
        )  # fmt: skip


def _usual(alive: Flags, known: Flags, label: Labels) -> Floats:
    """[life, age] the share of other conflicts that is alive, where it is known; elsewhere nothing is asked."""
    share = np.zeros(alive.shape)
    for k, there in enumerate(known.T):
        share[there, k] = elsewhere(alive[there, k].astype(np.float64), label[there])
    return share


def _crps(share: Floats, alive: Flags, known: Flags, until: float) -> Floats:
    """[life] squared distances over all ages, in days; an age at which nothing is known counts like the others."""
    apart = np.where(known, (share - alive) ** 2, 0.0)
    return np.asarray(until * apart.sum(axis=1) / known.sum(axis=1))
