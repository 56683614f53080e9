"""Where the replications of the base end here: who is saved, and who is lost."""

from __future__ import annotations

from collections.abc import Iterator

from sim.analysis.comparison import Beside, Comparison, Side
from sim.analysis.intervals import Share, share
from sim.report import amounts, theme, wording
from sim.report.axes import axis
from sim.report.blocks import Chart, DataTable, HeatMap
from sim.report.blocks import Key as LegendKey
from sim.report.comparison.sentences import brief_end
from sim.report.figures.rows import row_layout, share_rows, zero_lines
from sim.report.marks import Ends, Trace, bars, ends, text, whiskers

MOST_MOVES = 12  # drawn; the table has all
SAVED, LOST = theme.GREEN, theme.VERMILLION


def moves(found: Comparison) -> Iterator[Chart]:
    """For one scenario beside the base: every move from one outcome to another, the most frequent first."""
    side, beside = found.others[0]
    rows = _moves(found, beside)
    if not rows:
        return
    labels = [f"{brief_end(a)} → {brief_end(b)}" for a, b, _ in rows]
    stayed = sum(beside.flow.counts[k][k] for k in range(len(beside.flow.ends)))
    yield Chart(
        id="moves",
        title=f"From the outcome in {found.base.name} to the one in {side.name}",
        caption=(
            f"Replications that end differently, in the colour of how they end in {side.name}, with 95% intervals"
            f"{_rarer(beside, len(rows))}. "
            f"{stayed:,} of {found.runs:,} end alike in both. {_told(beside)}"
        ),
        table=_table(found, beside),
        **share_rows(
            [(label, part, theme.OUTCOME_COLOURS[b]) for label, (_, b, part) in zip(labels, rows, strict=True)],
            "share of all replications",
            zoomed=True,
        ),
    )  # fmt: skip


def _moves(found: Comparison, beside: Beside) -> list[tuple[str, str, Share]]:
    """From, to, and the share of all replications."""
    ends = beside.flow.ends
    pairs = [
        (a, b, share(count, found.runs))
        for a, row in zip(ends, beside.flow.counts, strict=True)
        for b, count in zip(ends, row, strict=True)
        if a != b and count
    ]
    return sorted(pairs, key=lambda pair: -pair[2].hits)[:MOST_MOVES]


def _rarer(beside: Beside, shown: int) -> str:
    """What is left out."""
    every = sum(bool(n) for a, row in enumerate(beside.flow.counts) for b, n in enumerate(row) if a != b)
    return f"; what is rarer ({every - shown}) stands in the table" if every > shown else ""


def _told(beside: Beside) -> str:
    return (
        f"Settlements gained: {beside.flow.saved.hits:,}, in {amounts.told(beside.flow.saved)} of all replications; "
        f"lost: {beside.flow.lost.hits:,}, in {amounts.told(beside.flow.lost)}."
    )


def _table(found: Comparison, beside: Beside) -> DataTable:
    ends = [wording.OUTCOMES[end] for end in beside.flow.ends]
    rows = [
        (end, *(f"{count:,}" for count in row), f"{sum(row):,}")
        for end, row in zip(ends, beside.flow.counts, strict=True)
    ]
    return DataTable((f"{found.base.name} ↓, here →", *ends, "all"), tuple(rows))


def moved(found: Comparison) -> Chart:
    """Settlements gained and lost, a row for each scenario."""
    rows = [
        (side.name, beside.flow.saved, beside.flow.lost) for side, beside in found.others if beside.contrasts
    ]
    labels = [(name, f"+{saved.hits:,} −{lost.hits:,}") for name, saved, lost in rows]
    return Chart(
        id="moved",
        title="Settlements gained and lost",
        caption=(
            f"Share of all replications that settle in the scenario and not in {found.base.name} (right), and the "
            "other way round (left), with 95% intervals. Behind each name: how many replications."
        ),
        data=[
            _bars(labels, [saved for _, saved, _ in rows], 1.0, SAVED),
            _bars(labels, [lost for *_, lost in rows], -1.0, LOST),
        ],
        layout=row_layout(
            labels, xaxis=axis("percentage points of all replications"), shapes=zero_lines(len(rows)),
            barmode="overlay",
        ),
        table=DataTable(
            ("Scenario", "Gained (95% interval)", "Lost (95% interval)"),
            tuple((name, _counted(saved), _counted(lost)) for name, saved, lost in rows),
        ),
        keys=(LegendKey("gained", SAVED, "box"), LegendKey("lost", LOST, "box")),
    )  # fmt: skip


def _counted(part: Share) -> str:
    return f"{part.hits:,}: {amounts.estimate(part)}"


def _bars(labels: list[tuple[str, str]], parts: list[Share], sign: float, colour: str) -> Trace:
    of, low, high = ends(parts, "share", 100.0 * sign)
    found = Ends(of, *((low, high) if sign > 0 else (high, low)))
    said = [f"{text(name)}: {text(_counted(p))}" for (name, _), p in zip(labels, parts, strict=True)]
    return bars(of, 0.4, said, color=colour) | whiskers(found)


def maps(found: Comparison) -> Iterator[HeatMap]:
    """A small table for each scenario: from the outcome in the base to the outcome here."""
    for number, (side, beside) in enumerate(found.others):
        if beside.contrasts:
            yield _map(found, number, side, beside)


def _map(found: Comparison, number: int, side: Side, beside: Beside) -> HeatMap:
    ends, counts = beside.flow.ends, beside.flow.counts
    return HeatMap(
        id=f"flow-{number}",
        title=f"From {found.base.name} to {side.name}",
        caption=(
            f"Rows: how replications end in {found.base.name}, and how many; across: how the same ones end in "
            f"{side.name}, in percent of the row (95% interval). {_told(beside)}"
        ),
        heads=tuple(wording.OUTCOMES[end] for end in ends),
        rows=tuple(
            (f"{wording.OUTCOMES[end]}: {sum(row):,}", tuple(share(count, sum(row)) for count in row))
            for end, row in zip(ends, counts, strict=True)
            if sum(row)
        ),
    )
