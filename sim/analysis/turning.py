"""Where a sweep turns: from which value on the answer is another one than that of the scenario as written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from sim.analysis.sweep import Cell, EventShare, Sweep


@dataclass(frozen=True)
class Turn:
    """The runs of values at either end, and the values between, at which an event moves clearly; in rising order."""

    below: tuple[Cell, ...]  # from the lowest value up, all moved the same way
    above: tuple[Cell, ...]  # from the highest value down to here, all moved the same way
    between: tuple[Cell, ...]  # moved, but not at an end


def turn(sweep: Sweep, event: str) -> Turn:
    """Of a sweep over one number."""
    cells = sorted(sweep.cells, key=lambda cell: float(cell.values[0]))
    below = _run(cells, event)
    above = () if len(below) == len(cells) else _run(cells[::-1], event)[::-1]
    rest = cells[len(below) : len(cells) - len(above)]
    return Turn(below, tuple(above), tuple(cell for cell in rest if cell.events[event].clear))


def _run(cells: Sequence[Cell], event: str) -> tuple[Cell, ...]:
    first = way(cells[0].events[event])
    return tuple(takewhile(lambda cell: first != 0 and way(cell.events[event]) == first, cells))


def way(event: EventShare) -> int:
    """1 for clearly more often than as written, -1 for clearly less often, 0 for what chance may have done."""
    apart = event.less_base
    if apart is None or not event.clear:
        return 0
    return 1 if apart.difference > 0 else -1


def extremes(sweep: Sweep, event: str) -> tuple[Cell, Cell]:
    """Where it is least and where it is most frequent; the first of equals."""
    able = [cell for cell in sweep.cells if cell.can_fail]
    return min(able, key=lambda c: c.events[event].share.hits), max(
        able, key=lambda c: c.events[event].share.hits
    )
