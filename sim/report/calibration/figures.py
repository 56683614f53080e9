"""Targets and inputs, before and after."""

from __future__ import annotations

from collections.abc import Sequence

from sim.analysis.calibration.answer import Calibration, Met, Narrowed
from sim.analysis.intervals import Share
from sim.report import amounts, theme
from sim.report.axes import axis, share_axis
from sim.report.blocks import Chart, DataTable, Key
from sim.report.calibration import sentences
from sim.report.figures.rows import row_layout
from sim.report.marks import EDGE, Ends, Trace, bars, ends, points, text, whiskers

RANGE = {0.0: "lowest stated", 1.0: "highest stated"}
BEFORE, AFTER = theme.GREY, theme.BLUE
KEYS = (Key("as stated", BEFORE, "circle"), Key("narrowed", AFTER, "diamond"))


def targets(found: Calibration) -> Chart:
    """A band that is wanted in each row, and two marks."""
    rows = found.met
    labels = [(row.name, sentences.verdict(row)) for row in rows]
    return Chart(
        id="targets",
        title="What was wanted, and what comes out",
        caption=(
            "Bands: the probabilities that agree with the target. Marks: the share of replications, with its 95% "
            "interval, with the inputs as stated and as narrowed; the latter with other luck than that which narrowed "
            "them. Met: the interval reaches into the band."
        ),
        data=[
            _bands(rows),
            _marks([row.before for row in rows], BEFORE, "circle", -0.02, "as stated"),
            _marks([row.after for row in rows], AFTER, "diamond", 0.16, "narrowed"),
        ],
        layout=row_layout(labels, extra=14, xaxis=share_axis("share of replications")),
        table=DataTable(
            ("Target", "Wanted", "As stated (95% interval)", "Narrowed (95% interval)", "", "Source"),
            tuple(
                (
                    row.name,
                    sentences.wanted(row),
                    amounts.estimate(row.before),
                    amounts.estimate(row.after),
                    sentences.verdict(row),
                    row.note,
                )
                for row in rows
            ),
        ),
        keys=(Key("wanted", "@zone", "box"), *KEYS),
    )


def _bands(rows: Sequence[Met]) -> Trace:
    drawn = bars([max(row.high - row.low, 0.004) for row in rows], 0.44, color="@zone")
    return drawn | {"base": [row.low for row in rows], "y": [k + 0.07 for k in range(len(rows))]}


def _marks(shares: Sequence[Share], colour: str, symbol: str, offset: float, name: str) -> Trace:
    known = [(k, share) for k, share in enumerate(shares) if share.of]
    found = ends((share for _, share in known), "share")
    said = [f"{name}: {text(amounts.estimate(s))}" for _, s in known]
    y = [k + offset for k, _ in known]
    return points(found.of, y, said, color=colour, symbol=symbol, size=11, line=EDGE) | whiskers(found)


def inputs(found: Calibration) -> Chart:
    """For each number that moves, where nine draws in ten lie within its range."""
    rows = found.narrowed
    labels = [(row.path, sentences.arrow(row)) for row in rows]
    return Chart(
        id="inputs",
        title="Which inputs move, and how far",
        caption=(
            "Lines: where nine draws in ten lie, between the lowest and the highest that was stated; marks: the median "
            "(of a coin: the chance of heads). An input keeps its range and is tilted within it. Bits: how much was "
            "added to what was stated; one bit halves what was thought possible."
        ),
        data=[
            _spans(rows, before=True, offset=-0.04),
            _spans(rows, before=False, offset=0.14),
        ],
        layout=row_layout(
            labels,
            extra=14,
            xaxis=axis(range=[-0.03, 1.03], tickvals=list(RANGE), ticktext=list(RANGE.values())),
        ),
        table=DataTable(
            ("Number", "As stated: median (5% to 95%)", "Narrowed", "Bits"),
            tuple(
                (
                    row.path,
                    sentences.span(row.before, row.form),
                    sentences.span(row.after, row.form),
                    sentences.bits(row),
                )
                for row in rows
            ),
        ),
        keys=KEYS,
    )


def _spans(rows: Sequence[Narrowed], before: bool, offset: float) -> Trace:
    placed = [_placed(row, row.before if before else row.after) for row in rows]
    colour, symbol = (BEFORE, "circle") if before else (AFTER, "diamond")
    middles = [each[len(each) // 2] for each in placed]
    spans = Ends(middles, [each[0] for each in placed], [each[-1] for each in placed])
    said = [text(sentences.span(row.before if before else row.after, row.form)) for row in rows]
    drawn = points(
        spans.of,
        [k + offset for k in range(len(rows))],
        said,
        color=colour,
        symbol=symbol,
        size=11,
        line=EDGE,
    )
    return drawn | whiskers(spans, color=colour, thickness=3, width=0)


def _placed(number: Narrowed, points: tuple[float, ...]) -> list[float]:
    """Within the range that was stated, from 0 to 1; a probability is where it is."""
    low, high = number.range
    return [min(max((point - low) / (high - low), 0.0), 1.0) for point in points]
