"""One replication over time: what each party asks for and would settle for, and what each text is worth to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sim.report import theme, wording
from sim.report.blocks import Chart, DataTable, Key
from sim.report.figures.calendar import calendar_axis, happened, happening_keys, pauses, position
from sim.report.figures.panels import Panels
from sim.report.figures.tabled import author_keys, texts
from sim.report.marks import Trace, line, text
from sim.report.utilities import figure
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    from sim.bargaining.inspect.rounds import Round
    from sim.bargaining.inspect.rounds import Trace as Path

PANEL = 190  # pixels
LINES = {
    "demand": ("asks for", "solid"),
    "reservation": ("would settle for", "dash"),
    "war_value": ("", "dot"),
}


def path(scenario: Scenario, told: Path, key: str, title: str) -> Chart:
    """A panel for each party under one calendar."""
    names = tuple(wording.actor(scenario, party) for party in scenario.parties)
    panels = Panels(names, PANEL, strip=bool(happening_keys(told)))
    return Chart(
        id=key,
        title=title,
        caption=_caption(scenario, told),
        data=[
            *happened(scenario, told, panels.of_strip),
            *(t for k, p in enumerate(scenario.parties) for t in _panel(scenario, told, p, panels.axis(k))),
        ],
        layout=panels.layout(calendar_axis(scenario, told), [{}] * len(names), shapes=pauses(scenario, told)),
        table=_table(scenario, told),
        keys=(*_keys(scenario, told), *happening_keys(told)),
    )


def _panel(scenario: Scenario, told: Path, party: str, yaxis: str) -> Iterator[Trace]:
    """Lines, then the texts on the table."""
    for name in LINES:
        if name != "war_value" or _threatened(told, party):
            yield _line(scenario, told, party, name, yaxis)
    yield from texts(scenario, told, party, yaxis, truce=False)


def _line(scenario: Scenario, told: Path, party: str, name: str, yaxis: str) -> Trace:
    colour, _ = theme.actor_style(scenario, party)
    values = [getattr(round_.parties[party], name) for round_ in told.rounds]
    said = [
        f"{_line_name(scenario, name)} {figure(value)}, {wording.when(scenario, round_.day)}"
        for value, round_ in zip(values, told.rounds, strict=True)
    ]
    shade = "@muted" if name == "war_value" else colour
    x = [position(scenario, round_.day) for round_ in told.rounds]
    drawn = line(x, values, [text(each) for each in said], color=shade, width=2.2, dash=LINES[name][1])
    return drawn | {"yaxis": yaxis}


def _threatened(told: Path, party: str) -> bool:
    """Is fighting on worth anything else to it than what it would settle for?"""
    return any(r.parties[party].war_value != r.parties[party].reservation for r in told.rounds)


def _line_name(scenario: Scenario, name: str) -> str:
    without = "fighting on" if scenario.war else "no deal"
    return LINES[name][0] or f"{without}, but for the threat"


def _keys(scenario: Scenario, told: Path) -> Iterator[Key]:
    for name, (_, dash) in LINES.items():
        if name != "war_value" or any(_threatened(told, party) for party in scenario.parties):
            yield Key(_line_name(scenario, name), "@muted", dash)
    yield from author_keys(scenario, told, truce=False)
    if any(round_.until is not None for round_ in told.rounds):
        yield Key("a ceasefire in force", theme.GREEN, "box")


def _caption(scenario: Scenario, told: Path) -> str:
    said = (
        "A text is signed where its mark lies on or above the solid line of every party: a filled mark is a yes, "
        "an open one a refusal. Above the dashed line a party would rather have the text than none, but holds out."
    )
    gaps = [
        (answer.demand - answer.value, round_, answer.actor)
        for round_ in told.rounds
        if round_.final is not None
        for answer in round_.final.answers
        if not answer.yes and answer.value is not None and answer.demand is not None
        if answer.reason not in ("red_line", "faction")
    ]
    least, round_, party = min(gaps, key=lambda gap: gap[0], default=(-1.0, told.rounds[0], ""))
    if least < 0.0:
        return said
    when = wording.when(scenario, round_.day)
    who = wording.actor(scenario, party)
    return (
        f"{said} The refusal that was nearest to a yes: {who} on {when}, {figure(least)} short of its demand."
    )


def _table(scenario: Scenario, told: Path) -> DataTable:
    names = [wording.actor(scenario, party) for party in scenario.parties]
    heads = [
        f"{name} {what}" for name in names for what in ("asks for", "would settle for", "counts the text as")
    ]
    return DataTable(
        ("Round", "When", *heads),
        tuple(
            (
                str(r.number),
                wording.when(scenario, r.day),
                *(cell for p in scenario.parties for cell in _cells(r, p)),
            )
            for r in told.rounds
        ),
    )


def _cells(round_: Round, party: str) -> tuple[str, str, str]:
    standing = round_.parties[party]
    answers = round_.final.answers if round_.final is not None else ()
    value = next((answer.value for answer in answers if answer.actor == party), None)
    return figure(standing.demand), figure(standing.reservation), figure(value)
