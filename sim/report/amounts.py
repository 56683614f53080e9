"""Estimates as people read them: never a share without its interval."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from math import isfinite

from sim.analysis.durations import Alive
from sim.analysis.intervals import Difference, Mean, Quantile, Share
from sim.analysis.survival import Known

DASH = "–"
NEXT_TO_NOTHING = 0.005  # the digits of a smaller share say nothing in a sentence
NARROW = 0.03  # an interval of a difference below which whole points would look the same
MOST_DIGITS = 4  # of an interval so narrow that its ends would look the same


def written(value: float, form: str) -> str:
    """A number in one of Python's formats, with a real minus sign; what is not there, or has no end, is a dash.

    >>> written(-0.123, ".2f"), written(-0.001, ".2f"), written(1234.5, ",.0f"), written(float("nan"), ".2f")
    ('−0.12', '0.00', '1,234', '–')
    """
    if not isfinite(value):
        return DASH
    text = format(value, form)
    return text.removeprefix("-") if not text.strip("-0.,") else text.replace("-", "−")


def percent(part: float) -> str:
    """0.034 as 3%; with decimals near either end, and never 0% or 100% unless it is exact."""
    if not isfinite(part):
        return DASH
    hundred = 100.0 * part
    edge = min(hundred, 100.0 - hundred)  # from the nearer end
    if 0.0 < edge < 0.005:
        return "<0.01%" if hundred < 50.0 else ">99.99%"
    digits = 2 if 0.0 < edge < 0.095 else 1 if 0.0 < edge < 0.95 else 0
    return f"{written(hundred, f'.{digits}f')}%"


def interval(low: float, high: float) -> str:
    """Two shares as 57–61%, with decimals where they would look the same."""
    ends = percent(low), percent(high)
    digits = 0
    while ends[0] == ends[1] and low < high and digits < MOST_DIGITS:
        digits += 1
        ends = f"{written(100.0 * low, f'.{digits}f')}%", f"{written(100.0 * high, f'.{digits}f')}%"
    return "–".join([ends[0].removesuffix("%"), ends[1]])


def estimate(share: Share) -> str:
    """A share with its interval: 59% (57–61%)."""
    return f"{percent(share.share)} ({interval(share.low, share.high)})" if share.of else "no case"


def survivors(alive: Alive | Known) -> str:
    """How many reach an age, and between which ends that lies."""
    return f"{percent(alive.share)} ({interval(alive.low, alive.high)})"


def told(share: Share) -> str:
    """A share in a sentence: as in a table, but what is next to nothing is said to be so."""
    return roughly(share.share) if 0.0 < share.share < NEXT_TO_NOTHING else estimate(share)


def roughly(part: float) -> str:
    """0.0001 as <1%."""
    return "<1%" if 0.0 < part < NEXT_TO_NOTHING else percent(part)


def points(apart: Difference) -> str:
    """A difference of shares in percentage points: +12 (+9 to +15)."""
    if not isfinite(apart.difference):
        return DASH
    narrow = apart.high - apart.low < NARROW
    said, low, high = (signed_points(part, narrow) for part in (apart.difference, apart.low, apart.high))
    return f"{said} ({low} to {high})"


def signed_points(part: float, finely: bool = False) -> str:
    """0.123 as +12; small ones, and all if finely, with a decimal."""
    hundred = 100.0 * part
    text = written(hundred, "+.0f" if abs(hundred) >= 0.95 and not finely else "+.1f")
    return "0" if text in ("+0.0", "−0.0") else text


def in_points(part: float) -> str:
    """Half the width of an interval in percentage points: 0.0123 as 1.2."""
    return written(100.0 * part, ".1f")


def number(value: float, digits: int = 2) -> str:
    """A utility."""
    return written(value, f".{digits}f")


def whole(value: float) -> str:
    """Days, or how many on average."""
    return written(value, ",.0f")


def plain_number(value: float, digits: int = 6) -> str:
    """As in the file: 0.00008, 0.25, 1,460."""
    if not isfinite(value) or value.is_integer():
        return whole(value)
    return f"{Decimal(f'{value:.{digits}g}'):f}".replace("-", "−")


def short_number(value: float, digits: int = 3) -> str:
    """As in the file, but no more digits than that: 1,230 for 1234.5."""
    return plain_number(float(f"{value:.{digits}g}"))


def mean(estimate: Mean) -> str:
    """0.52 (0.51 to 0.53), with another digit where the ends would look the same."""
    if not estimate.of:
        return "no case"
    if not isfinite(estimate.low):
        return f"{number(estimate.mean)} (one case)"
    digits = 2 if number(estimate.low) != number(estimate.high) else 3
    said, low, high = (number(value, digits) for value in (estimate.mean, estimate.low, estimate.high))
    return f"{said} ({low} to {high})"


def brief_mean(estimate: Mean) -> str:
    """0.52±0.010; alone if it is known exactly, or not at all."""
    if not estimate.of or not isfinite(estimate.low) or estimate.low == estimate.high:
        return number(estimate.mean)
    return f"{number(estimate.mean)}±{number(estimate.high - estimate.mean, 3)}"


def days_of_fighting(quantiles: Sequence[Quantile]) -> str:
    """Median with its interval, and the range that holds 80 % of replications."""
    low, median, high = quantiles
    return f"median {days(median)}, in 80% of replications between {day(low.value)} and {day(high.value)}"


def days(quantile: Quantile) -> str:
    """120 (110 to 131); an end that the sample cannot bound is a dash."""
    if not quantile.of:
        return DASH
    return f"{day(quantile.value)} ({day(quantile.low)} to {day(quantile.high)})"


def day(value: float) -> str:
    """A day of the talks, or a number of days."""
    return written(value, ".0f")
