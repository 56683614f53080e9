"""Why not: was there anything to find?"""

from __future__ import annotations

from sim.analysis.failures import Failures
from sim.analysis.summary import Summary
from sim.report import amounts, theme
from sim.report.blocks import Chart, DataTable
from sim.report.figures.rows import share_rows


def failures(summary: Summary) -> Chart:
    """No zone, missed deal, and agreed in vain where somebody must ratify."""
    split = summary.failures
    rows = [
        ("No zone of agreement", split.no_zone, theme.GREY),
        ("Missed deal", split.missed_deal, theme.ORANGE),
    ]
    ratified = "not_ratified" in summary.outcomes
    if ratified:
        rows.append(("Agreed, then rejected at home", split.rejected, theme.OUTCOME_COLOURS["not_ratified"]))
    return Chart(
        id="failures",
        title="Nothing to find, or not found",
        caption=(
            f"{split.of_all.hits:,} of {split.of_all.of:,} replications end without a settlement. In "
            f"{amounts.told(split.missed_deal)} of these a deal acceptable to all existed on some day "
            f"and was missed; in {amounts.told(split.no_zone)} there was nothing to find"
            f"{_rejected(split) if ratified else ''}. Over all replications a zone opened in "
            f"{amounts.told(summary.zone)}, and was open at the end in "
            f"{amounts.told(summary.zone_at_end)}."
        ),
        table=DataTable(
            ("Failure", "Replications", "Share of failures (95% interval)"),
            tuple((label, f"{part.hits:,}", amounts.estimate(part)) for label, part, _ in rows),
        ),
        **share_rows(rows, "share of failed replications"),
    )


def _rejected(split: Failures) -> str:
    return f"; in {amounts.told(split.rejected)} a text was agreed, then rejected at home"
