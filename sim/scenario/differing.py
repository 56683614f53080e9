"""What two scenarios say differently, path by path, and where it is written."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sim.scenario.changing import steps
from sim.scenario.draft import item_names
from sim.scenario.numbers import Entry, entries
from sim.scenario.options import Options
from sim.scenario.places import Items, Node, Place, PlacedTable
from sim.scenario.quantities import Quantity
from sim.scenario.schema import Scenario
from sim.scenario.writing import in_a_line

WORDS = ("name", "title", "description", "words", "sources", "variant_of")  # nothing that is played
LABEL = "label"  # of whatever has one: nor is this


@dataclass(frozen=True)
class Change:
    """One line of the resolved file, before and after; None: it is not there."""

    path: str
    before: str | None
    after: str | None
    basis: str | None  # what the new number rests on
    note: str | None
    place: str | None  # file:line that says so, or --set


def changes(before: Scenario, after: Scenario, data: PlacedTable | None = None) -> tuple[Change, ...]:
    """Lines of which the value differs: not names, titles, labels, sources, or notes alone.

    `data` is what was read for the second, if it was read from a file: it knows the lines.
    """
    old, new = _by_path(before), _by_path(after)
    return tuple(
        _change(path, old.get(path), new.get(path), data)
        for path in dict.fromkeys([*new, *old])
        if path not in old or path not in new or _plain(old[path]) != _plain(new[path])
    )


def _by_path(scenario: Scenario) -> dict[str, Entry]:
    return {e.path: e for e in entries(scenario) if not _is_words(e)}


def _is_words(entry: Entry) -> bool:
    way = steps(entry.path)
    return way[0] in WORDS or (way[-1] == LABEL and isinstance(entry.value, str))


def _plain(entry: Entry) -> object:
    value = tuple(entry.value) if isinstance(entry.value, Options) else entry.value
    return replace(value, basis=None, note=None) if isinstance(value, Quantity) else value


def _change(path: str, old: Entry | None, new: Entry | None, data: PlacedTable | None) -> Change:
    number = new is not None and isinstance(new.value, Quantity)
    return Change(
        path=path,
        before=None if old is None else in_a_line(_plain(old)),
        after=None if new is None else in_a_line(_plain(new)),
        basis=new.basis if new and number else None,
        note=new.note if new and number else None,
        place=None if data is None else _shown(written_at(data, path)),
    )


def written_at(data: PlacedTable, path: str) -> Place:
    """Where the value at a path is written; of a default, or of what is gone, the innermost block around it."""
    parents: list[Node] = [data]
    place = data.place
    for step in steps(path):
        node = parents[-1]
        if isinstance(node, PlacedTable) and step in node:
            place = node.key(step).place
            parents.append(node[step])
        elif isinstance(node, Items) and step in (names := item_names(node, parents[:-1])):
            parents.append(node[names.index(step)])
            place = parents[-1].place
        else:
            break
    return place


def _shown(place: Place) -> str:
    return place.source.name if place.source.typed else f"{place.source.name}:{place.line}"
