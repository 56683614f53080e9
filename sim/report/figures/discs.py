"""Named points in a plane: numbers in discs, explained in the legend. Labels would run into each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from sim.report import amounts, marks, theme, wording
from sim.report.marks import Trace, text
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sim.bargaining.inspect.typical import Typical


def at(names: Sequence[str], across: float, up: float) -> str:
    """A place in the plane of two parties."""
    return f"{names[0]} {amounts.number(across)}, {names[1]} {amounts.number(up)}"


Point = tuple[str, float, float]  # what it is called, across, up


def named(scenario: Scenario, typical: Typical, x: NDArray[np.float64], y: NDArray[np.float64]) -> Trace:
    """A disc for each named proposal."""
    points = {
        number: (wording.proposal(scenario, name), float(x[package]), float(y[package]))
        for number, (package, name) in places(scenario, typical).items()
    }
    return numbered(points, (float(np.ptp(x)), float(np.ptp(y))))


def numbered(points: Mapping[int, Point], reach: tuple[float, float]) -> Trace:
    """A number in a disc for each point; those that would hide each other share one."""
    near = (0.035 * reach[0], 0.05 * reach[1])
    discs: list[list[int]] = []
    for number, point in points.items():
        home = next((disc for disc in discs if _close(points[disc[0]], point, near)), None)
        if home is None:
            discs.append([number])
        else:
            home.append(number)
    return marks.discs(
        [points[disc[0]][1] for disc in discs],
        [points[disc[0]][2] for disc in discs],
        [",".join(map(str, disc)) for disc in discs],
        ["<br>".join(_said(number, points[number]) for number in disc) for disc in discs],
        {"color": theme.BLACK, "size": 12},
        color=theme.YELLOW,
        size=[14 + 7 * len(disc) for disc in discs],
        line={"color": "@ink", "width": 1},
        opacity=1,
    )


def places(scenario: Scenario, typical: Typical) -> dict[int, tuple[int, str]]:
    """number: (package, name) of each named proposal, numbered in the order of the file."""
    at = {name: package for package, name in enumerate(typical.named) if name is not None}
    return {n: (at[name], name) for n, name in enumerate(scenario.proposals, start=1) if name in at}


def _close(one: Point, other: Point, near: tuple[float, float]) -> bool:
    return abs(one[1] - other[1]) <= near[0] and abs(one[2] - other[2]) <= near[1]


def _said(number: int, point: Point) -> str:
    name, across, up = point
    return f"{number} {text(name)}: {amounts.number(across)}, {amounts.number(up)}"
