"""What each half of the conflicts makes likeliest, and whether two halves say the same.

The intervals of two fits are those of some thirty conflicts each, of which a few hold most cases, so that they may be
too narrow. What needs no such intervals: conflicts are dealt into halves anew by lot, and it is counted how often two
halves lie as far apart as those that were named. Hampel (1974), J. Am. Stat. Assoc. 69:383-393 on influence; Phipson &
Smyth (2010), Stat. Appl. Genet. Mol. Biol. 9:39 on counting the halves at hand among those of the lot.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from sim.analysis.steady import product
from sim.backtest.lasting import Lives
from sim.backtest.likeliest import LikeliestFit
from sim.backtest.lives import lasting
from sim.backtest.score import Fitted
from sim.backtest.scoring import count
from sim.bargaining.outcomes import Flags, Floats

FITTED, ABROAD = "life fitted on the other half", "life fitted on all other countries"
BY_ENDS = "all ends, each between two ages"
BY_STATUS = "what is known at the ages asked for"
WITH_CODES = f"{BY_STATUS}, all codes together"
DEALT, LOT = 999, 1
TIE = 1e-9  # of a distance


@dataclass(frozen=True)
class Halves:
    """The same fit on either half, and on all."""

    even: LikeliestFit
    odd: LikeliestFit
    whole: LikeliestFit
    luck: Floats  # [parameter] the share of halves, by lot, that lie as far apart


def both_halves(lives: Lives, fit: Callable[[Lives], LikeliestFit]) -> Halves:
    """What each of them makes likeliest."""
    whole = fit(lives)
    odd = np.bincount(lives.label, weights=lives.odd) > 0.0
    return Halves(fit(lives.part(~lives.odd)), fit(lives.part(lives.odd)), whole, by_lot(whole.pull, odd))


def by_lot(pull: Floats, odd: Flags) -> Floats:
    """[parameter] how many of all halves with as many conflicts lie at least as far apart.

    How far, is told from what each conflict [parameter, conflict] does to the fit on all: fits on a thousand halves
    would take an hour.
    """
    rng = np.random.default_rng(LOT)
    halves = np.stack([odd, *(rng.permutation(odd) for _ in range(DEALT))], axis=1)
    apart = np.abs(product(pull, np.where(halves, 1.0, -1.0)))
    return np.asarray((apart >= apart[:, :1] * (1.0 - TIE)).mean(axis=1))


def told(
    of: str, names: Sequence[str], shipped: Sequence[float], halves: Halves, *, first: int = 0, by: str
) -> Iterator[Fitted]:
    """Parameters that are logarithms, from the `first` on, beside what is shipped."""
    for k, (name, number) in enumerate(zip(names, shipped, strict=True), start=first):
        even, odd, whole = (each.factor(k) for each in (halves.even, halves.odd, halves.whole))
        yield Fitted(of, name, by, even, odd, whole, number, float(halves.luck[k]))


def foretold(lives: Lives, ages: Sequence[float], even: LikeliestFit, odd: LikeliestFit) -> Floats:
    """[life, age] by the fit on the half in which it is not."""
    facts, days = lives.facts[:, : lives.factors], np.array(ages)[None, :]
    by_even, by_odd = (lasting(half.at, facts, days) for half in (even, odd))
    return np.asarray(np.where(lives.odd[:, None], by_even, by_odd))


def without_each_country(
    lives: Lives, fit: Callable[[Lives, Floats], LikeliestFit], start: Floats
) -> list[LikeliestFit]:
    """[country] the fit on all others: halves by conflict have conflicts of the same country in both."""
    countries = lives.clusters[1]
    return [fit(lives.part(countries != country), start) for country in range(count(countries))]


def foretold_abroad(lives: Lives, ages: Sequence[float], fits: Sequence[LikeliestFit]) -> Floats:
    """[life, age] by the fit that has not seen its country."""
    facts, days = lives.facts[:, : lives.factors], np.array(ages)[None, :]
    by_country = [lasting(fitted.at, facts, days) for fitted in fits]
    return np.stack(by_country)[lives.clusters[1], np.arange(len(facts))]
