"""Named proposals in a plane: numbers in discs, explained in the legend. Labels would run into each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.report import theme, wording
from sim.report.figures.chart import Trace, hover, text
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sim.bargaining.typical import Typical


def named(scenario: Scenario, typical: Typical, x: NDArray[np.float64], y: NDArray[np.float64]) -> Trace:
    """A number in a disc for each named proposal; those that would hide each other share one."""
    numbered = places(scenario, typical)
    near = (0.035 * float(np.ptp(x)), 0.05 * float(np.ptp(y)))
    discs: list[tuple[int, list[int]]] = []  # (package, numbers)
    for number, (package, _) in numbered.items():
        home = next((d for d in discs if _close(x, y, d[0], package, near)), None)
        if home is None:
            discs.append((package, [number]))
        else:
            home[1].append(number)
    at = [package for package, _ in discs]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": x[at].tolist(),
        "y": y[at].tolist(),
        "marker": {
            "color": theme.YELLOW,
            "size": [14 + 7 * len(n) for _, n in discs],
            "line": DISC,
            "opacity": 1,
        },
        "text": [",".join(map(str, numbers)) for _, numbers in discs],
        "textfont": {"color": theme.BLACK, "size": 12},
    } | hover([_said(numbered, numbers, x, y) for _, numbers in discs])


DISC = {"color": "@ink", "width": 1}


def places(scenario: Scenario, typical: Typical) -> dict[int, tuple[int, str]]:
    """number: (package, name) of each named proposal, numbered in the order of the file."""
    at = {name: package for package, name in enumerate(typical.named) if name is not None}
    return {n: (at[name], name) for n, name in enumerate(scenario.proposals, start=1) if name in at}


def _close(
    x: NDArray[np.float64], y: NDArray[np.float64], one: int, other: int, near: tuple[float, float]
) -> bool:
    return bool(abs(x[one] - x[other]) <= near[0] and abs(y[one] - y[other]) <= near[1])


def _said(
    numbered: dict[int, tuple[int, str]], numbers: list[int], x: NDArray[np.float64], y: NDArray[np.float64]
) -> str:
    told = ((n, wording.readable(numbered[n][1]), numbered[n][0]) for n in numbers)
    return "<br>".join(f"{n} {text(name)}: {x[package]:.2f}, {y[package]:.2f}" for n, name, package in told)
