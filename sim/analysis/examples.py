"""Which replications to tell: an ordinary one of each main outcome."""

from __future__ import annotations

import numpy as np

from sim.bargaining.outcomes import OUTCOMES, Floats, Outcomes


def examples(outcomes: Outcomes, at_most: int = 4) -> tuple[int, ...]:
    """Replication numbers, the most frequent outcome first."""
    counts = np.bincount(outcomes.outcome, minlength=len(OUTCOMES))
    codes = sorted(np.flatnonzero(counts).tolist(), key=lambda code: (-counts[code], code))
    return tuple(ordinary(outcomes, code) for code in codes[:at_most])


def ordinary(outcomes: Outcomes, code: int) -> int:
    """The replication with this outcome whose decisive day is nearest to the median of its kind; the first of several.

    There must be one.
    """
    rows = np.flatnonzero(outcomes.outcome == code)
    days = _decisive_day(outcomes)[rows]
    return int(rows[np.argmin(np.abs(days - np.median(days)))])


def closest_miss(outcomes: Outcomes, lacking: Floats) -> int | None:
    """The replication that failed and lacked least of a settlement; the first of equals, None if there is no such one.

    It failed if nothing was signed: a text that is voted down at home is no miss. lacking [replication]: see
    bargaining.near_misses.
    """
    signed = np.isin(outcomes.outcome, [OUTCOMES.index("settlement"), OUTCOMES.index("not_ratified")])
    short = np.where(signed, np.inf, lacking)
    nearest = int(np.argmin(short))
    return nearest if np.isfinite(short[nearest]) else None


def _decisive_day(outcomes: Outcomes) -> Floats:
    """[replication] the settlement, else the full ceasefire, else any, else the end of the talks."""
    day = outcomes.last_day
    for better in (outcomes.ceasefire_day, outcomes.full_ceasefire_day, outcomes.settlement_day):
        day = np.where(np.isnan(better), day, better)
    return day
