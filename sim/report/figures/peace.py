"""How long peace lasts after a settlement."""

from __future__ import annotations

from sim.analysis.durations import PeaceDuration
from sim.analysis.survival import AGREEMENTS_OVER
from sim.report import amounts, theme
from sim.report.blocks import Chart, DataTable
from sim.report.figures.rows import share_rows


def peace(peace: PeaceDuration) -> Chart:
    """A bar for war that is back within a year, and within five."""
    rows = (("Within a year", peace.within_a_year, 1), ("Within five years", peace.within_five, 5))
    return Chart(
        id="peace",
        title="After how many settlements war is back",
        caption=(
            f"Of {peace.within_five.of:,} settlements: within a year {amounts.told(peace.within_a_year)}, within five "
            f"{amounts.told(peace.within_five)}. Of 368 peace agreements of 1975–2021 (UCDP) it were "
            f"{amounts.estimate(AGREEMENTS_OVER[1])} and {amounts.estimate(AGREEMENTS_OVER[5])}. "
            "Guarantees that are believed make it rarer."
        ),
        table=DataTable(
            ("War is back", "Share (95% interval)", "In the data"),
            tuple(
                (name, amounts.estimate(s), amounts.estimate(AGREEMENTS_OVER[years]))
                for name, s, years in rows
            ),
        ),
        **share_rows([(name, s, theme.VERMILLION) for name, s, _ in rows], "share of settlements"),
    )
