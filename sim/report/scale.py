"""What is agreed on an issue whose options are numbers: where it lies, instead of which number comes most often."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from math import fsum

from sim.analysis.agreements import Terms
from sim.report import amounts, wording
from sim.scenario.issues import Topic

TENTHS = (1, 5, 9)  # up to which so many tenths of the numbers lie
DIGITS = 4


@dataclass(frozen=True)
class NumberSpread:
    """Of the numbers that were agreed."""

    mean: float
    low: float  # a tenth lies at or below
    median: float
    high: float  # nine tenths lie at or below
    of: int


def spread(topic: Topic, terms: Terms) -> NumberSpread | None:
    """None where options are no numbers, or nothing was agreed."""
    of = terms.shares[0].of
    if topic.range is None or not of:
        return None
    counted = list(zip(numbers(terms), (share.hits for share in terms.shares), strict=True))
    up_to = list(accumulate(hits for _, hits in counted))
    low, median, high = (
        next(value for (value, _), reached in zip(counted, up_to, strict=True) if 10 * reached >= tenths * of)
        for tenths in TENTHS
    )
    return NumberSpread(fsum(value * hits for value, hits in counted) / of, low, median, high, of)


def numbers(terms: Terms) -> list[float]:
    """Its options, from the first to the last."""
    return [float(option) for option in terms.options]


def in_words(topic: Topic, found: NumberSpread) -> str:
    """Mean, median, and the range that holds eight in ten."""
    mean, low, median, high = (with_unit(topic, v) for v in (found.mean, found.low, found.median, found.high))
    return f"mean {mean}, median {median}, in 80% of them between {low} and {high}"


def with_unit(topic: Topic, value: float) -> str:
    """A number as the options of the issue are said."""
    return wording.option(topic, amounts.short_number(value, DIGITS))
