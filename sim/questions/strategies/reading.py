"""Strategies as they are typed, or stand in a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from sim.questions.asking import Unanswerable
from sim.questions.commas import between_commas
from sim.questions.strategies.way import OPTION, Way, Ways, in_actor, way_of
from sim.scenario.files import load
from sim.scenario.overrides import Setting, steps_along
from sim.scenario.places import Node, PlacedTable, Source, Text
from sim.scenario.plain_yaml import dump, parse
from sim.scenario.problems import Problem, ScenarioError, Unreadable
from sim.scenario.schema import Scenario
from sim.scenario.suggestions import shown
from sim.scenario.writing import as_written

EXAMPLE = "for example --strategy russia late concession=0.3,aspiration=0.9"
FORM = "a file of strategies is YAML: {actor: {name: {concession: 0.3}}}"
Typed: TypeAlias = "Sequence[tuple[str, str, str]]"  # actor, name, what is set
Given: TypeAlias = "str | Path | Mapping[str, Mapping[str, Mapping[str, Any]]] | None"


def named(scenario: Scenario, typed: Typed, given: Given) -> Ways:
    """By actor. Raises Unanswerable, and ScenarioError with the places of what is wrong."""
    try:
        return _gathered([*_typed(typed), *_given(given)])
    except Unreadable as error:
        raise ScenarioError(scenario.name, error.problems) from None


def _gathered(found: Sequence[tuple[str, Way]]) -> Ways:
    """By actor."""
    made: Ways = {}
    for actor, way in found:
        if any(each.name == way.name for each in made.get(actor, ())):
            raise Unanswerable(f"{shown(actor)} has two strategies called {shown(way.name)}")
        made[actor] = (*made.get(actor, ()), way)
    return made


def _typed(typed: Typed) -> Iterator[tuple[str, Way]]:
    for actor, name, changes in typed:
        parts, quote = between_commas(changes)
        if quote or (changes.strip() and not all(parts)) or not name.strip():
            raise Unanswerable(f"{OPTION} {actor} {name} {changes}: not NAME and PATH=VALUE,...; {EXAMPLE}")
        yield actor.strip(), way_of(actor.strip(), name.strip(), [part for part in parts if part])


def _given(given: Given) -> Iterator[tuple[str, Way]]:
    """From a file, or from Python as if it were one."""
    if given is None:
        return
    source = load(Path(given)) if isinstance(given, str | Path) else _as_source(given)
    for actor, tried in _tables(parse(source), source):
        for name, changes in _tables(tried, source):
            nothing = isinstance(changes, Text) and changes.missing
            wanted = [] if nothing else _tables(changes, source)
            yield str(actor), Way(str(name), tuple(_set(actor, key, value) for key, value in wanted))


def _as_source(given: Mapping[str, Any]) -> Source:
    return Source("strategies", dump(as_written(given)))


def _tables(node: Node | None, source: Source) -> Iterator[tuple[Text, Node]]:
    if not isinstance(node, PlacedTable):
        raise Unanswerable(f"{source.name}: {FORM}")
    yield from node.entries()


def _set(actor: Text, key: Text, value: Node) -> Setting:
    steps, end = steps_along(key, key.place)
    if end < len(key) or not steps:
        raise Unreadable(Problem(key.place, "", "not a path", "for example concession"))
    return in_actor(str(actor), Setting(steps, value))
