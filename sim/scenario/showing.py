"""A scenario on one screen: what it is about, who takes part, and how much of it is uncertain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from textwrap import shorten
from typing import TYPE_CHECKING

from sim.scenario.numbers import numbers
from sim.scenario.suggestions import listed, printable, shown

if TYPE_CHECKING:
    from sim.scenario.issues import Topic
    from sim.scenario.schema import Scenario

WIDTH = 100
MOST = 8  # of a kind that are named
ROLES = ("parties", "mediators", "backers", "spoilers")


def as_text(scenario: Scenario) -> str:
    """Of WIDTH columns."""
    head = f"Scenario {shown(scenario.name)}: {_title(scenario)}"
    rows = list(_rows(scenario))
    wide = max(len(name) for name, _ in rows)
    lines = [f"  {name:{wide}}  {shorten(said, WIDTH - wide - 4, placeholder=' ...')}" for name, said in rows]
    return "\n".join([shorten(head, WIDTH, placeholder=" ..."), *lines])


def as_html(scenario: Scenario) -> str:
    """For a notebook, every name escaped."""
    rows = "".join(
        f'<tr><th style="text-align:left">{escape(name)}</th><td style="text-align:left">{escape(said)}</td></tr>'
        for name, said in _rows(scenario)
    )
    about = f"<p>{escape(printable(scenario.description))}</p>" if scenario.description else ""
    return (
        f"<p><b>{escape(_title(scenario))}</b> {escape(shown(scenario.name))}</p>{about}<table>{rows}</table>"
    )


def _title(scenario: Scenario) -> str:
    return printable(scenario.title or scenario.name)


def _rows(scenario: Scenario) -> Iterator[tuple[str, str]]:
    for name in ROLES:
        if found := getattr(scenario, name):
            yield name, listed(found, MOST)
    yield "issues", _with_options(scenario.issues)
    if scenario.ceasefire:
        yield "ceasefire", _with_options(scenario.ceasefire.issues)
    if scenario.proposals:
        yield "proposals", listed(scenario.proposals, MOST)
    if scenario.events:
        names = [event.name or f"event {place}" for place, event in enumerate(scenario.events)]
        yield "events", listed(names, MOST)
    start = f" from {scenario.start}" if scenario.start else ""
    pace = f", a text every {scenario.pace_days:g}" if scenario.pace_days != scenario.step_days else ""
    yield (
        "talks",
        f"{scenario.horizon_days:g} days{start}, a round every {scenario.step_days:g}{pace}, {scenario.protocol}",
    )
    yield "numbers", _how_sure(scenario)


def _with_options(issues: Mapping[str, Topic]) -> str:
    return listed((f"{name} ({len(issue.options)})" for name, issue in issues.items()), MOST)


def _how_sure(scenario: Scenario) -> str:
    found = numbers(scenario)
    unsure = sum(not number.quantity.fixed for number in found)
    sourced = sum(number.basis == "source" for number in found)
    return f"{len(found)}, of which {unsure} are uncertain and {sourced} have a source"
