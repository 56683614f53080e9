"""Inputs by what they do to an outcome: indices with intervals, and swings on common luck."""

from __future__ import annotations

from typing import Any

from sim.analysis.sensitivity.answer import INDICES, Influence, Influences
from sim.report import theme, wording
from sim.report.axes import axis, share_axis
from sim.report.blocks import Chart, DataTable, Key
from sim.report.figures.rows import SECOND_MARK, height, mark_below, row_layout
from sim.report.marks import Ends, Trace, ends, points, text, whiskers
from sim.report.naming import Named
from sim.report.sensitivity import sentences as told

FEWEST, MOST = 6, 12  # rows of a figure; its table has them all
STYLES = ((theme.BLUE, "circle"), (theme.ORANGE, "diamond"))


def indices(found: Influences, method: str, named: Named, key: str) -> Chart:
    """Two marks for each input, the strongest inputs first."""
    names, drawn = INDICES[method], found.influences[: _rows(found)]
    labels = [(named(each.path), f"rank {told.rank(each)}") for each in drawn]
    return Chart(
        id=key,
        title=f"Inputs that move {told.outcome(found.outcome)}",
        caption=_caption(found, method, named),
        data=[
            _marks(drawn, named, name, mark_below(place, height(labels, SECOND_MARK)), STYLES[place])
            for place, name in enumerate(names)
        ],
        layout=row_layout(labels, extra=SECOND_MARK, xaxis=_axis(drawn, names, method)),
        table=_table(found, named, names),
        keys=tuple(Key(told.NAMES[name], *style) for name, style in zip(names, STYLES, strict=True)),
    )


def _rows(found: Influences) -> int:
    """As many as can be told from chance, if there is room."""
    return max(FEWEST, min(MOST, sum(each.clear for each in found.influences)))


def _axis(drawn: tuple[Influence, ...], names: tuple[str, ...], method: str) -> dict[str, Any]:
    most = 1.06 * max(each.indices[name].high for each in drawn for name in names)
    if method == "morris":
        return axis("change per whole range of luck", range=[-0.02 * most, most], nticks=6)
    title = "part of the spread" + (", and delta" if method == "given" else "")
    return share_axis(title, range=[-0.02 * most, most], tickvals=None, nticks=6, tickformat=None)


def _marks(
    drawn: tuple[Influence, ...], named: Named, name: str, place: float, style: tuple[str, str]
) -> Trace:
    colour, symbol = style
    found = [each.indices[name] for each in drawn]
    at = Ends(*([max(0.0, end) for end in column] for column in ends(found, "value")))
    said = [
        f"{text(named(each.path))}, {told.NAMES[name]}: {text(told.index(name, each.indices[name]))}"
        for each in drawn
    ]
    y = [k + place for k in range(len(drawn))]
    filled = [symbol if each.clear else f"{symbol}-open" for each in drawn]
    return points(at.of, y, said, color=colour, size=11, symbol=filled) | whiskers(at)


def _caption(found: Influences, method: str, named: Named) -> str:
    more = len(found.influences) - _rows(found)
    delta = ", for an event by how much its share changes" if found.is_share else ""
    return (
        f"{told.SENSE[method]}{delta if method == 'given' else ''}. Lines are 95% intervals. Inputs whose "
        f"intervals overlap, widened to allow for {len(found.influences)} of them, share ranks. Filled marks can be "
        f"told from chance, by the draws or by a swing.{f' {more} more stand in the table.' if more > 0 else ''}"
        f"{told.weights_note(found) if method == 'given' else ''}{told.tied_note(found, named)}"
    )


def _table(found: Influences, named: Named, names: tuple[str, ...]) -> DataTable:
    return DataTable(
        (
            "Input",
            "Rank",
            *(f"{wording.sentence(told.NAMES[n])} (95% interval)" for n in names),
            "",
            "Path",
        ),
        tuple(
            (
                named(each.path),
                told.rank(each),
                *(told.index(name, each.indices[name]) for name in names),
                "" if each.clear else "chance?",
                wording.clean(each.path),
            )
            for each in found.influences
        ),
    )
