"""What a sweep keeps: the replications of one variant while it runs, and one tidy table when it is done."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet
from numpy.typing import NDArray

from sim.analysis.intervals import Difference, Mean, Quantile, Share
from sim.analysis.plain import rounded
from sim.analysis.sweep import Amount, Cell, Course, EventShare, Sweep

EVENT, AMOUNT = "event.", "amount."
MEANINGS = {
    "cell": "its number from 0; -1: the scenario as written",
    "label": "of the case",
    "measure": "what is measured",
    "kind": "share of replications, mean where there is any, or quantile where it happens",
    "value": "the estimate",
    "low": "end of its 95 % interval",
    "high": "end of its 95 % interval",
    "hits": "replications in which it happens (of a share)",
    "of": "replications that count",
    "difference": "less the scenario as written, replication by replication with the same luck",
    "difference_low": "end of its 95 % interval",
    "difference_high": "end of its 95 % interval",
    "distinguishable": "from chance, allowing for as many cells as were looked at (of a share)",
}


def packed_course(course: Course) -> bytes:
    """As a Parquet file; the same course always gives the same bytes."""
    columns: dict[str, NDArray[Any]] = {EVENT + name: flags for name, flags in course.events.items()}
    columns |= {AMOUNT + name: amounts for name, amounts in course.amounts.items()}
    sink = pa.BufferOutputStream()
    pa.parquet.write_table(pa.table(columns), sink, compression="zstd", use_dictionary=False)
    return bytes(sink.getvalue())


def unpacked_course(content: bytes) -> Course:
    """The course that was packed."""
    table = pa.parquet.read_table(pa.BufferReader(content))
    events, amounts = (
        {
            name.removeprefix(kind): np.array(table[name].to_numpy())
            for name in table.column_names
            if name.startswith(kind)
        }
        for kind in (EVENT, AMOUNT)
    )
    return Course(events, amounts)


def write_sweep(sweep: Sweep, file: Path) -> None:
    """One row for each cell and measure. The same sweep always gives the same bytes."""
    rows = [
        {"cell": number, "label": cell.label, **_values(sweep, cell), **row}
        for number, cell in enumerate((sweep.base, *sweep.cells), start=-1)
        for row in _rows(cell)
    ]
    with file.open("wb") as out:
        pa.parquet.write_table(pa.Table.from_pylist(rows, _schema(sweep)), out, compression="zstd")


def _values(sweep: Sweep, cell: Cell) -> dict[str, Any]:
    """Under the path of each thing varied: a number where all are numbers; empty where it is as written."""
    return {
        varied.path: (float(written) if varied.numeric else written) if written else None
        for varied, written in zip(sweep.varied, cell.values, strict=True)
    }


def _rows(cell: Cell) -> Iterator[dict[str, Any]]:
    for name, event in cell.events.items():
        counted = _estimate(event.share.share, event.share) | {"hits": event.share.hits}
        clear = {"distinguishable": event.clear} if event.less_base else {}
        yield {"measure": name, "kind": "share", **counted, **_apart(event), **clear}
    for name, amount in cell.amounts.items():
        yield {"measure": name, "kind": "mean", **_estimate(amount.mean.mean, amount.mean), **_apart(amount)}
    for name, quantiles in cell.days.items():
        for each in quantiles:
            yield {"measure": name, "kind": f"quantile {each.level:g}", **_estimate(each.value, each)}


def _estimate(value: float, found: Share | Mean | Quantile) -> dict[str, Any]:
    return {"value": rounded(value), "low": rounded(found.low), "high": rounded(found.high), "of": found.of}


def _apart(found: EventShare | Amount) -> dict[str, Any]:
    """The paired difference from the scenario itself."""
    apart = found.less_base
    if apart is None:
        return {}
    by = apart.difference if isinstance(apart, Difference) else apart.mean
    ends = {"difference_low": rounded(apart.low), "difference_high": rounded(apart.high)}
    return {"difference": rounded(by), **ends}


def _schema(sweep: Sweep) -> pa.Schema:
    words, number, count = pa.string(), pa.float64(), pa.int32()
    kinds = {"cell": count, "label": words}
    kinds |= {varied.path: number if varied.numeric else words for varied in sweep.varied}
    kinds |= {"measure": words, "kind": words, "value": number, "low": number, "high": number}
    kinds |= {"hits": count, "of": count, "difference": number}
    kinds |= {"difference_low": number, "difference_high": number, "distinguishable": pa.bool_()}
    return pa.schema([pa.field(name, kind, metadata=_meaning(name)) for name, kind in kinds.items()])


def _meaning(name: str) -> dict[str, str]:
    return {"meaning": MEANINGS.get(name, "what was varied, as written; empty: as in the scenario itself")}
