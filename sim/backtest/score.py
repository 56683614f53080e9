"""One line of the table: who said something of a set, how far off it was, and whether that is skill."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot, nan
from typing import Literal, TypeAlias

Verdict: TypeAlias = Literal["base", "better", "not clear", "worse", "not here", "no outcomes"]
BASE = "base rate"


@dataclass(frozen=True)
class Span:
    """A number with its 95 % interval."""

    value: float = nan
    low: float = nan
    high: float = nan

    @property
    def word(self) -> Verdict:
        """Of a loss less another: is it clear of zero, and on which side?"""
        if self.high < 0.0:
            return "better"
        return "worse" if self.low > 0.0 else "not clear"


@dataclass(frozen=True)
class Score:
    """Losses: fewer are better. What a set has none of is NaN."""

    set: str
    question: str
    by: str  # who says it
    of: int = 0  # cases
    clusters: int = 0  # conflicts, proposals, dialogues: what is independent of each other
    countries: int = 0  # which may be alike too; 0 where rows name none
    kind: str = ""  # of the loss: Brier, log, CRPS
    loss: Span = Span()
    less: Span = Span()  # the loss less that of the base rate, case by case
    log: Span = Span()  # the logarithmic score, nats
    auc: Span = Span()  # how often what happened was given the greater chance than what did not
    enough: float = nan  # cases that would tell this difference from none, four times in five
    verdict: Verdict = "base"
    ours: bool = False  # is it said by this program?
    seen: bool = False  # whoever says it was fitted to these very cases
    note: str = ""


@dataclass(frozen=True)
class ReliabilityBin:
    """Of cases that were given about the same chance, how often it happened."""

    said: float
    share: float
    low: float
    high: float
    of: int


@dataclass(frozen=True)
class Reliability:
    """Calibration: are chances what they say?"""

    set: str
    question: str
    by: str
    bins: tuple[ReliabilityBin, ...]


@dataclass(frozen=True)
class Placebo:
    """The same scores with outcomes dealt out anew: there can be no skill."""

    set: str
    question: str
    by: str
    better: int  # how often it seemed better than the base rate, its interval clear of zero
    of: int
    auc: float  # on average


@dataclass(frozen=True)
class Fitted:
    """A number that was fitted on both halves and on all, beside the one that is shipped."""

    set: str
    name: str
    how: str  # what it is likeliest for
    even: Span
    odd: Span
    whole: Span
    shipped: float = nan
    luck: float = nan  # the share of halves, by lot, that lie as far apart

    @property
    def alike(self) -> bool:
        """May both halves be estimates of one number, as their intervals have it?"""
        lower, upper = sorted((self.even, self.odd), key=lambda span: span.value)
        near, far = upper.value - upper.low, lower.high - lower.value
        return upper.value - lower.value <= hypot(near, far)

    @property
    def holding(self) -> list[str]:
        """Whose intervals hold what is shipped."""
        spans = {"even half": self.even, "odd half": self.odd, "all": self.whole}
        return [name for name, span in spans.items() if span.low <= self.shipped <= span.high]


@dataclass(frozen=True)
class Survival:
    """How many of some lives reach each age: at least, at most, and by the formula as shipped."""

    set: str
    ages: tuple[float, ...]
    least: tuple[float, ...]
    most: tuple[float, ...]
    shipped: tuple[float, ...]
    guess: tuple[float, ...]  # likeliest, computed apart


@dataclass(frozen=True)
class Findings:
    """Everything that one set, or one fit, has to say."""

    scores: tuple[Score, ...] = ()
    curves: tuple[Reliability, ...] = ()
    placebos: tuple[Placebo, ...] = ()
    fitted: tuple[Fitted, ...] = ()
    survivals: tuple[Survival, ...] = ()

    def __add__(self, other: Findings) -> Findings:
        return Findings(
            self.scores + other.scores,
            self.curves + other.curves,
            self.placebos + other.placebos,
            self.fitted + other.fitted,
            self.survivals + other.survivals,
        )
