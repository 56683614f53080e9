"""One replication under the challenge model: where everybody stands on each issue, round by round."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sim.report import theme, wording
from sim.report.figures.calendar import calendar_axis, position
from sim.report.figures.chart import Chart, Key, Table, Trace, axis, hover, layout, text
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    from sim.bargaining.trace import Round
    from sim.bargaining.trace import Trace as Path

PANEL, FOOT, GAP = 96, 44, 28  # pixels: an issue, the axis, between two panels


def positions(scenario: Scenario, told: Path, key: str = "path", title: str = "How positions moved") -> Chart:
    """A panel for each issue under one calendar."""
    issues = list(told.rounds[0].positions)
    height = len(issues) * (PANEL + GAP) + FOOT
    return Chart(
        id=key,
        title=title,
        caption=(
            "A line for each actor: the option that it stands for, the first of the file at the bottom. Lines that "
            "meet have agreed; an issue is settled at the median of all, weighed by capability and salience."
        ),
        data=[trace for k, issue in enumerate(issues) for trace in _panel(scenario, told, issue, _axis(k))],
        layout=layout(
            height,
            xaxis=calendar_axis(scenario, told) | {"anchor": _axis(len(issues) - 1)},
            **{f"yaxis{k + 1 if k else ''}": _scale(told, i, k, height) for k, i in enumerate(issues)},
            annotations=[_label(scenario, issue, k, height) for k, issue in enumerate(issues)],
        ),
        table=Table(
            ("Round", "When", *(wording.issue(scenario, issue) for issue in issues)),
            tuple(_row(scenario, round_) for round_ in told.rounds),
        ),
        keys=tuple(_keys(scenario, told)),
    )


def _axis(k: int) -> str:
    return "y" if k == 0 else f"y{k + 1}"


def _top(k: int, height: int) -> float:
    return 1.0 - (k * (PANEL + GAP) + GAP) / (height - FOOT)


def _scale(told: Path, issue: str, k: int, height: int) -> dict[str, Any]:
    found = [value for round_ in told.rounds for value in round_.positions[issue].values()]
    air = 0.12 * (max(found) - min(found)) or 0.5
    domain = [max(0.0, _top(k, height) - PANEL / (height - FOOT)), _top(k, height)]
    return axis(domain=domain, range=[min(found) - air, max(found) + air], nticks=3)


def _label(scenario: Scenario, issue: str, k: int, height: int) -> dict[str, Any]:
    return {
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": _top(k, height),
        "yref": "paper",
        "yanchor": "bottom",
        "text": f"<b>{text(wording.issue(scenario, issue))}</b>",
        "showarrow": False,
        "font": {"color": "@ink", "size": 13},
    }


def _panel(scenario: Scenario, told: Path, issue: str, yaxis: str) -> Iterator[Trace]:
    for actor in told.rounds[0].positions[issue]:
        colour, symbol = theme.actor_style(scenario, actor)
        values = [round_.positions[issue][actor] for round_ in told.rounds]
        said = [f"{wording.actor(scenario, actor)}: {stands(scenario, issue, value)}" for value in values]
        yield {
            "type": "scatter",
            "mode": "lines+markers",
            "x": [position(scenario, round_.day) for round_ in told.rounds],
            "y": values,
            "yaxis": yaxis,
            "line": {"color": colour, "width": 1.8},
            "marker": {"color": colour, "symbol": symbol, "size": 6},
        } | hover([text(each) for each in said])


def _keys(scenario: Scenario, told: Path) -> Iterator[Key]:
    heard = {actor for stands_on in told.rounds[0].positions.values() for actor in stands_on}
    for actor in scenario.actors:
        if actor in heard:
            yield Key(wording.actor(scenario, actor), *theme.actor_style(scenario, actor))


def stands(scenario: Scenario, issue: str, value: float) -> str:
    """A position in words: the number of a range, else the nearest option."""
    topic = scenario.issues[issue]
    if topic.range is not None:
        return f"{value:.3g} {topic.range.unit or ''}".strip()
    return wording.option(topic, topic.options[min(len(topic.options) - 1, max(0, round(value)))])


def _row(scenario: Scenario, round_: Round) -> tuple[str, ...]:
    cells = [
        "; ".join(f"{wording.actor(scenario, a)}: {stands(scenario, issue, v)}" for a, v in stood.items())
        for issue, stood in round_.positions.items()
    ]
    return (str(round_.number), wording.when(scenario, round_.day), *cells)
