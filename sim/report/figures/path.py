"""One replication over time: what each party asks for and would settle for, and what each text is worth to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sim.report import theme, wording
from sim.report.figures.calendar import calendar_axis, happened, happening_keys, pauses, position
from sim.report.figures.chart import Chart, Key, Table, Trace, axis, hover, layout, text
from sim.report.sentences import figure
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    from sim.bargaining.trace import Answer, Round
    from sim.bargaining.trace import Trace as Path

PANEL, STRIP, FOOT, GAP = 190, 34, 44, 30  # pixels: a party, what happened, the axis, between two panels
LINES = {
    "demand": ("asks for", "solid"),
    "reservation": ("would settle for", "dash"),
    "war_value": ("", "dot"),
}


def path(
    scenario: Scenario, told: Path, key: str = "path", title: str = "How demands and texts moved"
) -> Chart:
    """A panel for each party under one calendar."""
    parties, strip = list(scenario.parties), _strip(told)
    height = strip + len(parties) * (PANEL + GAP) + FOOT
    return Chart(
        id=key,
        title=title,
        caption=_caption(scenario, told),
        data=[
            *happened(scenario, told, f"y{len(parties) + 1}"),
            *(trace for k, party in enumerate(parties) for trace in _panel(scenario, told, party, _axis(k))),
        ],
        layout=layout(
            height,
            xaxis=calendar_axis(scenario, told) | {"anchor": _axis(len(parties) - 1)},
            **_axes(parties, strip, height),
            shapes=pauses(scenario, told),
            annotations=[_label(scenario, p, k, strip, height) for k, p in enumerate(parties)],
        ),
        table=_table(scenario, told),
        keys=(*_keys(scenario, told), *happening_keys(told)),
    )


def _axis(k: int) -> str:
    return "y" if k == 0 else f"y{k + 1}"


def _strip(told: Path) -> int:
    """Room for what happened, if anything did."""
    return STRIP if happening_keys(told) else 0


def _top(k: int, strip: int, height: int) -> float:
    """Where the panel of a party begins, as a share of the figure from below."""
    return 1.0 - (strip + k * (PANEL + GAP) + GAP) / (height - FOOT)


def _axes(parties: Sequence[str], strip: int, height: int) -> dict[str, Any]:
    whole = height - FOOT
    panels = {
        f"yaxis{k + 1 if k else ''}": axis(
            domain=[max(0.0, _top(k, strip, height) - PANEL / whole), _top(k, strip, height)], nticks=5
        )
        for k in range(len(parties))
    }
    quiet = axis(
        domain=[1.0 - STRIP / whole, 1.0], range=[0, 1], showgrid=False, showticklabels=False, ticks=""
    )
    return panels | {f"yaxis{len(parties) + 1}": quiet}


def _label(scenario: Scenario, party: str, k: int, strip: int, height: int) -> dict[str, Any]:
    return {
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": _top(k, strip, height),
        "yref": "paper",
        "yanchor": "bottom",
        "text": f"<b>{text(wording.actor(scenario, party))}</b>: what it counts",
        "showarrow": False,
        "font": {"color": "@ink", "size": 13},
    }


def _panel(scenario: Scenario, told: Path, party: str, yaxis: str) -> Iterator[Trace]:
    """Lines, then the texts on the table."""
    colour, _ = theme.actor_style(scenario, party)
    for name, (_, dash) in LINES.items():
        if name == "war_value" and not _threatened(told, party):
            continue
        values = [getattr(round_.parties[party], name) for round_ in told.rounds]
        said = [
            f"{_line_name(scenario, name)} {figure(value)}, {wording.when(scenario, round_.day)}"
            for value, round_ in zip(values, told.rounds, strict=True)
        ]
        yield {
            "type": "scatter",
            "mode": "lines",
            "x": [position(scenario, round_.day) for round_ in told.rounds],
            "y": values,
            "yaxis": yaxis,
            "line": {"color": "@muted" if name == "war_value" else colour, "width": 2.2, "dash": dash},
        } | hover([text(each) for each in said])
    for author in scenario.actors:
        yield from _texts(scenario, told, party, author, yaxis)


def _threatened(told: Path, party: str) -> bool:
    """Is fighting on worth anything else to it than what it would settle for?"""
    return any(r.parties[party].war_value != r.parties[party].reservation for r in told.rounds)


def _line_name(scenario: Scenario, name: str) -> str:
    without = "fighting on" if scenario.war else "no deal"
    return LINES[name][0] or f"{without}, but for the threat"


def _texts(scenario: Scenario, told: Path, party: str, author: str, yaxis: str) -> Iterator[Trace]:
    """What each text of one author is worth to a party; filled if the party signs it."""
    colour, symbol = theme.actor_style(scenario, author)
    met = [
        (r, a) for r in told.rounds for a in _answers(r, author) if a.actor == party and a.value is not None
    ]
    if met:
        yield {
            "type": "scatter",
            "mode": "markers",
            "x": [position(scenario, round_.day) for round_, _ in met],
            "y": [answer.value for _, answer in met],
            "yaxis": yaxis,
            "marker": {
                "color": colour,
                "symbol": [symbol if answer.yes else f"{symbol}-open" for _, answer in met],
                "size": 8,
                "line": {"width": 1.6, "color": colour},
            },
        } | hover([_said(scenario, round_, answer, author) for round_, answer in met])


def _answers(round_: Round, author: str) -> Sequence[Answer]:
    return round_.final.answers if round_.final is not None and round_.final.by == author else ()


def _said(scenario: Scenario, round_: Round, answer: Answer, author: str) -> str:
    verb = "would sign" if answer.yes else "refuses"
    return text(
        f"{wording.when(scenario, round_.day)}: {wording.actor(scenario, answer.actor)} {verb} a text of "
        f"{wording.actor(scenario, author)}, worth {figure(answer.value)} to it"
    )


def _keys(scenario: Scenario, told: Path) -> Iterator[Key]:
    for name, (_, dash) in LINES.items():
        if name != "war_value" or any(_threatened(told, party) for party in scenario.parties):
            yield Key(_line_name(scenario, name), "@muted", dash)
    for author in scenario.actors:
        if any(_answers(round_, author) for round_ in told.rounds):
            yield Key(f"a text of {wording.actor(scenario, author)}", *theme.actor_style(scenario, author))
    if any(round_.until is not None for round_ in told.rounds):
        yield Key("a ceasefire in force", theme.GREEN, "box")


def _caption(scenario: Scenario, told: Path) -> str:
    gaps = [
        (answer.demand - answer.value, round_, answer.actor)
        for round_ in told.rounds
        if round_.final is not None
        for answer in round_.final.answers
        if not answer.yes and answer.value is not None and answer.demand is not None
        if answer.reason != "red_line"
    ]
    said = (
        "A text is signed where its mark lies on or above the solid line of every party: a filled mark is a yes, "
        "an open one a refusal. Above the dashed line a party would rather have the text than none, but holds out."
    )
    if not gaps:
        return said
    least, round_, party = min(gaps, key=lambda gap: gap[0])
    if least < 0.0:
        return said
    return (
        f"{said} The refusal that was nearest to a yes: {wording.actor(scenario, party)} on "
        f"{wording.when(scenario, round_.day)}, {figure(least)} short of its demand."
    )


def _table(scenario: Scenario, told: Path) -> Table:
    names = [wording.actor(scenario, party) for party in scenario.parties]
    heads = [
        f"{name} {what}" for name in names for what in ("asks for", "would settle for", "counts the text as")
    ]
    return Table(
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
