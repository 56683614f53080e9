"""Paired differences: a dot with its interval for each event and scenario."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from sim.analysis.comparison import Comparison, Contrast
from sim.analysis.contrasts import EVENTS
from sim.report import amounts, theme, wording
from sim.report.axes import axis
from sim.report.blocks import Chart, DataTable, Key, TableBlock
from sim.report.comparison.sentences import event, same, verdict
from sim.report.figures.rows import Drawing, row_layout, zero_lines
from sim.report.marks import ends, points, text, whiskers

KEYS = (
    Key("clear", theme.BLUE, "circle"),
    Key("not distinguishable from chance", theme.GREY, "diamond"),
)
HEAD = ("base", "here", "Difference, points", "Verdict")


def differences(found: Comparison) -> Iterator[Chart]:
    """For one scenario all events in one figure; for several a figure for each of the main events."""
    if len(found.others) == 1:
        side, beside = found.others[0]
        rows = [(event(c.event), c) for c in beside.contrasts]
        title = wording.sentence(f"{side.name} less {found.base.name}, event by event")
        yield _chart("difference-events", title, _caption(found), rows, found.runs)
        return
    for name in EVENTS:
        rows = [(side.name, c) for side, beside in found.others for c in beside.contrasts if c.event == name]
        if rows:
            title = f"{event(name)}: each scenario less {found.base.name}"
            yield _chart(f"difference-{name}", title, _caption(found), rows, found.runs)


def _caption(found: Comparison) -> str:
    return (
        f"Percentage points, in the same {found.runs:,} replications; right of the line it happens more often than in "
        f"{found.base.name}. Lines: 95% intervals of the paired difference. A dot is clear if its interval leaves out "
        f"zero even with all {found.tried} differences allowed for."
    )


def _chart(key: str, title: str, caption: str, rows: Sequence[tuple[str, Contrast]], runs: int) -> Chart:
    table = DataTable(("", *HEAD), tuple((name, *_cells(c, runs)) for name, c in rows))
    return Chart(id=key, title=title, caption=caption, table=table, **_drawn(rows))


def _drawn(rows: Sequence[tuple[str, Contrast]]) -> Drawing:
    labels = [(name, amounts.points(c.difference)) for name, c in rows]
    found = ends((c.difference for _, c in rows), "difference", 100.0)
    said = [f"{text(name)}: {text(value)}" for name, value in labels]
    colours = [theme.BLUE if c.clear else theme.GREY for _, c in rows]
    symbols = ["circle" if c.clear else "diamond" for _, c in rows]
    marks = points(found.of, range(len(rows)), said, color=colours, symbol=symbols, size=12)
    layout = row_layout(labels, xaxis=axis("percentage points"), shapes=zero_lines(len(rows)))
    return {"data": [marks | whiskers(found)], "layout": layout, "keys": KEYS}


def _cells(contrast: Contrast, runs: int) -> tuple[str, ...]:
    shares = amounts.estimate(contrast.base), amounts.estimate(contrast.share)
    return *shares, amounts.points(contrast.difference), verdict(contrast, runs)


def everything(found: Comparison) -> TableBlock:
    """Every difference of several scenarios, the categories of outcomes included."""
    table = _matrix(found, None, lambda c: amounts.points(c.difference) + ("" if c.clear else " ?"))
    caption = (
        f"Percentage points, each scenario less {found.base.name} in the same replications (95% interval); with a "
        "question mark where it is not distinguishable from chance."
    )
    return TableBlock("all-differences", "Every difference", caption, table)


def pairing(found: Comparison) -> TableBlock:
    """How much surer the same luck makes differences."""
    return TableBlock(
        "pairing",
        "What the same luck is worth",
        "The variance of the difference between replications of different luck, over that between the same ones: "
        "so many times as many replications would have to be played to know it as well without common luck (95% "
        "interval).",
        _matrix(found, EVENTS, _gain),
    )


def _matrix(found: Comparison, only: tuple[str, ...] | None, told: Callable[[Contrast], str]) -> DataTable:
    """Scenarios down, events across."""
    names = list(dict.fromkeys(c.event for beside in found.beside for c in beside.contrasts))
    shown = [name for name in names if only is None or name in only]
    by_event = [{c.event: c for c in beside.contrasts} for beside in found.beside]
    rows = [
        (side.name, *(told(each[name]) if name in each else "–" for name in shown))
        for (side, _), each in zip(found.others, by_event, strict=True)
    ]
    return DataTable(("Scenario", *map(event, shown)), tuple(rows))


def _gain(contrast: Contrast) -> str:
    if contrast.gain is None:
        return "no replication differs" if same(contrast) else "all differ alike"
    return gained(contrast)


def gained(contrast: Contrast) -> str:
    """8.1 (7.2 to 9.0)."""
    assert contrast.gain
    ends = contrast.gain.times, contrast.gain.low, contrast.gain.high
    times, low, high = (amounts.number(end, 0 if end >= 20.0 else 1) for end in ends)
    return f"{times} ({low} to {high})"
