"""A sweep over two things: maps with a field for each pair of values."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan, nan
from typing import Any

from sim.analysis.sweep import Cell, Sweep
from sim.report import amounts, wording
from sim.report.axes import layout, named_axis
from sim.report.blocks import Chart, Key
from sim.report.marks import Trace, fields, text, words_in
from sim.report.sweeps import sentences
from sim.report.sweeps.table import apart, share, table

FIELD, EDGES, TALLEST = 34, 90, 900  # pixels of a row, of what is above and below all rows, and of a map
READABLE = 12  # columns whose numbers can be read inside their fields, on a phone as well
MOST_TICKS = 12  # of an axis
RISING = [[0, "@heat0"], [1, "@heat1"]]
EITHER_WAY = [[0, "@heat2"], [0.5, "@heat0"], [1, "@heat1"]]


def shares(sweep: Sweep, event: str) -> Chart:
    """How often something happens."""
    found = [cell.events[event].share for cell in sweep.cells if cell.can_fail]
    widest = max(max(s.high - s.share, s.share - s.low) for s in found)
    parts = [cell.events[event].share.share if cell.can_fail else nan for cell in sweep.cells]
    return Chart(
        id=f"map-{event}".replace("_", "-"),
        title=wording.sentence(sentences.EVENTS[event]),
        caption=(
            f"Percent of replications at each pair of values: the stronger the colour, the more. 95% intervals are "
            f"±{amounts.in_points(widest)} points at most; each shows under the pointer, and in the table. "
            f"{sentences.base(sweep)}"
        ),
        data=[
            _fields(sweep, parts, [share(cell, event) for cell in sweep.cells], RISING)
            | {"zmin": 0.0, "zmax": max(s.share for s in found) or 1.0}
            | _words(sweep, [amounts.percent(part) for part in parts])
        ],
        layout=_layout(sweep),
        table=table(sweep, [event]),
    )


def differences(sweep: Sweep, event: str) -> Chart:
    """How much more often than in the scenario as written."""
    found = [cell.events[event] for cell in sweep.cells]
    by = [_by(cell, event) for cell in sweep.cells]
    shown = [part if each.clear or isnan(part) else 0.0 for part, each in zip(by, found, strict=True)]
    farthest = max((abs(part) for part in shown if not isnan(part)), default=0.0) or 1.0
    return Chart(
        id=f"map-apart-{event}".replace("_", "-"),
        title=f"{wording.sentence(sentences.EVENTS[event])}, less the scenario as written",
        caption=(
            f"Percentage points more (blue) or fewer (orange). {sentences.moved(sweep, event)} "
            f"{sentences.distinguishable(sweep)}"
        ),
        data=[
            _fields(sweep, shown, [_points(cell, event) for cell in sweep.cells], EITHER_WAY)
            | {"zmin": -farthest, "zmax": farthest}
            | _words(sweep, [amounts.signed_points(part) for part in by])
        ],
        layout=_layout(sweep),
        table=table(sweep, [event]),
        keys=(Key("more often", "@heat1", "box"), Key("less often", "@heat2", "box")),
    )


def _by(cell: Cell, event: str) -> float:
    found = cell.events[event].less_base
    return found.difference if found else nan


def _points(cell: Cell, event: str) -> str:
    return f"{apart(cell, event)} points" if cell.can_fail else "a decision always comes"


def _fields(sweep: Sweep, z: Sequence[float], words: Sequence[str], scale: list[list[Any]]) -> Trace:
    """The first of what is varied upwards, the second to the right."""
    said = [
        text(f"{sentences.called(sweep, cell)}: {word}")
        for cell, word in zip(sweep.cells, words, strict=True)
    ]
    return fields(z, len(sweep.varied[1].values), said, scale)


def _words(sweep: Sweep, words: Sequence[str]) -> Trace:
    """Inside the fields, where there is room."""
    wide = len(sweep.varied[1].values)
    return {} if wide > READABLE else words_in([word.removesuffix("%") for word in words], wide)


def _layout(sweep: Sweep) -> dict[str, Any]:
    up, right = sweep.varied
    height = min(TALLEST, EDGES + FIELD * len(up.values))
    return layout(
        height,
        xaxis=_axis(sentences.input_of(right), right.values),
        yaxis=_axis(sentences.input_of(up), up.values),
    )


def _axis(path: str, values: Sequence[str]) -> dict[str, Any]:
    return named_axis(path, [wording.clean(value) for value in values], -(-len(values) // MOST_TICKS))
