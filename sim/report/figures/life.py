"""How long the first full ceasefire lasts."""

from __future__ import annotations

from sim.analysis.durations import CeasefireDuration
from sim.analysis.intervals import Share
from sim.report import amounts, theme
from sim.report.blocks import Chart, DataTable
from sim.report.figures.rows import share_rows

LIVES = {
    "under_30": ("Less than 30 days", theme.VERMILLION),
    "days_30_to_90": ("30 to 90 days", theme.ORANGE),
    "over_90": ("More than 90 days", theme.GREEN),
    "still_in_force": ("Still in force, 90 days or younger", theme.GREY),
}


def life(life: CeasefireDuration) -> Chart:
    """A bar for each span of life."""
    shares: dict[str, Share] = {name: getattr(life, name) for name in LIVES}
    cases = life.over_90.of
    return Chart(
        id="life",
        title="How long the first full ceasefire lasts",
        caption=(
            f"Of {cases:,} replications with a full ceasefire: less than 30 days in "
            f"{amounts.told(life.under_30)}, 30 to 90 days in {amounts.told(life.days_30_to_90)}, "
            f"more than 90 days in {amounts.told(life.over_90)}. Those still in force when the talks "
            "end count as more than 90 days only if they are older than that already; the others stand "
            "apart, their end unseen."
        ),
        table=DataTable(
            ("Life", "Replications", "Share (95% interval)"),
            tuple((LIVES[n][0], f"{s.hits:,}", amounts.estimate(s)) for n, s in shares.items()),
        ),
        **share_rows([(LIVES[n][0], s, LIVES[n][1]) for n, s in shares.items()], "share of full ceasefires"),
    )
