"""Between which bounds a number of a scenario may lie: those of its field in the schema."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from sim.scenario.changing import steps
from sim.scenario.fields import Strict, Within
from sim.scenario.schema import Scenario

ANYTHING = Within()


def bounds(scenario: Scenario, path: str) -> Within:
    """Of the field along a path as `numbers` gives it; no bounds where the schema names none.

    >>> import sim
    >>> scenario = sim.read("scenarios/ceasefire30.yaml")
    >>> [str(bounds(scenario, path)) for path in ("actors.us.credibility", "issues.land.weight.russia")]
    ['lie in 0..1', 'be at least 0']
    """
    field: Any = None
    here: Any = scenario
    for step in steps(path):
        if isinstance(here, Strict):
            name = _field(here, step)
            field, here = type(here).model_fields[name], getattr(here, name)
        elif isinstance(here, dict):
            here = here.get(step)
        elif isinstance(here, tuple):
            here = next((item for item in here if getattr(item, "name", None) == step), None)
    found = () if field is None else (*field.metadata, *_inside(field.annotation))
    return next((each for each in found if isinstance(each, Within)), ANYTHING)


def _field(block: Strict, key: str) -> str:
    return next((name for name, field in type(block).model_fields.items() if key == field.alias), key)


def _inside(annotation: Any) -> Iterator[Any]:
    """What is said of a type, and of the types that it is made of."""
    yield from getattr(annotation, "__metadata__", ())
    for part in get_args(annotation):
        yield part
        yield from _inside(part)
