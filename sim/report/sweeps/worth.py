"""A sweep over one number: what settlements are worth to whom."""

from __future__ import annotations

from sim.analysis.intervals import Mean
from sim.analysis.sweep import Cell, Sweep
from sim.report import amounts, theme, wording
from sim.report.axes import axis
from sim.report.blocks import Chart, DataTable
from sim.report.figures.curves import Curve, curve_traces
from sim.report.sweeps.curves import over
from sim.report.sweeps.table import MOST_ROWS, names, row_name
from sim.scenario.paths import dotted

MOST_ACTORS = len(theme.ACTOR_COLOURS)


def worth(sweep: Sweep) -> Chart | None:
    """A curve for each actor; None if nothing is ever settled."""
    actors = list(sweep.actors)[:MOST_ACTORS]
    curves = [curve for place, name in enumerate(actors) if (curve := _curve(sweep, name, place)).x]
    if not curves:
        return None
    return Chart(
        id="sweep-worth",
        title="What a settlement is worth",
        caption=(
            "Mean utility of settlements to each actor: 0 for its worst options on everything, 1 for its best. Only "
            "replications that settle count, and these are not the same ones at every value. Bands are 95% intervals."
        ),
        data=[trace for curve in curves for trace in curve_traces(curve)],
        layout=over(sweep, axis("utility", nticks=6)),
        table=worth_table(sweep),
        keys=tuple(curve.key for curve in curves),
    )


def worth_table(sweep: Sweep) -> DataTable:
    """A row for each cell, a column for each actor."""
    rows = (
        (*row_name(sweep, cell), *(amounts.mean(_mean(cell, name)) for name in sweep.actors))
        for cell in (sweep.base, *sweep.cells[:MOST_ROWS])
    )
    return DataTable((*names(sweep), *map(wording.clean, sweep.actors.values())), tuple(rows))


def _mean(cell: Cell, actor: str) -> Mean:
    found = cell.amounts.get(dotted("utility", actor))
    return found.mean if found else Mean(float("nan"), float("nan"), float("nan"), 0)


def _curve(sweep: Sweep, actor: str, place: int) -> Curve:
    cells = [cell for cell in sweep.cells if _mean(cell, actor).of > 1]
    cells.sort(key=lambda cell: float(cell.values[0]))
    means = [_mean(cell, actor) for cell in cells]
    said = [f"{amounts.mean(mean)} at {cell.values[0]}" for mean, cell in zip(means, cells, strict=True)]
    style = theme.ACTOR_COLOURS[place], theme.ACTOR_MARKERS[place]
    low, high = [mean.low for mean in means], [mean.high for mean in means]
    x = [float(cell.values[0]) for cell in cells]
    return Curve(sweep.actors[actor], *style, x, [mean.mean for mean in means], low, high, said)
