"""An outcome along the draws of its strongest inputs: small panels, one under another, so that a phone has room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from math import isfinite
from typing import Any

from sim.analysis.sensitivity.answer import Influences, MainEffect
from sim.report import amounts, theme, wording
from sim.report.axes import axis, layout, share_axis
from sim.report.blocks import Chart, DataTable
from sim.report.figures.rows import Label, breaks, words
from sim.report.marks import Trace, band, ends, label, line, stroke, text
from sim.report.naming import Named
from sim.report.sensitivity import sentences as told

PANEL, LABEL, LINE, FOOT = 84, 30, 16, 44  # pixels
FEWEST = 3


def along(found: Influences, named: Named, key: str) -> Chart:
    """A step for each tenth of the draws, with its band; the dashed line is where the outcome is over all."""
    found = replace(found, curves=_worth_drawing(found))
    labels = [_label(curve, named) for curve in found.curves]
    places = list(_places(labels))
    axes = {f"yaxis{_number(k)}": _up(found, place) for k, place in enumerate(reversed(places))}
    return Chart(
        id=key,
        title=f"{wording.sentence(told.outcome(found.outcome))} along each input",
        caption=(
            f"Replications are sorted by one input and cut into tenths, from its lowest draws on the left to its "
            f"highest on the right (a coin into its two sides): {_what(found)} in each, with 95% intervals. Behind "
            "each name are its means in the first and in the last part."
        ),
        data=[trace for k, curve in enumerate(found.curves) for trace in _drawn(found, curve, k)],
        layout=layout(
            len(labels) * _tall(labels) + FOOT,
            xaxis=share_axis("draws of the input, from the lowest to the highest", anchor="y"),
            annotations=[
                label(said, top, align="left") for said, (_, top) in zip(words(labels), places, strict=True)
            ],
            shapes=[_overall(found, k) for k in range(len(found.curves))],
            margin={"l": 8, "r": 20, "t": 0, "b": 8},
            **axes,
        ),
        table=_table(found, named),
    )


def _worth_drawing(found: Influences) -> tuple[MainEffect, ...]:
    """Flat lines say little: those told from chance, and a few more."""
    clear = {each.path for each in found.influences if each.clear}
    return tuple(c for k, c in enumerate(found.curves) if k < FEWEST or c.path in clear)


def _number(k: int) -> str:
    return "" if k == 0 else str(k + 1)


def _what(found: Influences) -> str:
    name = told.outcome(found.outcome)
    return f"the share with {name}" if found.is_share else f"the mean of {name}"


def _tall(labels: Sequence[Label]) -> int:
    """A panel under its label, which takes two lines where a phone has no room for it in one."""
    return PANEL + LABEL + (LINE if breaks(labels) else 0)


def _places(labels: Sequence[Label]) -> Iterator[tuple[float, float]]:
    """Bottom and top of each panel, the first at the top, as parts of the height that is drawn on."""
    whole = len(labels) * _tall(labels)
    for k in range(len(labels)):
        bottom = 1.0 - (k + 1) * _tall(labels) / whole
        yield max(0.0, bottom), bottom + PANEL / whole


def _up(found: Influences, place: tuple[float, float]) -> dict[str, Any]:
    levels = [stretch.level for curve in found.curves for stretch in curve.stretches]
    ends = [end for level in levels for end in (level.value, level.low, level.high)]
    known = [end for end in ends if isfinite(end)]  # the mean of one replication has no interval
    low, high = min(known), max(known)
    margin = 0.06 * (high - low) or 0.1
    make = share_axis if found.is_share else axis
    # The x axis hangs below the last panel, which is axis y: panels are numbered from below.
    return make(range=[low - margin, high + margin], tickvals=None, nticks=3, domain=list(place))


def _label(curve: MainEffect, named: Named) -> Label:
    first, last = (amounts.plain_number(curve.stretches[end].at, 3) for end in (0, -1))
    return named(curve.path), f"{first} → {last}"


def _axis_of(found: Influences, k: int) -> str:
    return f"y{_number(len(found.curves) - 1 - k)}"


def _overall(found: Influences, k: int) -> dict[str, Any]:
    dashed, level = {"color": "@muted", "width": 1, "dash": "dash"}, found.level.value
    return stroke((0, 1), (level, level), dashed, xref="x", yref=_axis_of(found, k), layer="below")


def _drawn(found: Influences, curve: MainEffect, k: int) -> tuple[Trace, Trace]:
    x = [end for pair in pairwise([0.0, *(stretch.until for stretch in curve.stretches)]) for end in pair]
    levels = ends((stretch.level for stretch in curve.stretches for _ in range(2)), "value")
    said = [
        f"around {amounts.plain_number(stretch.at, 3)}: {text(told.level(stretch.level, found.is_share))}"
        for stretch in curve.stretches
        for _ in range(2)
    ]
    yaxis = {"yaxis": _axis_of(found, k)}
    return (
        band(x, levels.low, levels.high, theme.BLUE, 0.3) | yaxis,
        line(x, levels.of, said, color=theme.BLUE, width=1.8) | yaxis,
    )


def _table(found: Influences, named: Named) -> DataTable:
    rows = [
        (
            named(curve.path),
            amounts.plain_number(stretch.at, 3),
            amounts.plain_number(stretch.until, 3),
            told.level(stretch.level, found.is_share),
            wording.clean(curve.path),
        )
        for curve in found.curves
        for stretch in curve.stretches
    ]
    return DataTable(
        ("Input", "Around", "Part of its draws up to here", "Outcome (95% interval)", "Path"), tuple(rows)
    )
