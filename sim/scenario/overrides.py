"""`--set path=value`: one value of the data replaced."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sim.scenario.draft import item_names
from sim.scenario.merging import merged, with_entry
from sim.scenario.paths import STEP, dotted
from sim.scenario.places import Items, Node, Place, PlacedTable, Source, Text
from sim.scenario.plain_yaml import parse
from sim.scenario.problems import Problem, Unreadable
from sim.scenario.scalars import kind
from sim.scenario.suggestions import remedy, shown
from sim.scenario.tree import DEEPEST

# Tables of things with a name. A path does not pass through one that is not there: that is a slip.
NAMED = {("actors",), ("issues",), ("proposals",), ("ceasefire", "issues"), ("ceasefire", "proposals")}


@dataclass(frozen=True)
class Setting:
    """A value, and the path at the end of which it is put."""

    steps: tuple[Text, ...]
    value: Node


def overridden(data: PlacedTable, over: Setting) -> PlacedTable:
    """The data with a value set; missing tables on the way are made. Raises Unreadable where none can be."""
    changed = _put([data], over.steps, over.value)
    assert isinstance(changed, PlacedTable)
    return changed


def typed_setting(typed: str, option: str = "--set") -> Setting:
    """What `path=value` sets; `option` is what it was typed behind. Raises Unreadable if it is nothing of the kind."""
    source = Source(option, typed, typed=True)
    steps, end = steps_along(typed, Place(source))
    if len(steps) > DEEPEST:
        raise Unreadable(Problem(steps[DEEPEST].place, "", f"a path of more than {DEEPEST} steps"))
    if steps and typed[end : end + 1] == "=":
        return Setting(steps, _value(source, end + 1))
    hint = "for example actors.us.credibility=0.9"
    raise Unreadable(Problem(Place(source, 1, end + 1), "", "not of the form path=value", hint))


def steps_along(written: str, place: Place) -> tuple[tuple[Text, ...], int]:
    """The steps of the path with which a text begins, and where it ends; the text stands at that place."""
    steps: list[Text] = []
    start = end = 0
    while found := STEP.match(written, start):
        end, start = found.end(), found.end() + 1
        name = found["plain"] if found["quoted"] is None else found["quoted"].replace('""', '"')
        at = Place(place.source, place.line, place.column + found.start(), end - found.start())
        steps.append(Text(name.strip(), at))
        if written[end:start] != ".":
            return tuple(steps), end
    return tuple(steps), start


def _value(source: Source, start: int) -> Node:
    value = parse(source, " " * start + source.text[start:])
    if value is None:
        hint = f"say {source.text[:start]}null for nothing"
        raise Unreadable(Problem(Place(source, 1, start + 1), "", "there is no value after =", hint))
    return value


def _put(parents: Sequence[Node], steps: Sequence[Text], value: Node) -> Node:
    """A copy of the last parent in which the value stands at the end of the steps that remain."""
    node, step, last = parents[-1], steps[len(parents) - 1], len(parents) == len(steps)
    if isinstance(node, Items):
        index = _index(parents, steps)
        inside = value if last else _put([*parents, node[index]], steps, value)
        return Items(node.place, [*node[:index], inside, *node[index + 1 :]])
    if isinstance(node, Text):
        raise _refusal(parents, steps, f"there is nothing of that name in {kind(node)}")
    if last:
        return merged(node, PlacedTable(step.place, {step: value}))
    return with_entry(node, step, _put([*parents, _below(node, parents, steps)], steps, value))


def _below(table: PlacedTable, parents: Sequence[Node], steps: Sequence[Text]) -> Node:
    step = steps[len(parents) - 1]
    found = table.get(step)
    if found is None and tuple(map(str, steps[: len(parents) - 1])) in NAMED:
        raise _refusal(parents, steps, f"there is no {shown(step)} here", remedy(step, table))
    return PlacedTable(step.place) if found is None or kind(found) == "nothing" else found


def _index(parents: Sequence[Node], steps: Sequence[Text]) -> int:
    """The position in a list: by name, or else as a number from 0."""
    items, step = parents[-1], steps[len(parents) - 1]
    assert isinstance(items, Items)
    names = item_names(items, parents[:-1])
    if step in names:
        return names.index(step)
    if step.isascii() and step.isdigit() and int(step[:9]) < len(items):
        return int(step)
    raise _refusal(parents, steps, f"there is no {shown(step)} in this list", remedy(step, names))


def _refusal(
    parents: Sequence[Node], steps: Sequence[Text], message: str, hint: str | None = None
) -> Unreadable:
    way = steps[: len(parents)]
    return Unreadable(Problem(way[-1].place, dotted(*way), message, hint))
