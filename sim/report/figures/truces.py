"""The ceasefires tabled in one replication: what each is worth to each party, against what it asks for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sim.report import wording
from sim.report.blocks import Chart, DataTable, Key
from sim.report.figures.calendar import calendar_axis, pauses, position
from sim.report.figures.panels import Panels
from sim.report.figures.tabled import author_keys, texts
from sim.report.marks import Trace, points
from sim.report.utilities import figure
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    from sim.bargaining.inspect.rounds import Answer, Round
    from sim.bargaining.inspect.rounds import Trace as Path

PANEL = 120  # pixels


def truces(scenario: Scenario, told: Path, key: str, title: str) -> Chart:
    """A panel for each party, a mark for each ceasefire tabled, a stroke at what was asked for."""
    names = tuple(wording.actor(scenario, party) for party in scenario.parties)
    panels = Panels(names, PANEL)
    return Chart(
        id=key,
        title=title,
        caption=(
            "What a pause would gain a party over fighting on. The stroke is what it holds out for on that day; a "
            "mark on or above its stroke is a yes. Below 0 the party would rather fight on."
        ),
        data=[t for k, p in enumerate(scenario.parties) for t in _panel(scenario, told, p, panels.axis(k))],
        layout=panels.layout(
            calendar_axis(scenario, told),
            [{"nticks": 4, "zeroline": True, "zerolinecolor": "@muted"}] * len(names),
            shapes=pauses(scenario, told),
        ),
        table=_table(scenario, told),
        keys=(Key("holds out for", "@muted", "solid"), *author_keys(scenario, told, truce=True)),
    )


def _panel(scenario: Scenario, told: Path, party: str, yaxis: str) -> Iterator[Trace]:
    met = [(r, a) for r in told.rounds for a in _answers(r) if a.actor == party]
    x, y = [position(scenario, round_.day) for round_, _ in met], [answer.demand for _, answer in met]
    strokes = points(x, y, symbol="line-ew-open", size=11, color="@muted", line={"width": 2})
    yield strokes | {"yaxis": yaxis}
    yield from texts(scenario, told, party, yaxis, truce=True)


def _answers(round_: Round) -> tuple[Answer, ...]:
    return round_.ceasefire.answers if round_.ceasefire is not None else ()


def _table(scenario: Scenario, told: Path) -> DataTable:
    names = [wording.actor(scenario, party) for party in scenario.parties]
    heads = [f"{name}{what}" for name in names for what in (": gain", " holds out for")]
    rows = []
    for r in told.rounds:
        by_actor = {answer.actor: answer for answer in _answers(r)}
        if by_actor:
            cells = [figure(x) for p in scenario.parties for x in (by_actor[p].value, by_actor[p].demand)]
            rows.append((str(r.number), wording.when(scenario, r.day), *cells))
    return DataTable(("Round", "When", *heads), tuple(rows))
