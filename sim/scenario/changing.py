"""What stands at a path of a scenario, and the scenario with something else there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sim.scenario.fields import Strict
from sim.scenario.frozen import Frozen
from sim.scenario.paths import STEP
from sim.scenario.quantities import Quantity
from sim.scenario.schema import Scenario


def with_number(scenario: Scenario, path: str, number: Quantity) -> Scenario:
    """The same scenario, with this quantity at a path as `numbers` gives it. Nothing is checked: the caller knows.

    Raises KeyError where there is no such number.
    """
    return with_changed(scenario, path, lambda _: number)


def with_changed(scenario: Scenario, path: str, change: Callable[[Any], Any]) -> Scenario:
    """The same scenario, with what stands at a path changed. Raises KeyError where there is nothing."""
    changed: Scenario = _changed(scenario, steps(path), change, ())
    return changed


def value_at(scenario: Scenario, path: str) -> Any:
    """What stands at a path. Raises KeyError where there is nothing."""
    found: list[Any] = []

    def seen(value: Any) -> Any:
        found.append(value)
        return value

    with_changed(scenario, path, seen)
    return found[0]


def steps(path: str) -> tuple[str, ...]:
    """The names along a path.

    >>> steps('actors."St. Gallen".optimism')
    ('actors', 'St. Gallen', 'optimism')
    """
    found = STEP.finditer(path)
    return tuple(s["plain"] if s["quoted"] is None else s["quoted"].replace('""', '"') for s in found)


def _changed(value: Any, way: tuple[str, ...], change: Callable[[Any], Any], options: tuple[str, ...]) -> Any:
    if not way:
        return change(value)
    step, rest = way[0], way[1:]
    if isinstance(value, Strict):
        name = _field(value, step)
        inside = _changed(getattr(value, name), rest, change, getattr(value, "options", ()))
        return value.replaced(**{name: inside})
    if isinstance(value, dict):
        return Frozen(value | {step: _changed(value[step], rest, change, options)})
    if isinstance(value, tuple):
        place = _place(value, step, options)
        return (*value[:place], _changed(value[place], rest, change, ()), *value[place + 1 :])
    raise KeyError(step)


def _field(block: Strict, key: str) -> str:
    """The field with this key in the file."""
    for name, field in type(block).model_fields.items():
        if key == (field.alias or name):
            return name
    raise KeyError(key)


def _place(items: tuple[Any, ...], step: str, options: tuple[str, ...]) -> int:
    """Numbers are called after their options, events and links after themselves, else by their position."""
    names = options or [getattr(item, "name", None) or str(i) for i, item in enumerate(items)]
    if step not in names:
        raise KeyError(step)
    return list(names).index(step)
