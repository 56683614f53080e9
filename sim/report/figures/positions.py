"""One replication under the challenge model: where everybody stands on each issue, round by round."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sim.report import amounts, theme, wording
from sim.report.blocks import Chart, DataTable, Key
from sim.report.figures.calendar import calendar_axis, position
from sim.report.figures.panels import Panels
from sim.report.marks import Trace, marked_line, text
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    from sim.bargaining.inspect.rounds import Trace as Path

PANEL = 104  # pixels
NAMED, LETTERS = 6, 14  # so many options are named on the axis, by so many letters
Stood = dict[str, dict[str, float]]  # by issue and actor


def positions(scenario: Scenario, told: Path, key: str, title: str) -> Chart:
    """A panel for each issue under one calendar, from where everybody stood before the first round."""
    course = [(0.0, told.start), *((round_.day, round_.positions) for round_ in told.rounds)]
    issues = list(told.start)
    panels = Panels(tuple(wording.issue(scenario, issue) for issue in issues), PANEL)
    return Chart(
        id=key,
        title=title,
        caption=(
            "A line for each actor: what it stands for, from the outset on and after each round. Lines that meet have "
            "come together; an issue is settled at the median of all, weighed by capability and salience."
        ),
        data=[t for k, issue in enumerate(issues) for t in _panel(scenario, course, issue, panels.axis(k))],
        layout=panels.layout(calendar_axis(scenario, told), [_scale(scenario, course, i) for i in issues]),
        table=_table(scenario, course),
        keys=tuple(_keys(scenario, told.start)),
    )


def _scale(scenario: Scenario, course: list[tuple[float, Stood]], issue: str) -> dict[str, Any]:
    """The options by name if they are few, else numbers."""
    topic, found = scenario.issues[issue], [value for _, stood in course for value in stood[issue].values()]
    low, high = min(found), max(found)
    air = 0.12 * (high - low) or 0.5
    named: dict[str, Any] = {"nticks": 3, "range": [low - air, high + air]}
    if topic.range is None and len(topic.options) <= NAMED:
        shown = [text(_short(wording.option(topic, option))) for option in topic.options]
        named |= {"tickvals": list(range(len(shown))), "ticktext": shown}
    return named


def _short(name: str) -> str:
    return name if len(name) <= LETTERS else f"{name[: LETTERS - 1].rstrip()}…"


def _panel(scenario: Scenario, course: list[tuple[float, Stood]], issue: str, yaxis: str) -> Iterator[Trace]:
    for actor in course[0][1][issue]:
        colour, symbol = theme.actor_style(scenario, actor)
        values = [stood[issue][actor] for _, stood in course]
        said = [f"{wording.actor(scenario, actor)}: {stands(scenario, issue, value)}" for value in values]
        x = [position(scenario, day) for day, _ in course]
        line, marker = {"color": colour, "width": 1.8}, {"color": colour, "symbol": symbol, "size": 5}
        yield marked_line(x, values, [text(each) for each in said], line, marker) | {"yaxis": yaxis}


def _keys(scenario: Scenario, start: Stood) -> Iterator[Key]:
    heard = {actor for stood in start.values() for actor in stood}
    for actor in scenario.actors:
        if actor in heard:
            yield Key(wording.actor(scenario, actor), *theme.actor_style(scenario, actor))


def stands(scenario: Scenario, issue: str, value: float) -> str:
    """A position in words: the number of a range, else the nearest option."""
    topic = scenario.issues[issue]
    if topic.range is not None:
        return f"{amounts.written(value, '.3g')} {topic.range.unit or ''}".strip()
    return wording.option(topic, topic.options[min(len(topic.options) - 1, max(0, round(value)))])


def _table(scenario: Scenario, course: list[tuple[float, Stood]]) -> DataTable:
    rows = [
        (
            str(number),
            wording.when(scenario, day),
            *(
                "; ".join(f"{wording.actor(scenario, a)}: {stands(scenario, k, v)}" for a, v in at.items())
                for k, at in stood.items()
            ),
        )
        for number, (day, stood) in enumerate(course)
    ]
    return DataTable(("Round", "When", *(wording.issue(scenario, k) for k in course[0][1])), tuple(rows))
