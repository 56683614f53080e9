"""A sweep over one number: curves over its values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sim.analysis.sweep import Cell, Sweep
from sim.bargaining.outcomes import OUTCOMES
from sim.report import amounts, theme, wording
from sim.report.axes import axis, layout, share_axis
from sim.report.blocks import Chart
from sim.report.figures.curves import Curve, base_line, curve_traces, level
from sim.report.marks import ends, text
from sim.report.sweeps import sentences
from sim.report.sweeps.table import EVENT_COLOURS, EVENT_MARKERS, table

HEIGHT = 400
OUTCOME_MARKERS = dict(zip(OUTCOMES, theme.ACTOR_MARKERS, strict=False))
BANDS = "Bands are 95% intervals, value by value."


def events(sweep: Sweep) -> Chart:
    """Ceasefire, settlement, zone: how often, and as written."""
    told, cells = sentences.events(sweep), able(sweep)
    curves = [
        shares(
            wording.sentence(sentences.EVENTS[name]), EVENT_COLOURS[name], EVENT_MARKERS[name], cells, name
        )
        for name in told
    ]
    written = sweep.base.events if sweep.base.can_fail else {}
    levels = [level(EVENT_COLOURS[e], at(cells), written[e].share.share) for e in told if e in written]
    return Chart(
        id="sweep-events",
        title="How often",
        caption=(
            f"Share of replications at each value. {sentences.turning(sweep)} {BANDS} Dotted lines: the scenario as "
            f"written. {sentences.base(sweep)}"
        ),
        data=[*levels, *(trace for curve in curves for trace in curve_traces(curve))],
        layout=over(sweep, share_axis(range=[0, _top(curves)], tickvals=None, nticks=6)),
        table=table(sweep),
        keys=tuple(curve.key for curve in curves),
    )


def outcomes(sweep: Sweep) -> Chart:
    """Every way in which the talks end."""
    cells = able(sweep)
    seen = [name for name in OUTCOMES if any(cell.events[name].share.hits for cell in cells)]
    curves = [
        shares(wording.OUTCOMES[name], theme.OUTCOME_COLOURS[name], OUTCOME_MARKERS[name], cells, name)
        for name in seen
    ]
    never = wording.listed([wording.OUTCOMES[name].lower() for name in OUTCOMES if name not in seen])
    return Chart(
        id="sweep-outcomes",
        title="How the talks end",
        caption=(
            "Share of replications that end in each way; at every value they add up to 100%."
            f"{f' Never seen: {never}.' if never else ''} {BANDS}"
        ),
        data=[trace for curve in curves for trace in curve_traces(curve)],
        layout=over(sweep, share_axis(range=[0, _top(curves)], tickvals=None, nticks=6)),
        table=table(sweep, seen),
        keys=tuple(curve.key for curve in curves),
    )


def apart(sweep: Sweep) -> Chart:
    """How far each event is from the scenario as written."""
    told, cells = sentences.events(sweep), [cell for cell in able(sweep) if sweep.base.can_fail]
    curves = [_differences(cells, name) for name in told]
    filled = [[cell.events[name].clear for cell in cells] for name in told]
    pairs = zip(curves, filled, strict=True)
    return Chart(
        id="sweep-apart",
        title="How far from the scenario as written",
        caption=(
            "How many of a hundred replications more, or fewer, than in the scenario as written. "
            f"{sentences.distinguishable(sweep)}"
        ),
        data=[trace for curve, full in pairs for trace in curve_traces(curve, full)],
        layout=over(sweep, axis("percentage points", zeroline=True, zerolinecolor="@ink", nticks=6)),
        table=table(sweep),
        keys=tuple(curve.key for curve in curves),
    )


def able(sweep: Sweep) -> list[Cell]:
    """The cells whose shares say something, by rising value."""
    return sorted((cell for cell in sweep.cells if cell.can_fail), key=lambda cell: float(cell.values[0]))


def at(cells: Sequence[Cell]) -> list[float]:
    """The value of each cell."""
    return [float(cell.values[0]) for cell in cells]


def over(sweep: Sweep, y: dict[str, Any]) -> dict[str, Any]:
    """A figure over the values; an upright line at that of the scenario itself, if it is one of a kind."""
    itself = sweep.varied[0].at
    inside = itself is not None and min(at(sweep.cells)) <= itself <= max(at(sweep.cells))
    shapes = [base_line(itself)] if inside and itself is not None else []
    return layout(
        HEIGHT, xaxis=axis(text(sentences.input_of(sweep.varied[0])), nticks=8), yaxis=y, shapes=shapes
    )


def shares(name: str, colour: str, marker: str, cells: Sequence[Cell], event: str) -> Curve:
    """How often something happens at each value."""
    found = [cell.events[event].share for cell in cells]
    said = [f"{amounts.estimate(s)} at {c.values[0]}" for s, c in zip(found, cells, strict=True)]
    return Curve(name, colour, marker, at(cells), *ends(found, "share"), said)


def _differences(cells: Sequence[Cell], event: str) -> Curve:
    found = [apart for cell in cells if (apart := cell.events[event].less_base) is not None]
    said = [f"{amounts.points(d)} points at {c.values[0]}" for d, c in zip(found, cells, strict=True)]
    name = wording.sentence(sentences.EVENTS[event])
    points = ends(found, "difference", 100.0)
    return Curve(name, EVENT_COLOURS[event], EVENT_MARKERS[event], at(cells), *points, said)


def _top(curves: Sequence[Curve]) -> float:
    return min(1.0, 1.08 * max(0.05, *(end for curve in curves for end in curve.high)))
