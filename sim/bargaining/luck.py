"""Chance as data: named streams of uniform numbers, each found again from (seed, name, replication, position).

Counters and not states: a replication can be drawn on its own, a longer study begins like a shorter one, and two
scenarios share their luck wherever they share a name.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

GOLDEN = np.uint64(0x9E3779B97F4A7C15)


class Luck(Protocol):
    """Where draws come from."""

    @property
    def runs(self) -> int:
        """How many replications."""
        ...

    def uniform(self, stream: str, width: int = 1) -> NDArray[np.float64]:
        """[replication, width] numbers between 0 and 1, both excluded."""
        ...


@dataclass(frozen=True)
class Streams:
    """The luck of replications first .. first + runs - 1."""

    seed: int
    first: int
    runs: int

    def uniform(self, stream: str, width: int = 1) -> NDArray[np.float64]:
        """See Luck."""
        replication = np.arange(self.first + 1, self.first + self.runs + 1, dtype=np.uint64)[:, None]
        position = np.arange(1, width + 1, dtype=np.uint64)[None, :]
        key = np.uint64(stream_key(self.seed, stream))
        bits = mixed(mixed(key + replication * GOLDEN) + position * GOLDEN)
        return ((bits >> np.uint64(12)).astype(np.float64) + 0.5) * 2.0**-52


@dataclass(frozen=True)
class Middling:
    """No luck at all: every draw is its median."""

    runs: int = 1

    def uniform(self, stream: str, width: int = 1) -> NDArray[np.float64]:
        """See Luck."""
        return np.full((self.runs, width), 0.5)


def stream_key(seed: int, stream: str) -> int:
    """64 bits that no other seed and name share."""
    digest = hashlib.blake2b(f"{seed}/{stream}".encode(), digest_size=8)
    return int.from_bytes(digest.digest(), "little")


def mixed(x: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Finaliser of SplitMix64 (Steele, Lea & Flood 2014): spreads every bit over all others."""
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))
