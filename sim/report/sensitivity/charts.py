"""The figures about what matters, in order."""

from __future__ import annotations

from collections.abc import Iterator

from sim.analysis.sensitivity.answer import Influences
from sim.report.blocks import Chart
from sim.report.naming import Named
from sim.report.sensitivity import along, influences, swings


def influence_charts(found: Influences, method: str, named: Named, suffix: str = "") -> Iterator[Chart]:
    """Indices, swings, curves: what there is of them."""
    if found.influences:
        yield influences.indices(found, method, named, f"influences{suffix}")
    if found.swings:
        yield swings.tornado(found, named, f"swings{suffix}")
    if found.curves:
        yield along.along(found, named, f"along{suffix}")
