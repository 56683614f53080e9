"""Room for what is drawn for some replications: one piece of memory, in which every array of a draw has its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from sim.bargaining.types import Array, Draw

WORD = 8  # bytes


class DrawMemory(NamedTuple):
    """The same memory as numbers, whole numbers and flags; where each array begins and how long one replication is."""

    reals: Array
    wholes: Array
    flags: Array
    begin: Array  # [array] in units of what it holds
    size: Array  # [array] of one replication, likewise
    inputs: Array  # [replication, input]


@dataclass(frozen=True)
class Layout:
    """What one replication holds before anything is drawn."""

    rows: Draw

    @property
    def row_bytes(self) -> int:
        """What one replication takes."""
        return sum(row.nbytes for row in self.rows)

    def memory(self, runs: int, inputs: int) -> tuple[Draw, DrawMemory]:
        """So many replications in which nothing is drawn yet."""
        begin = np.cumsum([0, *(-(-row.nbytes * runs // WORD) * WORD for row in self.rows)])
        memory = np.zeros(begin[-1] // WORD)
        flags = memory.view(np.bool_)
        unit = np.array([min(row.dtype.itemsize, WORD) for row in self.rows])
        size = np.array([row.nbytes for row in self.rows])
        ends = begin[:-1] + size * runs
        arrays = [placed(flags[a:b], row, runs) for a, b, row in zip(begin, ends, self.rows, strict=False)]
        drawn = DrawMemory(
            reals=memory,
            wholes=memory.view(np.int64),
            flags=flags,
            begin=begin[:-1] // unit,
            size=size // unit,
            inputs=np.zeros((runs, inputs)),
        )
        return Draw(*arrays), drawn


def placed(memory: Array, row: Array, runs: int) -> Array:
    """[replication, ...] the same row in every replication of memory in which all is 0."""
    if row.tobytes().strip(b"\0"):
        memory.view(f"V{row.nbytes}")[:] = np.void(row.tobytes())
    return memory.view(row.dtype).reshape(runs, *row.shape)
