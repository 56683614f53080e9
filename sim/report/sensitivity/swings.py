"""The outcome with one input held low and held high: a tornado."""

from __future__ import annotations

from typing import Any

from sim.analysis.sensitivity.answer import Influences, Swing
from sim.report import amounts, theme, wording
from sim.report.axes import axis, share_axis
from sim.report.blocks import Chart, DataTable, Key
from sim.report.figures.rows import line_pieces, row_layout
from sim.report.marks import Trace, bars, text
from sim.report.naming import Named
from sim.report.sensitivity import sentences as told


def tornado(found: Influences, named: Named, key: str) -> Chart:
    """A bar from the outcome with an input low to the one with it high."""
    labels = [(named(each.path), told.apart(each.apart, found.is_share)) for each in found.swings]
    return Chart(
        id=key,
        title="One input at a time, held low and held high",
        caption=_swing_caption(found, named),
        data=[_bars(found, named, "low", theme.SKY), _bars(found, named, "high", theme.VERMILLION)],
        layout=row_layout(
            labels,
            xaxis=_swing_axis(found),
            barmode="overlay",
            shapes=line_pieces(len(labels), _unheld(found), 0.24, 0.24),
        ),
        table=_swing_table(found, named),
        keys=(Key("input held low", theme.SKY, "box"), Key("input held high", theme.VERMILLION, "box")),
    )


def _bars(found: Influences, named: Named, end: str, colour: str) -> Trace:
    at = [getattr(swing, end).value for swing in found.swings]
    labels = [
        f"{text(named(swing.path))} at {amounts.plain_number(getattr(swing, f'{end}_at'), 3)}: "
        f"{text(told.level(getattr(swing, end), found.is_share))}"
        for swing in found.swings
    ]
    base, edge = _unheld(found), {"color": "@ink", "width": 0.6}
    return bars([value - base for value in at], 0.36, labels, color=colour, line=edge) | {"base": base}


def _unheld(found: Influences) -> float:
    return (found.unheld or found.level).value


def _swing_axis(found: Influences) -> dict[str, Any]:
    if found.is_share:
        return share_axis(f"share with {told.outcome(found.outcome)}", range=None, tickvals=None, nticks=6)
    return axis(told.outcome(found.outcome), nticks=6)


def _swing_caption(found: Influences, named: Named) -> str:
    unit = ", in percentage points," if found.is_share else ""
    return (
        "The first replications are played again with one input held low in all of them (where a tenth of its draws "
        "lie below; of coins and choices at the lowest value), and then high, all else and all luck as drawn. In bold: "
        f"how much higher the outcome is{unit} with the input high, with the 95% interval of the paired difference. "
        f"The line is where the outcome is with nothing held.{_alone(found, named)}"
    )


def _alone(found: Influences, named: Named) -> str:
    """What is drawn together is not moved together."""
    tied = [each.path for each in found.swings if each.path in found.tied]
    if not tied:
        return ""
    return (
        f" Of what is drawn together ({wording.listed([named(path) for path in tied])}) one moves and the "
        "others stay: what the input itself does, apart from what goes with it."
    )


def _swing_table(found: Influences, named: Named) -> DataTable:
    heads = (
        "Input",
        "Held low at",
        "Outcome then",
        "Held high at",
        "Outcome then",
        "High less low, paired",
        "Path",
    )
    return DataTable(heads, tuple(_swing_row(swing, named, found.is_share) for swing in found.swings))


def _swing_row(swing: Swing, named: Named, is_share: bool) -> tuple[str, ...]:
    return (
        named(swing.path),
        amounts.plain_number(swing.low_at, 3),
        told.level(swing.low, is_share),
        amounts.plain_number(swing.high_at, 3),
        told.level(swing.high, is_share),
        told.apart(swing.apart, is_share),
        wording.clean(swing.path),
    )
