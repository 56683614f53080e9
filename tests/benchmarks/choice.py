"""The mediated choice of a package, against a kernel in C that weighs every one; the same rows by both."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import numpy as np

from sim.bargaining.types import Array, Table
from tests.benchmarks import kernel
from tests.benchmarks.profile import choose_final, found
from tests.benchmarks.row import Row, at_most, told
from tests.benchmarks.timing import cpu, least

SOURCE = Path(__file__).with_name("mediated_choice.c")
TIMES = 100
PERSON = (
    *("war_value", "distrust_now", "exposure", "audience_cost", "aspiration", "demand"),
    *("reservation", "low", "high", "conceded", "held", "side"),
)
SETTING = np.dtype(
    [(n, np.int64) for n in ("rows", "parties", "proposer", "indifferent")]
    + [(n, np.float64) for n in ("floor", "insight", "bias", "cover")]
)


class Asked(NamedTuple):
    """What the kernel is told, in its order."""

    setting: Array
    who: Array
    utility: Array
    unguarded: Array
    barred: Array
    own: Array
    consented: Array


def asked(table: Table) -> Asked:
    """The same for the kernel."""
    talks, parties = table.talks, int(table.talks["parties"])
    rows = slice(int(talks["named"]), int(talks["listed"]))
    mediated = talks["proposer"] == talks["mediator_seat"]
    judged, seat = table.judged[rows], int(talks["proposer"])
    setting = np.zeros(1, SETTING)
    setting[0] = (
        len(judged),
        parties,
        -1 if mediated else seat,
        mediated and talks["indifferent"],
        table.actor[seat]["floor_now"],
        talks["insight"],
        talks["bias"],
        talks["cover"],
    )
    who = np.array([[float(table.actor[i][field]) for field in PERSON] for i in range(parties)])
    theirs = judged[:, :parties]
    return Asked(
        setting,
        who,
        contiguous(theirs["utility"], float),
        contiguous(theirs["unguarded"], float),
        contiguous(theirs["barred"] != 0, np.int8),
        contiguous(judged[:, seat]["utility"], float),
        contiguous(table.offer["consented"][rows] != 0, np.int8),
    )


def contiguous(values: Array, kind: Any) -> Array:
    return np.ascontiguousarray(values, kind)


def by_hand(library: ctypes.CDLL, what: Asked, first: int, times: int) -> int:
    """The row that the kernel chooses. first: of those that it is told."""
    found = library.choose(*(each.ctypes.data_as(ctypes.c_void_p) for each in what), ctypes.c_int64(times))
    return int(found) + first if found >= 0 else -1


def rows() -> Iterator[Row]:
    """Nanoseconds a choice, one after the other in turn."""
    with TemporaryDirectory() as folder:
        library = kernel.build(Path(folder), SOURCE)
        if library is None:
            yield told("mediated choice against a C kernel", kernel.NO_COMPILER)
            return
        library.choose.restype = ctypes.c_int64
        tables = [state.table for state in found().states if state.due]
        states = [(table, asked(table), int(table.talks["named"])) for table in tables]
        same = sum(
            choose_final(table, 1) == by_hand(library, what, first, 1) for table, what, first in states
        )
        ours = least(lambda: cpu(lambda: [choose_final(table, TIMES) for table, _, _ in states]))
        theirs = least(
            lambda: cpu(lambda: [by_hand(library, what, first, TIMES) for _, what, first in states])
        )
    each = 1e9 / TIMES / len(states)
    also = f" ({ours * each:.0f} ns against {theirs * each:.0f}; {same} of {len(states)} rows the same)"
    row = at_most("mediated choice against a C kernel that weighs all", 1.2, ours / theirs, "×", also)
    yield replace(row, met=row.met and same == len(states))
