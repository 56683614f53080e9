"""Pydantic's complaints about single fields, in plain words and with their places."""

from __future__ import annotations

from collections.abc import Sequence
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from sim.scenario.actors import KINDS, ROLES
from sim.scenario.draft import item_names, option_names
from sim.scenario.paths import dotted
from sim.scenario.places import Items, Node, Place, PlacedTable
from sim.scenario.problems import MOST, Problem
from sim.scenario.scalars import kind, misplaced, needed
from sim.scenario.schema import Scenario
from sim.scenario.suggestions import remedy

Step = int | str
# Keys of earlier versions, or of another place.
ELSEWHERE = {
    "strikes": "threats count days and not refusals now: `defiance_days`, some seven for each strike",
    "extends": "only a file extends another: write one that does",
}


def complaints(error: ValidationError, data: PlacedTable, root: type[BaseModel] = Scenario) -> list[Problem]:
    """All of them; `root` is what the file was meant to be."""
    return [_problem(details, data, root) for details in error.errors(include_url=False)[:MOST]]


def _problem(details: ErrorDetails, data: PlacedTable, root: type[BaseModel]) -> Problem:
    path, node, key = _found(data, _steps(details))
    message, hint = _words(details, node, root)
    at_key = details["type"] not in ("value_error", "union_tag_invalid") and isinstance(node, PlacedTable)
    at_key = at_key or details["type"] == "extra_forbidden"
    return Problem(key if at_key else node.place, dotted(*path), message, hint)


def _steps(details: ErrorDetails) -> list[Step]:
    """The way through the file: without the role that pydantic puts in."""
    steps = [step for step in details["loc"] if step != "[key]"]
    if details["type"] == "union_tag_invalid":
        return [*steps, "role"]
    return steps[:2] + steps[3:] if steps[0] == "actors" else steps


def _found(data: PlacedTable, steps: Sequence[Step]) -> tuple[list[str], Node, Place]:
    """The path in words, the deepest thing there is on the way, and the place of its key."""
    path: list[str] = []
    parents: list[Node] = [data]
    key = Place(data.place.source)
    for step in steps:
        node = parents[-1]
        if isinstance(node, Items) and isinstance(step, int) and step < len(node):
            path.append(item_names(node, parents[:-1])[step])
            key = node[step].place
            parents.append(node[step])
        elif isinstance(node, PlacedTable) and (name := _entry(step, parents)) in node:
            path.append(name)
            key = node.key(name).place
            parents.append(node[node.key(name)])
        else:
            path.append(str(step))
    return path, parents[-1], key


def _entry(step: Step, parents: Sequence[Node]) -> str:
    """The name of an entry; of one that has become a number in a list, the option that it is for."""
    if isinstance(step, int):
        options = next((names for parent in reversed(parents) if (names := option_names(parent))), ())
        return options[step] if step < len(options) else str(step)
    return step


def _words(details: ErrorDetails, node: Node, root: type[BaseModel]) -> tuple[str, str | None]:
    """What is wrong, and a hint."""
    loc, context = details["loc"], details.get("ctx", {})
    match details["type"]:
        case "missing":
            return f"is missing ({_meaning(loc, root)})", None
        case "extra_forbidden":
            return "unknown key", _right_key(loc, root)
        case "literal_error":
            return misplaced(node), remedy(str(node), _choices(loc, root))
        case "union_tag_invalid":
            return f"{kind(node)} is no role", remedy(str(node), ROLES)
        case "too_short":
            return f"too few: at least {context['min_length']} needed, not {context['actual_length']}", None
        case "dict_type" | "model_type" | "model_attributes_type":
            return needed("a table", node), _table_hint(node)
        case "tuple_type":
            return needed("a list", node), None
        case "value_error":
            return str(context["error"]), None
    return misplaced(node), None


def _table_hint(node: Node) -> str | None:
    if kind(node) == "nothing":
        return "{} means all defaults"
    return "a colon needs a blank after it" if isinstance(node, str) and ":" in node else None


def _meaning(loc: Sequence[Step], root: type[BaseModel]) -> str:
    meaning = (_fields(loc[:-1], root)[str(loc[-1])].description or "").rstrip(".")
    return meaning[:1].lower() + meaning[1:]


def _right_key(loc: Sequence[Step], root: type[BaseModel]) -> str | None:
    wrong, block = str(loc[-1]), loc[:-1]
    if wrong in ELSEWHERE:
        return ELSEWHERE[wrong]
    others = [str(role) for role, actor in KINDS.items() if wrong in actor.model_fields]
    if others and len(block) == len(("actors", "name", "role")) and block[0] == "actors":
        return f"only a {' or a '.join(others)} has it"
    return remedy(wrong, _fields(block, root))


def _fields(loc: Sequence[Step], root: type[BaseModel]) -> dict[str, FieldInfo]:
    """The fields of the block there, under the names that they have in the file."""
    block: Any = root
    for step in loc:
        block = _bare(_inside(block, step))
    return _named(block)


def _named(block: type[BaseModel]) -> dict[str, FieldInfo]:
    return {field.alias or name: field for name, field in block.model_fields.items()}


def _choices(loc: Sequence[Step], root: type[BaseModel]) -> tuple[str, ...]:
    """The words that may stand there."""
    field: Any = root
    for step in loc:
        field = _bare(_inside(field, step))
    return get_args(field)


def _inside(kind: Any, step: Step) -> Any:
    """The type of what a block, a table or a list holds under this step."""
    inner = get_args(kind)
    if get_origin(kind) is Union:
        return KINDS[step]
    if get_origin(kind) is dict:
        return inner[1]
    return inner[0] if inner else _named(kind)[str(step)].annotation


def _bare(kind: Any) -> Any:
    """The type without annotations and without None."""
    inner = [part for part in get_args(kind) if part is not NoneType]
    if get_origin(kind) is Annotated or (get_origin(kind) in (Union, UnionType) and len(inner) == 1):
        return _bare(inner[0])
    return kind
