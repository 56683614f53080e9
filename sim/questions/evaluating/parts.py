"""Which columns are numbers that may differ from row to row of one play, and which are set for rows together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.bargaining.setup.sampling import Values, uncertain
from sim.questions.evaluating.checking import TableCheck, is_empty
from sim.questions.evaluating.table import REPLICATION, BadTable, Inputs
from sim.scenario.changing import steps
from sim.scenario.numbers import numbers
from sim.scenario.overrides import Setting
from sim.scenario.paths import dotted
from sim.scenario.problems import Complaints
from sim.scenario.quantities import Quantity
from sim.scenario.reading import Variants, setting, variants
from sim.scenario.schema import Scenario

LINKS = ("links.", "ceasefire.links.")  # what a link surely does not add is not there to be drawn


@dataclass(frozen=True)
class Base:
    """What is varied: a scenario, and what its files say, to be read with other things set over it."""

    scenario: Scenario
    variants: Variants

    def read(self, settings: Sequence[Setting]) -> Scenario:
        """The scenario with these set over it. Raises ScenarioError."""
        return self.variants.read(settings) if settings else self.scenario


def base_of(subject: str | Path | Scenario) -> Base:
    """What is varied. Raises ScenarioError with all that is wrong with a file."""
    if isinstance(subject, Scenario):
        return Base(subject, resolved(subject))
    data = variants(subject)
    return Base(data.read(), data)


@lru_cache(maxsize=8)  # who evaluates row after row asks for the same ones
def resolved(scenario: Scenario) -> Variants:
    """A scenario as it stands in a file."""
    return variants(scenario)


@dataclass(frozen=True)
class RowBatch:
    """Rows that are played together: one scenario, and what each row gives instead of what is drawn."""

    scenario: Scenario
    rows: NDArray[np.int64]
    given: dict[str, Values]  # [row of these] by path; NaN: as drawn


@dataclass(frozen=True)
class Columns:
    """What the columns of a table are."""

    drawn: dict[str, Values]  # [row] by path: numbers, and coins as 0 and 1
    begun: tuple[Setting, ...]  # a first value of each number that the scenario leaves out
    others: dict[str, NDArray[Any]]  # [row] by path: whatever else a scenario may say


def parts(base: Base, inputs: Inputs) -> list[RowBatch]:
    """Every row, in parts. Raises BadTable with all that is wrong in any of them."""
    bench = TableCheck(inputs, Complaints("the table", BadTable))
    columns = sorted_out(base, inputs, bench.complaints)
    if columns.drawn:
        begun = base.read(columns.begun)
        bench.look_over(begun, resolved(begun), columns.drawn)
    found = [
        part for rows in alike(columns.others, len(inputs)) if (part := _part(base, columns, bench, rows))
    ]
    bench.complaints.tell()
    return found


def _part(base: Base, columns: Columns, bench: TableCheck, rows: NDArray[np.int64]) -> RowBatch | None:
    """Rows that set the same, if that can be played."""
    cells = {path: values[rows[0]] for path, values in columns.others.items()}
    given = {path: values[rows] for path, values in columns.drawn.items()}
    scenario = None
    with bench.complaints.gathered():
        scenario = base.read([*columns.begun, *bench.settings(cells, rows[0])])
    if scenario is None:
        return None
    if cells and given:
        bench.guess(scenario, given, rows)
        for path in given.keys() - can_be_given(scenario).keys():
            bench.complain(path, rows[0], "with what else the row says there is no such number")
    return RowBatch(scenario, rows, given)


def sorted_out(base: Base, inputs: Inputs, complaints: Complaints) -> Columns:
    """A number that the scenario leaves out is begun with that of the first row, so that it can be drawn.

    A column that is wrong in its first cell is complained of, and no further looked at.
    """
    columns = {canonical(path): values for path, values in inputs.columns.items() if path != REPLICATION}
    numeric = {path: found for path, values in columns.items() if (found := as_numbers(values)) is not None}
    known, begun, others = dict(can_be_given(base.scenario)), [], {}
    for path in [path for path in columns if path not in numeric or path not in known]:
        row = next((row for row, cell in enumerate(columns[path]) if not is_empty(cell)), 0)
        with complaints.gathered():
            first = setting(
                path, None if is_empty(columns[path][row]) else columns[path][row], inputs.row(row)
            )
            added = can_be_given(base.read([first]))
            if path in numeric and path in added and not np.isnan(numeric[path]).any():
                known[path] = added[path]
                begun.append(first)
            else:
                others[path] = columns[path]
    drawn = {path: values for path, values in numeric.items() if path in known}
    return Columns(drawn, tuple(begun), {path: others[path] for path in columns if path in others})


def canonical(path: str) -> str:
    """A path as the program writes it."""
    return dotted(*steps(path)) if steps(path) else path


@lru_cache(maxsize=8)
def can_be_given(scenario: Scenario) -> Mapping[str, Quantity | None]:
    """By path, what is drawn: quantities, and coins (None)."""
    known = {number.path: number.quantity for number in numbers(scenario)}
    coins = dict.fromkeys(path for path in uncertain(scenario) if path not in known)
    return coins | {p: q for p, q in known.items() if not (q.fixed and p.startswith(LINKS))}


def as_numbers(values: NDArray[Any]) -> Values | None:
    """[row] numbers, NaN where a cell is empty; None if any cell is something else."""
    if values.dtype.kind in "biuf":
        return values.astype(np.float64)
    cells = [np.nan if cell is None else cell for cell in values.tolist()]
    plain = all(isinstance(cell, bool | int | float) for cell in cells)
    return np.array(cells, np.float64) if plain else None


def alike(others: Mapping[str, NDArray[Any]], rows: int) -> list[NDArray[np.int64]]:
    """Rows in which the same stands in these columns, together."""
    found: dict[tuple[str, ...], list[int]] = defaultdict(list)
    cells = [[repr(cell) for cell in values.tolist()] for values in others.values()]
    for row in range(rows):
        found[tuple(column[row] for column in cells)].append(row)
    return [np.array(numbers) for numbers in found.values()]
