"""What came out: the share of each outcome."""

from __future__ import annotations

from sim.analysis.intervals import Share
from sim.analysis.summary import Summary
from sim.report import amounts, theme, wording
from sim.report.blocks import Chart, DataTable
from sim.report.figures.rows import share_rows


def outcomes(summary: Summary) -> Chart:
    """A bar for each outcome that occurred, the most frequent first."""
    seen = sorted((kv for kv in summary.outcomes.items() if kv[1].hits), key=lambda kv: -kv[1].hits)
    rows = [(wording.OUTCOMES[name], share, theme.OUTCOME_COLOURS[name]) for name, share in seen]
    return Chart(
        id="outcomes",
        title="How the talks end",
        caption=_caption(summary, dict(seen)),
        table=DataTable(
            ("Outcome", "Replications", "Share (95% interval)"),
            tuple(
                (wording.OUTCOMES[name], f"{share.hits:,}", amounts.estimate(share))
                for name, share in summary.outcomes.items()
            ),
        ),
        **share_rows(rows, "share of replications"),
    )


def _holding(summary: Summary) -> str:
    """One that holds at the end may be the second, or the fifth."""
    first = None if summary.life is None else summary.life.holding_first
    if first is None or not first.of:
        return ""
    return f" A full ceasefire that holds at the end is the first one in {amounts.told(first)} of these."


def _caption(summary: Summary, seen: dict[str, Share]) -> str:
    name, most = next(iter(seen.items()))
    rest = [wording.OUTCOMES[name].lower() for name, share in summary.outcomes.items() if not share.hits]
    never = f" Never seen: {wording.listed(rest)}." if rest else ""
    return (
        f"{wording.OUTCOMES[name]} is the most frequent end: {amounts.told(most)} of {summary.runs:,} "
        f"replications.{never}{_holding(summary)} The thin lines are 95% intervals: they say how far chance in a "
        "finite number of replications may have moved a share, not how sure the assumptions are."
    )
