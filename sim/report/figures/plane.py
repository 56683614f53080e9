"""Simpler models in the plane of the two main parties, at median inputs, with settlements as a cloud."""

from __future__ import annotations

from sim.analysis.references import Benchmarks
from sim.analysis.summary import Summary
from sim.report import amounts, theme, wording
from sim.report.axes import axis, layout
from sim.report.blocks import Chart, DataTable, Key
from sim.report.figures import discs
from sim.report.figures.zone import main_parties
from sim.report.marks import EDGE, Trace, marked_line, points, text
from sim.scenario.schema import Scenario

Pair = tuple[str, str]


def plane(scenario: Scenario, summary: Summary, benchmarks: Benchmarks) -> Chart:
    """The frontier as a line, concepts as numbers, settlements as dots, no deal as a cross."""
    pair = main_parties(scenario)
    reach = [_reach(summary, benchmarks, party) for party in pair]
    names = [text(wording.actor(scenario, party)) for party in pair]
    return Chart(
        id="plane",
        title="Where simpler models end, and where the talks do",
        caption=_caption(scenario, summary, benchmarks, pair),
        data=[
            *_cloud(scenario, summary, pair),
            _frontier(benchmarks, pair, lines=len(scenario.parties) == 2),
            _no_deal(benchmarks, pair),
            _points(benchmarks, pair, (reach[0][1] - reach[0][0], reach[1][1] - reach[1][0])),
        ],
        layout=layout(
            480,
            xaxis=axis(f"utility of {names[0]}", range=reach[0]),
            yaxis=axis(f"utility of {names[1]}", range=reach[1]),
        ),
        table=_table(scenario, benchmarks),
        keys=_keys(scenario, summary, benchmarks),
    )


def _reach(summary: Summary, benchmarks: Benchmarks, party: str) -> list[float]:
    drawn = [
        *benchmarks.plane.frontier[party],
        *(point[party] for point in benchmarks.plane.concepts.values()),
        *summary.points.utility[party],
        benchmarks.plane.disagreement[party],
    ]
    margin = 0.05 * (max(drawn) - min(drawn)) + 0.01
    return [min(drawn) - margin, max(drawn) + margin]


def _cloud(scenario: Scenario, summary: Summary, pair: Pair) -> list[Trace]:
    x, y = (summary.points.utility[party] for party in pair)
    names = [text(wording.actor(scenario, party)) for party in pair]
    said = [f"a settlement<br>{discs.at(names, *point)}" for point in zip(x, y, strict=True)]
    return [points(x, y, said, color=theme.OUTCOME_COLOURS["settlement"], size=6, opacity=0.6)] if x else []


def _frontier(benchmarks: Benchmarks, pair: Pair, lines: bool) -> Trace:
    """A line between two parties; among more the best packages are not on one."""
    x, y = (benchmarks.plane.frontier[party] for party in pair)
    line = {"color": "@ink", "width": 1.5}
    drawn = marked_line(x, y, None, line, {"color": "@ink", "size": 4})
    return drawn if lines else drawn | {"mode": "markers"}


def _no_deal(benchmarks: Benchmarks, pair: Pair) -> Trace:
    x, y = (benchmarks.plane.disagreement[party] for party in pair)
    said = [f"no deal: {amounts.number(x)}, {amounts.number(y)}"]
    return points([x], [y], said, color=theme.VERMILLION, symbol="cross", size=13, line=EDGE)


def _points(benchmarks: Benchmarks, pair: Pair, reach: tuple[float, float]) -> Trace:
    drawn = benchmarks.plane.concepts.items()
    named = {
        k: (wording.CONCEPTS[name], point[pair[0]], point[pair[1]])
        for k, (name, point) in enumerate(drawn, 1)
    }
    return discs.numbered(named, reach)


def _keys(scenario: Scenario, summary: Summary, benchmarks: Benchmarks) -> tuple[Key, ...]:
    lines = len(scenario.parties) == 2
    settled = [Key("a settlement", theme.OUTCOME_COLOURS["settlement"], "circle")]
    return (
        *(
            Key(wording.CONCEPTS[name], theme.YELLOW, str(k))
            for k, name in enumerate(benchmarks.plane.concepts, start=1)
        ),
        Key("no package is better for all", "@ink", "solid" if lines else "circle"),
        Key("no deal", theme.VERMILLION, "cross"),
        *(settled if summary.outcomes["settlement"].hits else []),
    )


def _caption(scenario: Scenario, summary: Summary, benchmarks: Benchmarks, pair: Pair) -> str:
    plane, found = benchmarks.plane, [name for name in benchmarks.plane.concepts if name != "weighted_mean"]
    who = wording.listed([wording.actor(scenario, party) for party in pair])
    nothing = "" if found else " At median inputs no package is better than no deal for all who must sign."
    beyond = "the line" if len(scenario.parties) == 2 else "them"
    own = f" Each settlement comes from a replication with numbers of its own, so it may lie beyond {beyond}."
    cloud = own if summary.outcomes["settlement"].hits else ""
    drawn = f"{len(plane.frontier[pair[0]]):,} packages that no other betters"
    listed = f"the {drawn}" if plane.whole else f"{drawn} of those drawn, since all are too many to be listed"
    return (
        f"Utilities of {who} with every number at its median: {listed}, within red lines "
        "and with the consents that they need. Up and to the right of the cross both do better than without a "
        f"deal.{nothing}{cloud}"
    )


def _table(scenario: Scenario, benchmarks: Benchmarks) -> DataTable:
    rows = [
        (wording.CONCEPTS[name], *(amounts.number(point[p]) for p in scenario.parties))
        for name, point in benchmarks.plane.concepts.items()
    ]
    without = ("No deal", *(amounts.number(benchmarks.plane.disagreement[p]) for p in scenario.parties))
    heads = (f"utility of {wording.actor(scenario, p)}" for p in scenario.parties)
    return DataTable(("At median inputs", *heads), (*rows, without))
