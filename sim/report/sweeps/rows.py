"""A sweep over words, or over a table of cases: a row for each, with a mark for each event."""

from __future__ import annotations

from collections.abc import Sequence

from sim.analysis.sweep import Cell, Sweep
from sim.report import wording
from sim.report.axes import axis, share_axis
from sim.report.blocks import Chart, Key
from sim.report.figures.rows import BREATH, NEXT_MARK, ONE_LINE, mark_below, row_layout
from sim.report.marks import Ends, Trace, ends, points, text, whiskers
from sim.report.sweeps import sentences
from sim.report.sweeps.table import EVENT_COLOURS, EVENT_MARKERS, apart, share, table

MOST = 40  # rows that are drawn; the others stand in the table
EXTRA = BREATH + 2 * NEXT_MARK


def shares(sweep: Sweep) -> Chart:
    """How often, the scenario as written first."""
    cells = [sweep.base, *sweep.cells[:MOST]]
    return Chart(
        id="cases",
        title="How often",
        caption=(
            "Share of replications in each case, with 95% intervals. "
            f"{sentences.base(sweep)} {sentences.turning(sweep)}{_left_out(sweep)}"
        ),
        data=[_shares(cells, event, place) for place, event in enumerate(sentences.events(sweep))],
        layout=row_layout(_labels(sweep, cells), extra=EXTRA, xaxis=share_axis("share of replications")),
        table=table(sweep),
        keys=_keys(sweep),
    )


def differences(sweep: Sweep) -> Chart:
    """How far from the scenario as written."""
    cells = sweep.cells[:MOST]
    return Chart(
        id="cases-apart",
        title="How far from the scenario as written",
        caption=(
            "How many of a hundred replications more, or fewer, than in the scenario as written. "
            f"{sentences.distinguishable(sweep)}{_left_out(sweep)}"
        ),
        data=[_apart(cells, event, place) for place, event in enumerate(sentences.events(sweep))],
        layout=row_layout(
            _labels(sweep, cells),
            extra=EXTRA,
            xaxis=axis("percentage points", zeroline=True, zerolinecolor="@ink"),
        ),
        table=table(sweep),
        keys=_keys(sweep),
    )


def _left_out(sweep: Sweep) -> str:
    rest = len(sweep.cells) - MOST
    return f" The first {MOST} are drawn; {rest:,} more stand in the table." if rest > 0 else ""


def _labels(sweep: Sweep, cells: Sequence[Cell]) -> list[tuple[str, str]]:
    return [("As written" if cell is sweep.base else wording.clean(cell.label), "") for cell in cells]


def _keys(sweep: Sweep) -> tuple[Key, ...]:
    return tuple(
        Key(wording.sentence(sentences.EVENTS[name]), EVENT_COLOURS[name], EVENT_MARKERS[name])
        for name in sentences.events(sweep)
    )


def _shares(cells: Sequence[Cell], event: str, place: int) -> Trace:
    rows = [(row, cell) for row, cell in enumerate(cells) if cell.can_fail]
    found = ends((cell.events[event].share for _, cell in rows), "share")
    said = [f"{text(sentences.EVENTS[event])}: {text(share(cell, event))}" for _, cell in rows]
    return _marks(found, said, [row for row, _ in rows], event, place, EVENT_MARKERS[event])


def _apart(cells: Sequence[Cell], event: str, place: int) -> Trace:
    rows = [(row, cell) for row, cell in enumerate(cells) if cell.events[event].less_base is not None]
    found = ends((cell.events[event].less_base for _, cell in rows), "difference", 100.0)
    marker = EVENT_MARKERS[event]
    symbols = [marker if cell.events[event].clear else f"{marker}-open" for _, cell in rows]
    said = [f"{text(sentences.EVENTS[event])}: {text(apart(cell, event))} points" for _, cell in rows]
    return _marks(found, said, [row for row, _ in rows], event, place, symbols)


def _marks(
    found: Ends, said: Sequence[str], rows: Sequence[int], event: str, place: int, symbol: str | Sequence[str]
) -> Trace:
    y = [row + mark_below(place, ONE_LINE + EXTRA) for row in rows]
    return points(found.of, y, said, color=EVENT_COLOURS[event], size=10, symbol=symbol) | whiskers(found)
