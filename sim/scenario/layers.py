"""The layers of a scenario: the file that it extends, the file itself, what is set on the command line."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache, reduce
from pathlib import Path

from sim.scenario.files import load
from sim.scenario.merging import merged
from sim.scenario.overrides import Setting, overridden, typed_setting
from sim.scenario.places import Node, Place, PlacedTable, Source, Text
from sim.scenario.plain_yaml import parse
from sim.scenario.problems import Problem, Unreadable
from sim.scenario.scalars import kind, needed
from sim.scenario.suggestions import printable

# By these a file from elsewhere is known to be a scenario: only then what stands in it is shown.
MARKS = ("extends", "actors", "issues")


def layered(path: Path) -> PlacedTable:
    """A file laid over the one that it extends, and so on."""
    return layers(path)[0]


def layers(path: Path) -> tuple[PlacedTable, PlacedTable | None]:
    """The same, and what it is laid over, if anything."""
    found = _files(path)
    below = _laid(found[1:]) if found[1:] else None
    return _laid(found), below


def _laid(files: Sequence[PlacedTable]) -> PlacedTable:
    """The first over all others."""
    file, *bases = files
    return reduce(merged, [*map(_handed_down, reversed(bases)), file])


def overlaid(data: PlacedTable, overrides: Sequence[str | Setting]) -> tuple[PlacedTable, list[Problem]]:
    """The data with all that is set over it, and what is wrong with that."""
    problems: list[Problem] = []
    for over in overrides:
        try:
            data = overridden(data, typed_setting(over) if isinstance(over, str) else over)
        except Unreadable as error:
            problems += error.problems
    return data, problems


def _handed_down(base: PlacedTable) -> PlacedTable:
    """A name belongs to the file that gives it, and so does what that one extends."""
    return _without(_without(base, "name"), "variant_of")


def _files(path: Path) -> list[PlacedTable]:
    """The file, the one that it extends, the one which that extends ..."""
    layers: list[PlacedTable] = []
    seen: list[Path] = []
    mentioned: Place | None = None
    asked = path
    while True:
        table = _table(path) if mentioned is None else _named(path, mentioned, asked)
        _refuse_circles(path, seen, mentioned or table.place)
        seen.append(path.resolve())
        layers.append(_without(table, "extends"))
        if "extends" not in table:
            return layers
        extends = table[table.key("extends")]
        path, mentioned = path.parent / _file_name(extends), extends.place


def _without(table: PlacedTable, name: str) -> PlacedTable:
    return PlacedTable(table.place, {key: value for key, value in table.entries() if key != name})


def _named(path: Path, mentioned: Place, asked: Path) -> PlacedTable:
    """A file that another one names. Outside the folder of the one asked for it may be anything, a secret too.

    Of such a file nothing is told unless it is a scenario: a message of ours may be read by others than it belongs to.
    """
    try:
        table = _table(path, mentioned)
    except Unreadable as error:
        if all(problem.place == mentioned for problem in error.problems) or _beside(path, asked):
            raise
        raise _no_scenario(path, mentioned) from None
    if not (_beside(path, asked) or any(mark in table for mark in MARKS)):
        raise _no_scenario(path, mentioned)
    return table


def _beside(path: Path, asked: Path) -> bool:
    return asked.resolve().parent in path.resolve().parents


def _no_scenario(path: Path, mentioned: Place) -> Unreadable:
    return Unreadable(Problem(mentioned, "extends", f"{printable(str(path))} is no scenario"))


def _table(path: Path, mentioned: Place | None = None) -> PlacedTable:
    source = load(path, mentioned)
    data = _parsed(source)
    if isinstance(data, PlacedTable):
        if "targets" in data and not any(mark in data for mark in MARKS):
            message = "this is a file of targets, not a scenario"
            raise Unreadable(Problem(data.place, "", message, "give it to `calibrate` as --target"))
        return data
    if data is None or kind(data) == "nothing":
        hint = "`python -m sim new` writes a small scenario to start from"
        raise Unreadable(Problem(Place(source), "", "there is nothing in this file", hint))
    wanted = "a scenario is a table (actors: ..., issues: ...)"
    raise Unreadable(Problem(data.place, "", f"{wanted}, not {kind(data)}"))


@lru_cache(maxsize=64)
def _parsed(source: Source) -> Node | None:
    """Once, as long as the file says what it says: whatever changes a table makes a new one."""
    return parse(source)


def _file_name(written: Node) -> str:
    if isinstance(written, Text) and not written.missing:
        return written
    raise Unreadable(Problem(written.place, "extends", needed("the name of a file", written)))


def _refuse_circles(path: Path, seen: list[Path], place: Place) -> None:
    if path.resolve() in seen:
        circle = [*seen[seen.index(path.resolve()) :], path]
        names = " -> ".join(step.name for step in circle)
        raise Unreadable(Problem(place, "extends", f"files extend one another in a circle: {names}"))
