"""The changes of a link as a file that extends the scenario."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sim.app.asking import AppQuestion, parted
from sim.scenario.overrides import typed_setting
from sim.scenario.places import Node, PlacedTable
from sim.scenario.plain_yaml import in_flow
from sim.scenario.writing import as_data


def overlay(asked: AppQuestion) -> str:
    """YAML that says what the link says, to be kept in the folder of the scenario."""
    table: dict[str, Any] = {}
    whole = as_data(asked.scenario)
    for typed in asked.settings:
        steps = [str(step) for step in typed_setting(typed).steps]
        way = steps[: _reach(asked.subject.data.data, steps)]
        _put(table, way, parted(typed)[1] if len(way) == len(steps) else in_flow(_at(whole, way)))
    head = [f"# Laid over {asked.subject.file.name}: keep it in the same folder.", f"extends: {_file(asked)}"]
    return "\n".join([*head, *_lines(table)]) + "\n"


def _file(asked: AppQuestion) -> str:
    return in_flow(asked.subject.file.name)


def _reach(node: Node, steps: Sequence[str]) -> int:
    """So many steps an overlay can take: a list is replaced as a whole."""
    for taken, step in enumerate(steps):
        if isinstance(node, list):
            return taken
        if not isinstance(node, PlacedTable) or step not in node:
            break
        node = node[step]
    return len(steps)


def _at(data: Any, way: Sequence[str]) -> Any:
    for step in way:
        data = data[step]
    return data


def _put(table: dict[str, Any], way: Sequence[str], value: str) -> None:
    for step in way[:-1]:
        below = table.get(step)
        if not isinstance(below, dict):
            below = table[step] = {}
        table = below
    table[way[-1]] = value


def _lines(table: dict[str, Any], indent: str = "") -> Iterator[str]:
    for key, inside in table.items():
        if isinstance(inside, dict):
            yield f"{indent}{in_flow(key)}:"
            yield from _lines(inside, f"{indent}  ")
        else:
            yield f"{indent}{in_flow(key)}: {inside}"
