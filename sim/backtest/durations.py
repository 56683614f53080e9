"""What is asked of every set of lives: at each age and over all of them, as shipped and as fitted elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from sim.backtest.event import judged
from sim.backtest.halves import ABROAD, FITTED, Halves, foretold, foretold_abroad, without_each_country
from sim.backtest.lasting import Lives, Said, by_what_was_known, course, events
from sim.backtest.likeliest import LikeliestFit
from sim.backtest.placebo import refitted
from sim.backtest.score import Findings
from sim.bargaining.outcomes import Floats

Lasts: TypeAlias = (
    "Callable[[str, tuple[float, ...]], tuple[float, ...]]"  # of a scenario: the shares that reach ages
)


@dataclass(frozen=True)
class Durations:
    """One set, and how it is asked."""

    set: str
    ages: tuple[float, ...]  # days
    asked: str
    note: str
    shipped: tuple[str, str]  # what life alone is called, and life with what is known of a case

    def fit(self, found: Lives, start: Floats | None = None) -> LikeliestFit:
        """Shape, scale and all factors, by what is known at the ages that are asked for."""
        return by_what_was_known(found, self.ages, found.factors, start)

    def scored(self, found: Lives, halves: Halves, lasts: Lasts, plain: str, seed: int) -> Findings:
        """Every age, and how long; `plain` is the scenario of which nothing is known."""
        abroad = without_each_country(found, self.fit, halves.whole.at)
        alone, with_facts = self.shipped
        said: dict[str, Said] = {
            alone: lambda ages: np.tile(lasts(plain, ages), (len(found.low), 1)),
            with_facts: lambda ages: np.array([lasts(text, ages) for text in found.scenarios]),
            FITTED: lambda ages: foretold(found, ages, halves.even, halves.odd),
            ABROAD: lambda ages: foretold_abroad(found, ages, abroad),
        }
        asked = events(
            self.set, found, self.ages, self.asked, said, self.note, self.shipped, (FITTED, ABROAD)
        )
        also = Findings(
            scores=tuple(course(self.set, found, self.ages[-1], said, self.shipped, seed)),
            placebos=tuple(refitted(self.set, found, self.ages, self.asked, self.fit, seed)),
        )
        return sum((judged(event, seed) for event in asked), Findings()) + also
