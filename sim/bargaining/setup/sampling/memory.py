"""Room for what is drawn for some replications: one piece of memory, in which every array of a draw has its place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
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
    flagged: Array  # [array] does it hold flags?
    known: Array  # [number] what one replication holds before anything is drawn, array after array
    inputs: Array  # [replication, input]


@dataclass(frozen=True)
class Layout:
    """What one replication holds before anything is drawn."""

    rows: Draw

    @property
    def row_bytes(self) -> int:
        """What one replication takes."""
        return sum(row.nbytes for row in self.rows)

    @cached_property
    def known(self) -> Array:
        """[number] the same, array after array: the bits of numbers, 0 or 1 for flags."""
        plain = [np.frombuffer(row.tobytes(), np.int64 if wide(row) else np.int8) for row in self.rows]
        return np.concatenate(plain, dtype=np.int64)

    def memory(self, runs: int, inputs: int) -> tuple[Draw, DrawMemory]:
        """So many replications, of which whoever draws them says first what is known of them."""
        begin = np.cumsum([0, *(-(-row.nbytes * runs // WORD) * WORD for row in self.rows)])
        memory = np.empty(begin[-1] // WORD)
        flags = memory.view(np.bool_)
        unit = np.array([min(row.dtype.itemsize, WORD) for row in self.rows])
        size = np.array([row.nbytes for row in self.rows])
        ends = begin[:-1] + size * runs
        arrays = [
            flags[a:b].view(row.dtype).reshape(runs, *row.shape)
            for a, b, row in zip(begin, ends, self.rows, strict=False)
        ]
        drawn = DrawMemory(
            reals=memory,
            wholes=memory.view(np.int64),
            flags=flags,
            begin=begin[:-1] // unit,
            size=size // unit,
            flagged=unit < WORD,
            known=self.known,
            inputs=np.empty((runs, inputs)),
        )
        return Draw(*arrays), drawn


def wide(row: Array) -> bool:
    """Does it hold numbers, and no flags?"""
    return row.dtype.itemsize >= WORD
