"""Estimates as people read them: never a share without its interval."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from math import isnan

from sim.analysis.intervals import Difference, Mean, Quantile, Share

NEXT_TO_NOTHING = 0.005  # the digits of a smaller share say nothing in a sentence
NARROW = 0.03  # an interval of a difference below which whole points would look the same
MOST_DIGITS = 4  # of an interval so narrow that its ends would look the same


def percent(part: float) -> str:
    """0.034 as 3%; with decimals near either end, and never 0% or 100% unless it is exact."""
    if isnan(part):
        return "–"
    hundred = 100.0 * part
    edge = min(hundred, 100.0 - hundred)  # from the nearer end
    if 0.0 < edge < 0.005:
        return "<0.01%" if hundred < 50.0 else ">99.99%"
    digits = 2 if 0.0 < edge < 0.095 else 1 if 0.0 < edge < 0.95 else 0
    return f"{hundred:.{digits}f}%"


def interval(low: float, high: float) -> str:
    """Two shares as 57–61%, with decimals where they would look the same."""
    ends = percent(low), percent(high)
    digits = 0
    while ends[0] == ends[1] and low < high and digits < MOST_DIGITS:
        digits += 1
        ends = f"{100.0 * low:.{digits}f}%", f"{100.0 * high:.{digits}f}%"
    return "–".join([ends[0].removesuffix("%"), ends[1]])


def estimate(share: Share) -> str:
    """A share with its interval: 59% (57–61%)."""
    return f"{percent(share.share)} ({interval(share.low, share.high)})" if share.of else "no case"


def told(share: Share) -> str:
    """A share in a sentence: as in a table, but what is next to nothing is said to be so."""
    return roughly(share.share) if 0.0 < share.share < NEXT_TO_NOTHING else estimate(share)


def roughly(part: float) -> str:
    """0.0001 as <1%."""
    return "<1%" if 0.0 < part < NEXT_TO_NOTHING else percent(part)


def points(apart: Difference) -> str:
    """A difference of shares in percentage points: +12 (+9 to +15)."""
    if isnan(apart.difference):
        return "–"
    narrow = apart.high - apart.low < NARROW
    said, low, high = (signed_points(part, narrow) for part in (apart.difference, apart.low, apart.high))
    return f"{said} ({low} to {high})"


def signed_points(part: float, finely: bool = False) -> str:
    """0.123 as +12; small ones, and all if finely, with a decimal."""
    if isnan(part):
        return "–"
    hundred = 100.0 * part
    text = f"{hundred:+.0f}" if abs(hundred) >= 0.95 and not finely else f"{hundred:+.1f}"
    return "0" if text in ("+0.0", "-0.0") else text.replace("-", "−")


def number(value: float, digits: int = 2) -> str:
    """A utility, with a real minus sign."""
    return "–" if isnan(value) else f"{value:.{digits}f}".replace("-", "−")


def plain_number(value: float, digits: int = 6) -> str:
    """As in the file: 0.00008, 0.25, 1,460."""
    written = f"{value:,.0f}" if value.is_integer() else f"{Decimal(f'{value:.{digits}g}'):f}"
    return written.replace("-", "−")


def mean(estimate: Mean) -> str:
    """0.52 (0.51 to 0.53), with another digit where the ends would look the same."""
    if not estimate.of:
        return "no case"
    if isnan(estimate.low):
        return f"{number(estimate.mean)} (one case)"
    digits = 2 if number(estimate.low) != number(estimate.high) else 3
    said, low, high = (number(value, digits) for value in (estimate.mean, estimate.low, estimate.high))
    return f"{said} ({low} to {high})"


def brief_mean(estimate: Mean) -> str:
    """0.52±0.010; alone if it is known exactly, or not at all."""
    if not estimate.of or isnan(estimate.low) or estimate.low == estimate.high:
        return number(estimate.mean)
    return f"{number(estimate.mean)}±{number(estimate.high - estimate.mean, 3)}"


def days_of_fighting(quantiles: Sequence[Quantile]) -> str:
    """Median with its interval, and the range that holds 80 % of replications."""
    low, median, high = quantiles
    return f"median {days(median)}, in 80% of replications between {low.value:.0f} and {high.value:.0f}"


def days(quantile: Quantile) -> str:
    """120 (110 to 131); an end that the sample cannot bound is a dash."""
    if not quantile.of:
        return "–"
    ends = ("–" if isnan(end) else f"{end:.0f}" for end in (quantile.low, quantile.high))
    return f"{quantile.value:.0f} ({' to '.join(ends)})"
