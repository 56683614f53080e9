"""Outcomes -> Parquet and CSV: one row per replication."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import IO

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from sim.analysis.spreadsheet import as_text
from sim.bargaining.columns import Column, columns
from sim.bargaining.outcomes import Outcomes
from sim.bargaining.types import Array

# Bounds the memory of writing: a million replications never stand in memory twice.
ROWS_AT_ONCE = 65_536
NUMBER = "replication"


def schema(table: Sequence[Column]) -> pa.Schema:
    """Names, units and meanings."""
    return pa.schema([_field(column) for column in table])


def _field(column: Column) -> pa.Field:
    kind = pa.from_numpy_dtype(column.values.dtype)
    kind = kind if column.labels is None else pa.dictionary(kind, pa.string())
    return pa.field(column.name, kind, metadata={"meaning": column.meaning, "unit": column.unit})


def _cells(column: Column, rows: slice) -> pa.Array:
    values = column.values[rows]
    if column.labels is None:
        return _numbers(values, values == values)  # NaN: it did not happen
    return pa.DictionaryArray.from_arrays(_numbers(values, values >= 0), _texts(column.labels))


# Laid out by hand: pa.array would import pandas to see whether it was given something of pandas'.


def _numbers(values: Array, there: Array) -> pa.Array:
    """Numbers or flags, and which of them are there."""
    held = (
        np.packbits(values, bitorder="little") if values.dtype == np.bool_ else np.ascontiguousarray(values)
    )
    kept = None if there.all() else pa.py_buffer(np.packbits(there, bitorder="little"))
    return pa.Array.from_buffers(pa.from_numpy_dtype(values.dtype), len(values), [kept, pa.py_buffer(held)])


def _texts(labels: Sequence[str]) -> pa.StringArray:
    """Words, one behind the other."""
    spelled = [label.encode() for label in labels]
    ends = np.cumsum([0, *map(len, spelled)], dtype=np.int32)
    return pa.StringArray.from_buffers(len(labels), pa.py_buffer(ends), pa.py_buffer(b"".join(spelled)))


def slices(table: Sequence[Column]) -> Iterator[pa.RecordBatch]:
    """The table in pieces of ROWS_AT_ONCE."""
    for start in range(0, len(table[0].values), ROWS_AT_ONCE):
        rows = slice(start, start + ROWS_AT_ONCE)
        yield pa.RecordBatch.from_arrays([_cells(column, rows) for column in table], schema=schema(table))


def write_parquet(outcomes: Outcomes, file: Path) -> None:
    """The same outcomes always give the same bytes."""
    with file.open("wb") as out:  # pyarrow does not take every name of a file
        write(outcomes, out)


def write(outcomes: Outcomes, out: IO[bytes], first: int = 0, says: Mapping[str, str] | None = None) -> None:
    """The replications from this one on, and what else the file says of itself."""
    table = [_numbered(column, first) for column in columns(outcomes)]
    worded = [column.name for column in table if column.labels is not None]  # numbers hardly repeat
    named = schema(table).with_metadata(says and dict(says))
    with pa.parquet.ParquetWriter(out, named, compression="zstd", use_dictionary=worded) as writer:
        for piece in slices(table):
            writer.write_batch(piece)


def _numbered(column: Column, first: int) -> Column:
    """Replications are numbered from 0 in a whole study."""
    return replace(column, values=column.values + first) if column.name == NUMBER and first else column


def write_csv(outcomes: Outcomes, file: Path) -> None:
    """For spreadsheets: words instead of codes, empty where something did not happen, and no formulas."""
    table = [_as_text(column) for column in columns(outcomes)]
    spelled = pa.schema([_spelled(field) for field in schema(table)])
    with file.open("wb") as out, pa.csv.CSVWriter(out, spelled) as writer:
        for piece in slices(table):
            writer.write_table(pa.Table.from_batches([piece]).cast(spelled))


def _as_text(column: Column) -> Column:
    labels = None if column.labels is None else [as_text(label) for label in column.labels]
    return replace(column, name=as_text(column.name), labels=labels)


def _spelled(field: pa.Field) -> pa.Field:
    return field.with_type(pa.string()) if pa.types.is_dictionary(field.type) else field
