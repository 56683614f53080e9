"""What all the lines come to, in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import isnan

from sim.backtest.columns import by_lot
from sim.backtest.score import Findings, Fitted, Placebo, Score


def first_line(found: Findings) -> str:
    """Where the program is worse than the base rate by more than its interval; the first thing that is said."""
    ours = [row for row in found.scores if row.verdict == "worse" and row.ours]
    return f"Clearly worse than the base rate: {by_set(ours)}."


def skill(found: Findings) -> str:
    """Where it is clearly better, on cases that it had not seen."""
    ours = [row for row in found.scores if row.verdict == "better" and row.ours and not row.seen]
    return f"Clearly better, on cases that were not seen: {by_set(ours)}."


def by_set(rows: Sequence[Score]) -> str:
    """Who says so, of how many questions of each set."""
    named: dict[str, dict[str, int]] = {}
    for row in rows:
        by = named.setdefault(row.set, {})
        by[row.by] = by.get(row.by, 0) + 1
    return (
        "; ".join(f"{name} ({', '.join(map(times, by.items()))})" for name, by in named.items()) or "nowhere"
    )


def times(named: tuple[str, int]) -> str:
    """Who, and in how many questions."""
    by, count = named
    return by if count == 1 else f"{by} in {count} questions"


def dealt(found: Iterable[Placebo]) -> str:
    """What chance alone makes of it."""
    found = list(found)
    better, of = sum(one.better for one in found), sum(one.of for one in found)
    share = f"{better / of:.1%}" if of else "–"
    return f"With outcomes dealt out anew {better} of {of} forecasts seemed better ({share}; one in forty by chance)."


def tally(found: Findings) -> Iterator[str]:
    """What it all comes to."""
    yield first_line(found)
    yield skill(found)
    yield dealt(found.placebos)
    if found.fitted:
        yield as_shipped(found.fitted)
        yield twice(found.fitted)
    absent = [row.set for row in found.scores if row.verdict == "not here"]
    if absent:
        yield f"Not here, so not scored: {', '.join(absent)}."


def as_shipped(found: Sequence[Fitted]) -> str:
    """Of the fits that became defaults, whether either half alone would have given the same."""
    defaults = [row for row in found if "all" in row.holding]
    both = sum(len(row.holding) == 3 and row.alike for row in defaults)
    return (
        f"Shipped as they were fitted on all are {len(defaults)} numbers: "
        f"of {both} of them a fit on either half gives the same within its interval."
    )


def twice(found: Sequence[Fitted]) -> str:
    """Of all that was fitted on two halves, what differs by more than its intervals allow, and than chance does."""
    apart = [f"{row.set} ({row.name}, {row.how}; by lot {by_lot(row)})" for row in found if not row.alike]
    share = f"{len(apart)} of {len(found)} numbers (one in twenty by chance)"
    named = f": {'; '.join(apart)}" if apart else ""
    lots = [row.luck for row in found if not isnan(row.luck)]
    beyond = sum(luck <= 0.05 / len(lots) for luck in lots)
    return (
        f"Fitted on both halves, and farther apart than their intervals allow, are {share}{named}. "
        f"Beyond what chance does among {len(lots)} that are looked at (by lot below {0.05 / max(len(lots), 1):.1%}) "
        f"{'is' if beyond == 1 else 'are'} {beyond or 'none'}."
    )
