"""The zone of possible agreement in the plane of the two main parties, at median inputs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from sim.report import amounts, theme, wording
from sim.report.axes import axis, layout
from sim.report.blocks import Chart, DataTable, Key
from sim.report.figures import discs
from sim.report.marks import Trace, line, patch, points, stroke, text, upright
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sim.bargaining.inspect.typical import Typical

MOST_PACKAGES = 1500  # drawn as dots


def zone(scenario: Scenario, typical: Typical) -> Chart:
    """Packages as dots, the best of them as a line, reservation values as dashed lines."""
    pair = main_parties(scenario)
    seats = [list(scenario.parties).index(party) for party in pair]
    x, y = (typical.value[:, seat] for seat in seats)
    floors = [float(typical.reservation[seat]) for seat in seats]
    low, high = _reach(x, floors[0]), _reach(y, floors[1])
    return Chart(
        id="zone",
        title="The zone of possible agreement",
        caption=_caption(scenario, pair, np.all(typical.value >= typical.reservation, axis=1)),
        data=[_dots(scenario, typical, pair, x, y), _front(x, y), discs.named(scenario, typical, x, y)],
        layout=layout(
            480,
            xaxis=axis(f"worth to {text(wording.actor(scenario, pair[0]))}", range=low),
            yaxis=axis(f"worth to {text(wording.actor(scenario, pair[1]))}", range=high),
            shapes=_shapes(floors, low[1], high[1]),
        ),
        table=_table(scenario, typical),
        keys=_keys(scenario, typical),
    )


def main_parties(scenario: Scenario) -> tuple[str, str]:
    """One of each side of a war, else the first two."""
    names = list(scenario.parties)
    first = names[0]
    across = [n for n in names[1:] if scenario.parties[n].side != scenario.parties[first].side]
    return first, (across or names[1:])[0]


def _reach(values: NDArray[np.float64], floor: float) -> list[float]:
    low, high = min(float(values.min()), floor), max(float(values.max()), floor)
    margin = 0.05 * (high - low) + 0.01
    return [low - margin, high + margin]


def _dots(
    scenario: Scenario,
    typical: Typical,
    pair: tuple[str, str],
    x: NDArray[np.float64],
    y: NDArray[np.float64],
) -> Trace:
    kept = np.linspace(0, len(x) - 1, min(len(x), MOST_PACKAGES)).astype(np.int64)
    names = [text(wording.actor(scenario, party)) for party in pair]
    said = [f"{discs.at(names, x[k], y[k])}<br>{_terms(scenario, typical, k)}" for k in kept]
    return points(x[kept].tolist(), y[kept].tolist(), said, color="@muted", size=5, opacity=0.45)


def _terms(scenario: Scenario, typical: Typical, package: int) -> str:
    chosen = zip(scenario.issues.items(), typical.terms[package], strict=True)
    return "<br>".join(
        text(f"{wording.issue(scenario, name)}: {wording.option(issue, issue.options[int(option)])}")
        for (name, issue), option in chosen
    )


def _front(x: NDArray[np.float64], y: NDArray[np.float64]) -> Trace:
    """Packages that no other betters for both."""
    order = np.lexsort((-y, -x))
    best = np.maximum.accumulate(y[order])
    kept = order[np.concatenate(([True], y[order][1:] > best[:-1]))]
    return line(x[kept].tolist(), y[kept].tolist(), color="@ink", width=1.8)


def _keys(scenario: Scenario, typical: Typical) -> tuple[Key, ...]:
    named = (
        Key(wording.proposal(scenario, name), theme.YELLOW, str(n))
        for n, (_, name) in discs.places(scenario, typical).items()
    )
    lines = (Key("a package", "@muted", "circle"), Key("no package is better for both", "@ink", "solid"))
    return (*named, *lines)


def _shapes(floors: list[float], right: float, top: float) -> list[dict[str, Any]]:
    across, up = floors
    dashed = {"color": "@ink", "dash": "dash", "width": 1.2}
    return [
        patch((across, right), (up, top), "@zone"),
        upright(across, dashed, layer="between"),
        stroke((0, 1), (up, up), dashed, xref="paper", layer="between"),
    ]


def _caption(scenario: Scenario, pair: tuple[str, str], inside: NDArray[np.bool_]) -> str:
    names = [wording.actor(scenario, party) for party in pair]
    perceived = " after distrust and cost at home" if scenario.protocol == "mediated" else ""
    more = " (the other parties included)" if len(scenario.parties) > 2 else ""
    return (
        f"The {len(inside):,} packages that a mediator would compose at median inputs on the first day, by what "
        f"each is worth to {wording.listed(names)}{perceived}. Dashed: the least {names[0]} (upright) "
        f"and {names[1]} (level) would take; both do better than without a deal in the green corner. "
        f"Acceptable to every party{more}: {int(inside.sum()):,} of {len(inside):,}, red lines and vetoes "
        "aside. The numbers are the named proposals. One picture of the middle: the zone share counts "
        "every replication."
    )


def _table(scenario: Scenario, typical: Typical) -> DataTable:
    parties = list(scenario.parties)
    rows = [
        (
            wording.proposal(scenario, name),
            *(amounts.number(float(worth)) for worth in typical.value[package]),
        )
        for package, name in enumerate(typical.named)
        if name is not None
    ]
    least = ("The least it would take", *(amounts.number(float(floor)) for floor in typical.reservation))
    return DataTable(
        ("Proposal", *(f"worth to {wording.actor(scenario, p)}" for p in parties)), (*rows, least)
    )
