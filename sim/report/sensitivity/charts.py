"""The figures about what matters, in order."""

from __future__ import annotations

from collections.abc import Iterator

from sim.analysis.sensitivity.answer import Influences
from sim.report.figures.chart import Chart
from sim.report.sensitivity import along, influences, swings


def charts(found: Influences, method: str, suffix: str = "") -> Iterator[Chart]:
    """Indices, swings, curves: what there is of them."""
    if found.influences:
        yield influences.indices(found, method, f"influences{suffix}")
    if found.swings:
        yield swings.tornado(found, f"swings{suffix}")
    if found.curves:
        yield along.along(found, f"along{suffix}")
