"""A table of inputs: a pandas DataFrame, a mapping of columns, or a structured array."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.scenario.problems import ScenarioError
from sim.scenario.suggestions import shown

REPLICATION = "replication"  # a column of that name says which replication a row is
FORMS = "a table is a pandas DataFrame, a mapping of columns {path: values}, or a structured array"


class BadTable(ScenarioError):
    """A table that cannot be evaluated, with everything that is wrong with it."""

    verdict = "cannot be evaluated"


@dataclass(frozen=True)
class Inputs:
    """A table as it was given."""

    labels: Any  # [row] what rows are called: the index of a DataFrame, else numbers
    columns: dict[str, NDArray[Any]]  # [row] by path

    def __len__(self) -> int:
        return len(self.labels)

    def row(self, number: int) -> str:
        """What a row is called in a message."""
        return f"row {shown(str(self.labels[number]))}"


def inputs_of(table: Any) -> Inputs:
    """The columns of a table. Raises TypeError for what is none, ValueError for one without shape."""
    columns = {str(path): _cells(values) for path, values in _columns(table)}
    if not columns:
        raise ValueError("the table has no column: give each the path of what it sets")
    if odd := [path for path, values in columns.items() if values.ndim > 1]:
        raise ValueError(f"the column {shown(odd[0])} holds more than one value a row")
    lengths = {len(values) for values in columns.values() if values.ndim} or {1}
    if len(lengths) > 1:
        raise ValueError(f"the columns differ in length: {', '.join(map(str, sorted(lengths)))} rows")
    (rows,) = lengths
    if not rows:
        raise ValueError("the table has no row")
    wide = {path: np.broadcast_to(values, rows) for path, values in columns.items()}
    return Inputs(getattr(table, "index", np.arange(rows)), wide)


def _columns(table: Any) -> Iterator[tuple[Any, Any]]:
    if isinstance(table, Mapping) or hasattr(table, "items"):
        pairs = list(table.items())
    elif isinstance(table, np.ndarray) and table.dtype.names:
        pairs = [(name, table[name]) for name in table.dtype.names]
    else:
        raise TypeError(f"{FORMS}, not {shown(type(table).__name__)}")
    names = [str(name) for name, _ in pairs]
    if repeated := {name for name in names if names.count(name) > 1}:
        raise ValueError(f"the column {shown(min(repeated))} is there twice")
    yield from pairs


def _cells(values: Any) -> NDArray[Any]:
    """The values of a column; None where a cell of pandas is empty and NumPy has no word for it."""
    cells = np.array(values)
    if cells.dtype == object and hasattr(values, "isna"):
        cells[np.asarray(values.isna())] = None
    return cells
