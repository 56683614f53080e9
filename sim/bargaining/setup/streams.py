"""Chance as data: named streams of uniform numbers, each found again from (seed, name, replication, position).

Counters and not states: a replication can be drawn on its own, a longer study begins like a shorter one, and two
scenarios share their luck wherever they share a name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from sim.scenario.bundles import Copula

GOLDEN = np.uint64(0x9E3779B97F4A7C15)
INSIDE = 2.0**-53  # luck lies between 0 and 1, both excluded


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
        return uniform(self.seed, stream, self.counters, width)

    @cached_property
    def counters(self) -> NDArray[np.uint64]:
        """[replication, 1] where each one stands in every stream."""
        return counted(np.arange(self.first, self.first + self.runs))


@dataclass(frozen=True)
class Picked:
    """The luck of any replications, in any order, as often as each is named."""

    seed: int
    numbers: NDArray[np.int64]

    @property
    def runs(self) -> int:
        """See Luck."""
        return len(self.numbers)

    def uniform(self, stream: str, width: int = 1) -> NDArray[np.float64]:
        """See Luck."""
        return uniform(self.seed, stream, self.counters, width)

    @cached_property
    def counters(self) -> NDArray[np.uint64]:
        """[replication, 1] where each one stands in every stream."""
        return counted(self.numbers)


def counted(numbers: NDArray[np.int64]) -> NDArray[np.uint64]:
    """[replication, 1] where each of these stands in every stream."""
    return (numbers.astype(np.uint64)[:, None] + np.uint64(1)) * GOLDEN


def uniform(seed: int, stream: str, counters: NDArray[np.uint64], width: int) -> NDArray[np.float64]:
    """[replication, width] numbers between 0 and 1, both excluded."""
    key = np.uint64(stream_key(seed, stream))
    return share(mixed(mixed(key + counters) + np.arange(1, width + 1, dtype=np.uint64) * GOLDEN))


@dataclass(frozen=True)
class Held:
    """Luck of which some streams of width 1 are given: designed experiments, and one input moved at a time."""

    luck: Luck
    given: Mapping[str, NDArray[np.float64]]  # [replication] numbers between 0 and 1, both excluded

    @property
    def runs(self) -> int:
        """See Luck."""
        return self.luck.runs

    def uniform(self, stream: str, width: int = 1) -> NDArray[np.float64]:
        """See Luck."""
        return self.given[stream][:, None] if stream in self.given else self.luck.uniform(stream, width)


@dataclass(frozen=True)
class Tied:
    """Luck of which some streams of width 1 are mixed: the first of a copula is what it was, and so is all else."""

    luck: Luck
    copulas: Sequence[Copula]

    @property
    def runs(self) -> int:
        """See Luck."""
        return self.luck.runs

    def uniform(self, stream: str, width: int = 1) -> NDArray[np.float64]:
        """See Luck."""
        for copula in self.copulas:
            if stream in copula.streams:
                return self.blended(copula, copula.root[copula.streams.index(stream)])
        return self.luck.uniform(stream, width)

    def blended(self, copula: Copula, parts: Sequence[float]) -> NDArray[np.float64]:
        """[replication, 1] of which the normal number is so much of that of each stream; of one alone it stays."""
        from scipy.special import ndtr, ndtri

        used = [(part, name) for part, name in zip(parts, copula.streams, strict=False) if part]
        if len(used) == 1:
            return self.luck.uniform(used[0][1])
        total: Any = 0.0
        for part, name in used:
            total = total + part * ndtri(self.luck.uniform(name))
        return inside(ndtr(total))


def tied(luck: Luck, copulas: Sequence[Copula]) -> Luck:
    """The same luck, some of it drawn together. What is held stays where it is held, and moves nothing else."""
    if not copulas:
        return luck
    return Held(tied(luck.luck, copulas), luck.given) if isinstance(luck, Held) else Tied(luck, copulas)


@dataclass(frozen=True)
class Middling:
    """No luck at all: every draw is its median."""

    runs: int = 1

    def uniform(self, stream: str, width: int = 1) -> NDArray[np.float64]:
        """See Luck."""
        return np.full((self.runs, width), 0.5)


def inside(luck: NDArray[np.float64]) -> NDArray[np.float64]:
    """The same, its ends excluded."""
    return np.clip(luck, INSIDE, 1.0 - INSIDE)


def stream_key(seed: int, stream: str) -> int:
    """64 bits that no other seed and name share."""
    digest = hashlib.blake2b(f"{seed}/{stream}".encode(), digest_size=8)
    return int.from_bytes(digest.digest(), "little")


def share(bits: Any) -> Any:
    """The number between 0 and 1, both excluded, that 64 bits stand for; of many or, compiled, of one."""
    return (bits >> np.uint64(12)) * 2.0**-52 + INSIDE


def mixed(x: Any) -> Any:
    """Finaliser of SplitMix64 (Steele, Lea & Flood 2014), in place: spreads every bit over all others."""
    x ^= x >> np.uint64(30)
    x *= np.uint64(0xBF58476D1CE4E5B9)
    x ^= x >> np.uint64(27)
    x *= np.uint64(0x94D049BB133111EB)
    x ^= x >> np.uint64(31)
    return x
