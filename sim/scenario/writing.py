"""Scenario to YAML."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from math import isinf
from numbers import Integral, Real
from typing import Any

from sim.scenario import spelling
from sim.scenario.contents import contents
from sim.scenario.fields import Block, Strict
from sim.scenario.options import Options
from sim.scenario.paths import dotted
from sim.scenario.plain_yaml import dump
from sim.scenario.proposals import Proposal
from sim.scenario.quantities import REASONS, Quantity
from sim.scenario.schema import Scenario
from sim.scenario.suggestions import shown


def resolved(scenario: Scenario) -> str:
    """The scenario as YAML with every default visible; reads back as an equal scenario."""
    return dump(as_data(scenario))


def as_data(scenario: Scenario) -> dict[str, Any]:
    """The same as tables, lists, texts, dates and numbers."""
    data: Any = _plain(scenario, scenario)
    return dict(data)


def _plain(value: object, scenario: Scenario) -> object:
    """Tables, lists, texts, dates and numbers."""
    if isinstance(value, Quantity):
        return spelling.written(value)
    if isinstance(value, Proposal):
        label = {"label": value.label} if value.label else {}
        return {**label, **value, **_reasons(value)}
    if isinstance(value, Strict):
        entries = {key: _plain(entry, scenario) for key, entry in contents(value, scenario)}
        return {**entries, **(_reasons(value) if isinstance(value, Block) else {})}
    if isinstance(value, Options):
        return value.written
    if isinstance(value, Mapping):
        return {key: _plain(entry, scenario) for key, entry in value.items()}
    return [_plain(item, scenario) for item in value] if isinstance(value, tuple) else value


def as_written(value: object, path: tuple[str, ...] = ()) -> object:
    """What a program says in tables, lists, quantities and numbers of any kind, as a file would say it.

    Raises TypeError for what no file can say.
    """
    if isinstance(value, Quantity):
        return spelling.written(value)
    if isinstance(value, Options):
        return value.written
    if isinstance(value, Mapping):
        return {as_written(key, path): as_written(entry, (*path, str(key))) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [as_written(item, (*path, str(i))) for i, item in enumerate(value)]
    if isinstance(value, str):
        return str(value)
    if value is None or isinstance(value, bool | date):
        return value
    if isinstance(value, Integral | Real):
        return int(value) if isinstance(value, Integral) else float(value)
    raise TypeError(f"{dotted(*path) or 'a scenario'}: no file can say {shown(repr(value))}")


def _reasons(block: Block | Proposal) -> dict[str, str]:
    return {key: getattr(block, key) for key in REASONS if getattr(block, key) is not None}


def in_a_line(value: object) -> str:
    """A value as it can be typed behind `path=`.

    >>> in_a_line({"triangular": [0.00008, 1.0, 2]})
    '{triangular: [0.00008, 1, 2]}'
    >>> in_a_line(float("inf"))
    '.inf'
    """
    if isinstance(value, Quantity):
        return in_a_line(spelling.written(value))
    if isinstance(value, Options):
        return in_a_line(value.written)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{in_a_line(k)}: {in_a_line(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(in_a_line, value)) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and isinf(value):
        return ".inf" if value > 0 else "-.inf"
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() else f"{Decimal(repr(value)):f}"
    return "null" if value is None else str(value)
