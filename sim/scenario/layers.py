"""The layers of a scenario: the file that it extends, the file itself, what is set on the command line."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from pathlib import Path

from sim.scenario.files import load
from sim.scenario.merging import merged
from sim.scenario.overrides import Setting, overridden, typed_setting
from sim.scenario.places import Node, Place, Table, Text
from sim.scenario.plain_yaml import parse
from sim.scenario.problems import Problem, Unreadable
from sim.scenario.scalars import kind, needed


def layered(path: Path) -> Table:
    """A file laid over the one that it extends, and so on."""
    file, *bases = _files(path)
    return reduce(merged, [*map(_handed_down, reversed(bases)), file])


def overlaid(data: Table, overrides: Sequence[str | Setting]) -> tuple[Table, list[Problem]]:
    """The data with all that is set over it, and what is wrong with that."""
    problems: list[Problem] = []
    for over in overrides:
        try:
            data = overridden(data, typed_setting(over) if isinstance(over, str) else over)
        except Unreadable as error:
            problems += error.problems
    return data, problems


def _handed_down(base: Table) -> Table:
    """A name belongs to the file that gives it."""
    return _without(base, "name")


def _files(path: Path) -> list[Table]:
    """The file, the one that it extends, the one which that extends ..."""
    layers: list[Table] = []
    seen: list[Path] = []
    mentioned: Place | None = None
    while True:
        table = _table(path, mentioned)
        _refuse_circles(path, seen, mentioned or table.place)
        seen.append(path.resolve())
        layers.append(_without(table, "extends"))
        if "extends" not in table:
            return layers
        extends = table[table.key("extends")]
        path, mentioned = path.parent / _file_name(extends), extends.place


def _without(table: Table, name: str) -> Table:
    return Table(table.place, {key: value for key, value in table.entries() if key != name})


def _table(path: Path, mentioned: Place | None) -> Table:
    source = load(path, mentioned)
    data = parse(source)
    if isinstance(data, Table):
        return data
    if data is None or kind(data) == "nothing":
        hint = "`python -m sim new` writes a small scenario to start from"
        raise Unreadable(Problem(Place(source), "", "there is nothing in this file", hint))
    wanted = "a scenario is a table (actors: ..., issues: ...)"
    raise Unreadable(Problem(data.place, "", f"{wanted}, not {kind(data)}"))


def _file_name(written: Node) -> str:
    if isinstance(written, Text) and not written.missing:
        return written
    raise Unreadable(Problem(written.place, "extends", needed("the name of a file", written)))


def _refuse_circles(path: Path, seen: list[Path], place: Place) -> None:
    if path.resolve() in seen:
        circle = [*seen[seen.index(path.resolve()) :], path]
        names = " -> ".join(step.name for step in circle)
        raise Unreadable(Problem(place, "extends", f"files extend one another in a circle: {names}"))
