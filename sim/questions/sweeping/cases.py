"""`--vary-file`: a table of cases. The columns are paths, a cell says what stands there, an empty one: as written.

A column `case` or `name` is what each case is called; it sets nothing.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

from sim.analysis.spreadsheet import as_quoted, as_text, from_quoted, from_text
from sim.questions.sweeping.cells import CellVariant, SweepPlan
from sim.questions.sweeping.values import MOST_CELLS, Axis, BadSweep, spelled
from sim.scenario.files import load
from sim.scenario.overrides import Setting, steps_along, typed_setting
from sim.scenario.places import Items, Node, PlacedTable, Source, Text
from sim.scenario.plain_yaml import parse
from sim.scenario.problems import Complaints, Problem, Unreadable
from sim.scenario.tree import DEEPEST

LABELS = ("case", "name")  # columns that are no paths: what a case is called, by the first that says so
FORM = "a file of cases is CSV with a row of paths at its top, or YAML with a list of tables {path: value}"
Row = dict[str, tuple[str, Setting]]  # by path: what is written, and what that sets


def cases(file: Path, scenario: str) -> SweepPlan:
    """The cases in a file. Raises BadSweep for a file that is no such table, ScenarioError for cells that are wrong."""
    complaints = Complaints(scenario)
    rows: list[tuple[str, Row]] = []
    with complaints.gathered():
        source = load(file)
        rows += _yaml(source) if file.suffix in (".yaml", ".yml") else _csv(source, complaints)
    complaints.tell()
    return plan(rows, str(file))


def given(table: Sequence[Mapping[str, Any]], scenario: str) -> SweepPlan:
    """The cases of a list of dicts {path: value}. None: as written."""
    complaints = Complaints(scenario)
    lines = [{key: "" if cell is None else spelled(cell) for key, cell in row.items()} for row in table]
    rows = [_row(line, f"case {number}", complaints) for number, line in enumerate(lines, start=1)]
    complaints.tell()
    return plan(rows, "cases")


def plan(rows: list[tuple[str, Row]], name: str) -> SweepPlan:
    """All rows under all the paths that any of them has."""
    paths = list(dict.fromkeys(path for _, row in rows for path in row))
    if not paths:
        raise BadSweep(f"{name} sets nothing: {FORM}")
    if len(rows) > MOST_CELLS:
        raise BadSweep(f"{name} holds more than {MOST_CELLS:,} cases")
    values = {path: dict.fromkeys(row[path][0] for _, row in rows if path in row) for path in paths}
    axes = tuple(Axis(path, tuple(written), "") for path, written in values.items())
    return SweepPlan(axes, False, tuple(_variant(label, row, paths) for label, row in rows))


def written(plan: SweepPlan) -> str:
    """The table of a plan as CSV, to be read again."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([LABELS[0], *(axis.path for axis in plan.axes)])
    for variant in plan.variants:
        writer.writerow([as_text(variant.label), *map(as_quoted, variant.values)])
    return text.getvalue()


def _variant(label: str, row: Row, paths: list[str]) -> CellVariant:
    written = {path: value for path, (value, _) in row.items()}
    called = label or ", ".join(f"{path}={value}" for path, value in written.items()) or "as written"
    settings = tuple(setting for _, setting in row.values())
    return CellVariant(called, tuple(written.get(path, "") for path in paths), settings)


def _csv(source: Source, complaints: Complaints) -> Iterator[tuple[str, Row]]:
    reader = csv.reader(source.lines, strict=True, skipinitialspace=True)
    try:
        head = [name.strip() for name in next(reader, [])]
        _refuse_head(source.name, head)
        for line in reader:
            if any(map(str.strip, line)):
                wide = zip(head, _as_wide(source.name, reader.line_num, line, head), strict=True)
                cells = {name: _meant(name, cell.strip()) for name, cell in wide}
                yield _row(cells, f"{source.name}:{reader.line_num}", complaints)
    except csv.Error as error:
        raise BadSweep(f"{source.name}:{reader.line_num}: {error}") from None


def _refuse_head(name: str, head: list[str]) -> None:
    if not any(head) or "" in head:
        raise BadSweep(f"{name}:1: a column has no path above it: {FORM}")
    if len(head) == 1 and ";" in head[0]:
        raise BadSweep(f"{name}:1: the columns are divided by semicolons; a comma is needed")
    if len(set(head)) < len(head):
        raise BadSweep(f"{name}:1: a path is there twice")


def _as_wide(name: str, number: int, line: list[str], head: list[str]) -> list[str]:
    if len(line) != len(head):
        raise BadSweep(f"{name}:{number}: {len(line)} cells under {len(head)} paths")
    return line


def _row(cells: Mapping[str, str], where: str, complaints: Complaints) -> tuple[str, Row]:
    row: Row = {}
    for path, cell in cells.items():
        if path not in LABELS and cell.strip():
            with complaints.gathered():
                row[path] = cell.strip(), typed_setting(f"{path}={cell.strip()}", where)
    return _label([cells.get(name, "") for name in LABELS]), row


def _meant(name: str, cell: str) -> str:
    """What is written in a cell, without what keeps a spreadsheet from computing it."""
    return from_text(cell) if name in LABELS else from_quoted(cell)


def _label(said: Sequence[str]) -> str:
    return next(filter(None, map(str.strip, said)), "")


def _yaml(source: Source) -> Iterator[tuple[str, Row]]:
    root = parse(source)
    if not isinstance(root, Items) or not all(isinstance(item, PlacedTable) for item in root):
        raise BadSweep(f"{source.name}: {FORM}")
    for item in root:
        assert isinstance(item, PlacedTable)
        paths = [(key, value) for key, value in item.entries() if key not in LABELS]
        called = [label for name in LABELS if isinstance(label := item.get(name), Text)]
        yield _label(called), {str(key): (_written(value), _setting(key, value)) for key, value in paths}


def _setting(key: Text, value: Node) -> Setting:
    steps, end = steps_along(key, key.place)
    if end < len(key) or not 0 < len(steps) <= DEEPEST:
        raise Unreadable(Problem(key.place, "", "not a path", "for example actors.us.credibility"))
    return Setting(steps, value)


def _written(value: Node) -> str:
    """As it could be written on one line."""
    if isinstance(value, PlacedTable):
        return "{" + ", ".join(f"{key}: {_written(entry)}" for key, entry in value.items()) + "}"
    return "[" + ", ".join(map(_written, value)) + "]" if isinstance(value, Items) else str(value)
