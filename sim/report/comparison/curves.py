"""When it happens: cumulative incidence, overlaid or, for many scenarios, as small multiples."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sim.analysis.comparison import Comparison, Side
from sim.analysis.durations import Timing
from sim.report import amounts, theme, wording
from sim.report.axes import axis, layout, share_axis
from sim.report.blocks import Chart, DataTable, Key
from sim.report.comparison.cast import style
from sim.report.marks import Trace, band, ends, label, line, text

OVERLAID = 4  # scenarios; more lines in one figure cannot be told apart
PANEL = 160  # pixels of a small multiple's height
ACROSS = 2  # of them side by side, also on a phone
EVENTS = ("settlement", "full_ceasefire", "any_ceasefire")


def curves(found: Comparison) -> Iterator[Chart]:
    """A figure for each event that happens at all."""
    for event in EVENTS:
        known = [(k, side, timing) for k, side in enumerate(found.sides) if (timing := _timing(side, event))]
        if len(known) > 1 and any(timing.ever.hits for *_, timing in known):
            yield (_overlaid if len(found.sides) <= OVERLAID else _panels)(event, known, found)


def _timing(side: Side, event: str) -> Timing | None:
    return next((timing for timing in side.timing if timing.event == event), None)


Known = list[tuple[int, Side, Timing]]


def _overlaid(event: str, known: Known, found: Comparison) -> Chart:
    return Chart(
        id=f"curve-{event}",
        title=f"{wording.EVENTS[event]}: by which day",
        caption=(
            "Share of all replications in which it has happened by a day of the talks. The bands are 95% intervals of "
            "each curve, day by day; the luck is the same in all, so curves may differ clearly though bands overlap."
        ),
        data=[trace for k, side, timing in known for trace in _band_and_line(side, timing, *style(k))],
        layout=layout(
            340,
            xaxis=axis("day of the talks", nticks=6),
            yaxis=share_axis(range=[0, _top(known)], tickvals=None, nticks=5),
        ),
        table=_table(known),
        keys=tuple(Key(side.name, *style(k)) for k, side, _ in known),
    )


def _panels(event: str, known: Known, found: Comparison) -> Chart:
    """Each scenario in its own small frame, the base in grey behind it."""
    base = next((timing for k, _, timing in known if k == 0), None)
    others = [(side, timing) for k, side, timing in known if k]
    rows = -(-len(others) // ACROSS)
    frames: dict[str, Any] = {}
    traces: list[Trace] = []
    for n, (side, timing) in enumerate(others):
        frames |= _frame(n, rows, side, _top(known))
        lines = [] if base is None else list(_band_and_line(found.base, base, "@muted", "dot"))
        lines += _band_and_line(side, timing, theme.EVENT_COLOURS[event], "solid")
        number = "" if n == 0 else str(n + 1)
        traces += [each | {"xaxis": f"x{number}", "yaxis": f"y{number}"} for each in lines]
    titles = [_panel_title(n, rows, side) for n, (side, _) in enumerate(others)]
    return Chart(
        id=f"curve-{event}",
        title=f"{wording.EVENTS[event]}: by which day",
        caption=(
            "Share of all replications in which it has happened by a day of the talks: each scenario in colour, and "
            f"in all frames {found.base.name} dotted. The bands are 95% intervals of each curve, day by day."
        ),
        data=traces,
        layout=layout(PANEL * rows + 40, annotations=titles, **frames),
        table=_table(known),
        keys=(
            Key("the scenario named", theme.EVENT_COLOURS[event], "solid"),
            Key(found.base.name, "@muted", "dot"),
        ),
    )


def _spans(n: int, rows: int) -> tuple[list[float], list[float]]:
    """Across and up: where a frame stands, in shares of the figure."""
    row, column = divmod(n, ACROSS)
    left, bottom = column * 0.53, 1.0 - (row + 1) / rows
    return [left, left + 0.47], [bottom + 0.2 / rows, bottom + 0.86 / rows]


def _frame(n: int, rows: int, side: Side, top: float) -> dict[str, Any]:
    number = "" if n == 0 else str(n + 1)
    across, up = _spans(n, rows)
    x = axis(domain=across, anchor=f"y{number}", nticks=4, range=[0, side.horizon_days], automargin=False)
    y = share_axis(domain=up, anchor=f"x{number}", range=[0, top], tickvals=None, nticks=3)
    y["showticklabels"] = n % ACROSS == 0  # all frames of a row have the same
    return {f"xaxis{number}": x, f"yaxis{number}": y}


def _panel_title(n: int, rows: int, side: Side) -> dict[str, Any]:
    across, up = _spans(n, rows)
    return label(text(side.name[:24]), up[1], across[0], size=12)


def _top(known: Known) -> float:
    return min(1.0, 1.08 * max(0.02, *(share.high for *_, timing in known for share in timing.by_day)))


def _band_and_line(side: Side, timing: Timing, colour: str, dash: str) -> tuple[Trace, Trace]:
    days, name = list(timing.days), text(side.name)
    said = [
        f"{name} by day {amounts.day(day)}: {text(amounts.estimate(s))}"
        for day, s in zip(days, timing.by_day, strict=True)
    ]
    found = ends(timing.by_day, "share")
    return (
        band(days, found.low, found.high, colour, 0.18),
        line(days, found.of, said, color=colour, width=2.4, dash=dash),
    )


def _table(known: Known) -> DataTable:
    rows = [
        (side.name, *(amounts.estimate(s) for s in _at(timing)), amounts.days(timing.quantiles[1]))
        for _, side, timing in known
    ]
    heads = (
        "by about day 30",
        "by about day 90",
        "by about day 180",
        "by the end",
        "if it happens: half by day",
    )
    return DataTable(("Scenario", *heads), tuple(rows))


def _at(timing: Timing) -> list[Any]:
    """On the days of the head; where talks are shorter, at their end."""
    places = [min(range(len(timing.days)), key=lambda k: abs(timing.days[k] - day)) for day in (30, 90, 180)]
    return [timing.by_day[k] for k in (*places, len(timing.days) - 1)]
