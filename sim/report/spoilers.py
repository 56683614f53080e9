"""Spoilers: what they attack, and how many collapses are their doing."""

from __future__ import annotations

from collections.abc import Iterator

from sim.analysis.summary import Summary
from sim.report import amounts, assumptions, wording
from sim.scenario.actors import Spoiler
from sim.scenario.schema import Scenario


def told(scenario: Scenario) -> Iterator[str]:
    """What each attacks and how, for the assumptions."""
    for name, spoiler in scenario.spoilers.items():
        who = wording.sentence(wording.actor(scenario, name))
        yield f"{who} {_what(spoiler) if scenario.truce else 'attacks nothing: no ceasefire can be agreed'}."


def _what(spoiler: Spoiler) -> str:
    return (
        f"attacks a ceasefire while the text tabled last is worth less to it than {_said(spoiler, 'floor')}, or the "
        f"conditions in force less than {_said(spoiler, 'ceasefire_floor')}: the hazard is then multiplied by "
        f"{_said(spoiler, 'hazard')}"
    )


def _said(spoiler: Spoiler, key: str) -> str:
    return assumptions.in_words(getattr(spoiler, key))


def broken(scenario: Scenario, summary: Summary) -> str:
    """How many ceasefires collapsed by the doing of each; empty where none collapsed, or there is nobody."""
    parts = [
        f"{wording.actor(scenario, one.spoiler)} {amounts.estimate(one.share)}" for one in summary.spoiled
    ]
    return (
        f"{' · '.join(parts)} of {summary.spoiled[0].share.of:,} collapses"
        if parts and summary.spoiled[0].share.of
        else ""
    )
