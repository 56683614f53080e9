"""How the talks end: bars, and behind them, as a ghost, those of the base."""

from __future__ import annotations

from sim.analysis.comparison import Comparison
from sim.bargaining.outcomes import OUTCOMES
from sim.report import amounts, theme, wording
from sim.report.axes import share_axis
from sim.report.blocks import Chart, DataTable, Key
from sim.report.comparison.sentences import nothing
from sim.report.figures.rows import row_layout
from sim.report.marks import bars, ends, text, whiskers

GHOST, BAR = 0.56, 0.3  # of a row


def ghost(found: Comparison) -> Chart:
    """A bar for each outcome that comes in either."""
    base, here, none = found.base, found.sides[-1], nothing(found.runs)
    names = [
        name
        for name in reversed(OUTCOMES)
        if any(side.outcomes.get(name, none).hits for side in (base, here))
    ]
    before, now = ([side.outcomes.get(name, none) for name in names] for side in (base, here))
    labels = [(wording.OUTCOMES[n], amounts.estimate(s)) for n, s in zip(names, now, strict=True)]
    said = [f"{text(name)}: {text(value)}" for name, value in labels]
    shares, colours = ends(now, "share"), [theme.OUTCOME_COLOURS[name] for name in names]
    rows = [
        (wording.OUTCOMES[n], amounts.estimate(b), amounts.estimate(s))
        for n, b, s in zip(names, before, now, strict=True)
    ]
    return Chart(
        id="ghost",
        title="How the talks end",
        caption=f"Shares of {found.runs:,} replications with 95% intervals; the pale bars are the scenario as it is.",
        data=[
            bars([s.share for s in before], GHOST, color="@line"),
            bars(shares.of, BAR, said, color=colours) | whiskers(shares),
        ],
        layout=row_layout(labels, xaxis=share_axis("share of replications"), barmode="overlay"),
        table=DataTable(("Outcome", "as it is", "with your changes"), tuple(rows)),
        keys=(Key("as it is", "@line", "box"), Key("with your changes", theme.OUTCOME_COLOURS["settlement"], "box")),
    )  # fmt: skip
