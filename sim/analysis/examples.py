"""Which replications to tell: an ordinary one of each main outcome."""

from __future__ import annotations

import numpy as np

from sim.bargaining.outcomes import OUTCOMES, Floats, Outcomes


def examples(outcomes: Outcomes, at_most: int = 4) -> tuple[int, ...]:
    """Replication numbers, the most frequent outcome first."""
    counts = np.bincount(outcomes.outcome, minlength=len(OUTCOMES))
    codes = sorted(np.flatnonzero(counts).tolist(), key=lambda code: (-counts[code], code))
    return tuple(_ordinary(outcomes, code) for code in codes[:at_most])


def _ordinary(outcomes: Outcomes, code: int) -> int:
    """The one whose decisive day is nearest to the median of its kind; the first of several."""
    rows = np.flatnonzero(outcomes.outcome == code)
    days = _decisive_day(outcomes)[rows]
    return int(rows[np.argmin(np.abs(days - np.median(days)))])


def _decisive_day(outcomes: Outcomes) -> Floats:
    """[replication] the settlement, else the full ceasefire, else any, else the end of the talks."""
    day = outcomes.last_day
    for better in (outcomes.ceasefire_day, outcomes.full_ceasefire_day, outcomes.settlement_day):
        day = np.where(np.isnan(better), day, better)
    return day
