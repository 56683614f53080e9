"""The tables and the calibration curve of a ledger."""

from __future__ import annotations

from sim.ledger.grades import Grades
from sim.report import amounts, theme, wording
from sim.report.axes import layout, share_axis
from sim.report.blocks import Chart, DataTable, Key, TableBlock
from sim.report.ledger.sentences import RIVALS, others, score, source
from sim.report.marks import ends, line, points, whiskers


def forecasts(found: Grades) -> TableBlock:
    """Every forecast in a row, the newest last."""
    heads = ("", "Said", "Came", "Question", "Base rate", "Others", "By", "Brier")
    rows = tuple(
        (
            str(each.number),
            amounts.percent(each.probability),
            each.outcome,
            wording.clean(each.question),
            amounts.percent(each.base),
            others(each) or amounts.DASH,
            each.by,
            amounts.number(each.brier, 3),
        )
        for each in found.forecasts
    )
    caption = f"Numbers are those of the entries in the ledger. Hash of its last entry: {found.head}."
    return TableBlock("forecasts-made", "All forecasts", caption, DataTable(heads, rows))


def origins(found: Grades) -> TableBlock:
    """Where each comes from, and who says what came of it."""
    rows = tuple(
        (
            str(each.number),
            each.made,
            source(each),
            wording.clean(each.source) or amounts.DASH,
            wording.clean(each.note) or amounts.DASH,
        )
        for each in found.forecasts
    )
    caption = (
        "The ledger holds the seed, the replications and the hashes of scenario and program of each study."
    )
    return TableBlock(
        "origins",
        "Where they come from",
        caption,
        DataTable(("", "Made", "From", "Who says what came", "Note"), rows),
    )


def scores(found: Grades) -> TableBlock:
    """Ours, and those of others on the same questions."""
    ours = ("these forecasts", str(found.brier.of), score(found.brier), score(found.log), amounts.DASH)
    rows = [
        (RIVALS[each.name], str(each.brier.of), score(each.brier), score(each.log), score(each.ahead))
        for each in found.rivals
    ]
    right = found.if_right
    caption = (
        f"Means with 95% intervals. Were every probability right, the Brier score would lie between "
        f"{amounts.number(right.low, 3)} and {amounts.number(right.high, 3)}. The last column is the Brier score of "
        "these forecasts less that of the row, question by question: below 0 these are better."
    )
    heads = ("", "Questions", "Brier", "Log", "Ours less theirs")
    return TableBlock("scores", "Scores", caption, DataTable(heads, (ours, *rows)))


def curve(found: Grades) -> Chart:
    """How often what was said to be so probable came."""
    bins = found.bins
    said = [
        f"said {amounts.percent(each.said)}, came {amounts.estimate(each.happened)}, {each.happened.of} forecasts"
        for each in bins
    ]
    shares = ends((each.happened for each in bins), "share")
    dots = points([each.said for each in bins], shares.of, said, color=theme.BLUE, size=10)
    right = line([0, 1], [0, 1], color="@muted", width=1.4, dash="dash")
    return Chart(
        id="calibration",
        title="Does what is said to be likely come?",
        caption=(
            "Forecasts in five bins by their probability: right of the middle what was said to be likelier. On the "
            "dashed line as much came as was said. Thin lines: 95% intervals."
        ),
        data=[right, dots | whiskers(shares, "y")],
        layout=layout(
            380,
            xaxis=share_axis("said, mean of the bin", range=[-0.02, 1.02]),
            yaxis=share_axis("came", range=[-0.02, 1.02]),
        ),
        table=DataTable(
            ("Said (mean)", "Came (95% interval)", "Forecasts"),
            tuple((amounts.percent(e.said), amounts.estimate(e.happened), str(e.happened.of)) for e in bins),
        ),
        keys=(Key("Forecasts", theme.BLUE, "circle"), Key("Right", "var(--muted)", "dash")),
    )
