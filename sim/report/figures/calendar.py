"""The days of one replication: the axis, ceasefires in force, and what befell the talks."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

from sim.report import incidents, theme, wording
from sim.report.axes import axis
from sim.report.blocks import Key
from sim.report.marks import Trace, patch, points, text
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    from sim.bargaining.inspect.rounds import Round
    from sim.bargaining.inspect.rounds import Trace as Path

# What is marked, in which colour and shape.
MARKED = {
    "event": ("an event", "@ink", "star"),
    "event_over": ("an event is over", theme.GREY, "star-open"),
    "ends_talks": ("an event ends the talks", "@ink", "x"),
    "threat_executed": ("a threat carried out", theme.VERMILLION, "square"),
    "threat_exposed": ("a threat seen to be empty", theme.ORANGE, "diamond"),
    "mediator_left": ("the mediator leaves", theme.PURPLE, "cross"),
    "collapsed": ("a ceasefire collapses", theme.VERMILLION, "triangle-up"),
    "left": ("a party leaves a ceasefire", theme.VERMILLION, "triangle-down"),
    "took_back": ("... or takes back one of its own", theme.GREEN, "circle-open"),
    "expired": ("a ceasefire runs out", theme.SKY, "pentagon"),
    "declared": ("a ceasefire of one side alone", theme.GREEN, "circle"),
    "not_ratified": ("voted down at home", theme.GREY, "hexagram"),
}


def position(scenario: Scenario, day: float) -> str | float:
    """Where a day lies on the axis."""
    moment = wording.calendar(scenario, day)
    return day if moment is None else moment.isoformat()


def calendar_axis(scenario: Scenario, told: Path) -> dict[str, Any]:
    """Dates if the scenario has any, else days; a little air at both ends."""
    dated = scenario.start is not None
    last = told.rounds[-1].day
    air = 0.02 * last
    first = 0.0 if told.start else max(0.0, told.rounds[0].day - air)
    ends = [position(scenario, first), position(scenario, last + air)]
    kind = "date" if dated and isinstance(ends[1], str) else "linear"
    return axis("" if dated else "day of the talks", type=kind, nticks=6, range=ends)


def pauses(scenario: Scenario, told: Path) -> list[dict[str, Any]]:
    """A band for each time that some fighting was halted, the stronger the more of it."""
    spans = [
        ((position(scenario, start), position(scenario, end)), halted) for start, end, halted in spells(told)
    ]
    return [
        patch(span, (0, 1), theme.GREEN, xref="x", yref="paper", opacity=0.07 + 0.17 * halted)
        for span, halted in spans
    ]


def spells(told: Path) -> Iterator[tuple[float, float, float]]:
    """From which day to which how much of the fighting was halted."""
    rounds = told.rounds
    ends = [later.day for later in rounds[1:]] + [rounds[-1].day]
    together = groupby(zip(rounds, ends, strict=True), key=lambda pair: pair[0].halted)
    for halted, part in together:
        spell = list(part)
        if halted > 0.0:
            yield spell[0][0].day, spell[-1][1], halted


def happened(scenario: Scenario, told: Path, yaxis: str) -> Iterator[Trace]:
    """A mark in a strip of its own for each thing that befell the talks."""
    for kind, (_, colour, symbol) in MARKED.items():
        met = [(r, h) for r in told.rounds for h in r.happenings if h.what == kind]
        if met:
            x = [position(scenario, round_.day) for round_, _ in met]
            said = [
                text(_said(scenario, round_, incidents.happening(scenario, h, round_))) for round_, h in met
            ]
            drawn = points(x, [0.5] * len(met), said, color=colour, symbol=symbol, size=11)
            yield drawn | {"yaxis": yaxis}


def _said(scenario: Scenario, round_: Round, sentence: str) -> str:
    return f"{wording.when(scenario, round_.day)}: {sentence}"


def happening_keys(told: Path) -> tuple[Key, ...]:
    """The marks that occur."""
    seen = {happening.what for round_ in told.rounds for happening in round_.happenings}
    return tuple(Key(*MARKED[kind]) for kind in MARKED if kind in seen)
