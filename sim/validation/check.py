"""One row of the table: what a source says, what we compute, and whether the two agree."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import isfinite, isnan, nan, sqrt, trunc
from typing import Literal, TypeAlias

from sim.analysis.intervals import Z95, Mean, Share

Verdict: TypeAlias = Literal["agrees", "differs", "differs, as known", "measured", "skipped"]
MOST = 3.5  # standard errors: a true claim fails once in two thousand times


@dataclass(frozen=True)
class Check:
    """Numbers are in the unit that the name says."""

    group: str
    name: str
    source: str
    expected: str | float
    computed: str | float
    verdict: Verdict
    error: float | None = (
        None  # one standard error of what was computed; None where nothing is left to chance
    )
    allowed: float | None = None  # distance from what is expected; None where there must be none
    apart: str = ""  # how far they are, in words
    note: str = ""


def within_standard_errors(
    name: str, source: str, expected: float, estimate: Share | Mean, *, group: str, note: str = ""
) -> Check:
    """An estimate agrees if it lies at most 3.5 standard errors from what is expected.

    The error of a share is that of the share expected, so 0 and 1 have none and must be met exactly. There
    must be something to estimate from.
    """
    computed = estimate.share if isinstance(estimate, Share) else estimate.mean
    error, distance = standard_error(expected, estimate), abs(computed - expected)
    verdict: Verdict = "agrees" if distance <= MOST * error else "differs"
    row = Check(group, name, source, expected, computed, verdict, error=error, note=note)
    return replace(row, apart=how_far(distance, error))


def how_far(apart: float, error: float) -> str:
    """The distance in standard errors, if there are any."""
    if isnan(error):
        return "nothing to estimate from"
    return f"{apart / error:.1f} standard errors apart, {MOST} allowed" if error else "no distance is allowed"


def standard_error(expected: float, estimate: Share | Mean) -> float:
    """Of a share, were it as expected; of a mean, by the spread of its sample. NaN with nothing to go by."""
    if isinstance(estimate, Share):
        return sqrt(expected * (1.0 - expected) / estimate.of) if estimate.of else nan
    return (estimate.high - estimate.low) / (2.0 * Z95)


def within_tolerance(
    name: str, source: str, expected: float, computed: float, tolerance: float, *, group: str, note: str = ""
) -> Check:
    """A number in which chance has no part agrees up to a tolerance: that of a grid, a round or a rounding."""
    distance = abs(computed - expected)
    verdict: Verdict = "agrees" if distance <= tolerance else "differs"
    row = Check(group, name, source, expected, computed, verdict, allowed=tolerance, note=note)
    return replace(row, apart=f"{distance:.3g} apart, {tolerance:.3g} allowed")


def as_printed(
    name: str, source: str, printed: float, computed: float, decimals: int, *, group: str, note: str = ""
) -> Check:
    """A number agrees with one in print if rounding it, or cutting it off, leaves what is printed."""
    scaled, shown = computed * 10.0**decimals, round(printed * 10.0**decimals)
    verdict: Verdict = "agrees" if isfinite(scaled) and shown in (round(scaled), trunc(scaled)) else "differs"
    row = Check(group, name, source, printed, computed, verdict, note=note)
    return replace(row, apart=f"{abs(computed - printed):.3g} apart, rounding or cutting off allowed")


def same(name: str, source: str, expected: str, computed: str, *, group: str, note: str = "") -> Check:
    """Words agree if they are the same."""
    verdict: Verdict = "agrees" if computed == expected else "differs"
    return Check(group, name, source, expected, computed, verdict, note=note)


def known(row: Check, computed: float, tolerance: float, why: str) -> Check:
    """A row that is known to differ, and by how much: it fails too if it comes to agree or to differ otherwise."""
    as_known = row.verdict == "differs" and abs(float(row.computed) - computed) <= tolerance
    verdict: Verdict = "differs, as known" if as_known else "differs"
    return replace(
        row, verdict=verdict, note=f"{computed:g} is what was computed when this was written; {why}"
    )


def measured(
    name: str, source: str, computed: str | float, error: float | None = None, *, group: str, note: str = ""
) -> Check:
    """Something for which there is no number to agree with: told, and not judged."""
    return Check(group, name, source, "", computed, "measured", error=error, note=note)


def skipped(name: str, source: str, why: str, *, group: str) -> Check:
    """A check that could not be made here, and why."""
    return Check(group, name, source, "", "", "skipped", note=why)
