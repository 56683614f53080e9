"""How the talks end, scenario under scenario."""

from __future__ import annotations

from sim.analysis.comparison import Comparison
from sim.bargaining.outcomes import OUTCOMES
from sim.report import amounts, theme, wording
from sim.report.blocks import Chart, DataTable, TableBlock
from sim.report.comparison.sentences import nothing
from sim.report.figures.rows import stacked_rows


def outcomes(found: Comparison) -> Chart:
    """A bar for each scenario, its parts the outcomes."""
    known = [name for name in OUTCOMES if any(name in side.outcomes for side in found.sides)]
    none = nothing(found.runs)
    parts = [
        (wording.OUTCOMES[name], theme.OUTCOME_COLOURS[name], [s.outcomes.get(name, none) for s in found.sides])
        for name in reversed(known)
        if any(side.outcomes.get(name, none).hits for side in found.sides)
    ]  # fmt: skip
    rows = [
        (wording.OUTCOMES[n], *(amounts.estimate(s.outcomes.get(n, none)) for s in found.sides)) for n in known
    ]  # fmt: skip
    return Chart(
        id="outcomes",
        title="How the talks end",
        caption=(
            f"Each bar is all {found.runs:,} replications of one scenario, from the best outcome on the left to the "
            "worst on the right. The table has the shares with their 95% intervals."
        ),
        table=DataTable(("Outcome, share (95% interval)", *(s.name for s in found.sides)), tuple(rows)),
        **stacked_rows(parts, [side.name for side in found.sides], "share of replications"),
    )


def compared(found: Comparison) -> TableBlock:
    """Which scenario a short name means."""
    rows = tuple((side.name, side.title) for side in found.sides)
    caption = f"The base of all comparisons is {found.base.name}. Seed {found.seed}."
    return TableBlock("compared", "What is compared", caption, DataTable(("Name", "Title"), rows))
