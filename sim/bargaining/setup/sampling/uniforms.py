"""Luck as compiled code asks for it: by the number of a stream, a replication and a position."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from sim.bargaining.compiled import inlined
from sim.bargaining.setup.sampling.tape import value_of
from sim.bargaining.setup.streams import (
    GOLDEN,
    Held,
    Luck,
    Middling,
    Picked,
    Streams,
    mixed,
    share,
    stream_key,
)
from sim.bargaining.types import Array

mixed_bits, share_of_bits = inlined(mixed), inlined(share)


class Uniforms(NamedTuple):
    """Some replications' luck."""

    key: Array  # [stream]
    held: Array  # [stream] row of what is given; -1 for what is not
    given: Array  # [what is given, replication] shares of probability, or values; NaN where nothing is
    counter: Array  # [replication] where each one stands in every stream; empty if there is no luck at all


def uniforms(luck: Luck, streams: tuple[str, ...], values: Mapping[str, Array]) -> Uniforms:
    """The luck of these streams, in their order. values: [replication] by path, what is given in place of numbers."""
    held = luck.given if isinstance(luck, Held) else {}
    given = {**held, **{value_of(path): numbers for path, numbers in values.items()}}
    known = [name for name in given if name in streams]
    held_at = np.full(len(streams), -1)
    held_at[[streams.index(name) for name in known]] = range(len(known))
    key, counter = free(luck.luck if isinstance(luck, Held) else luck, streams)
    return Uniforms(
        key=key,
        held=held_at,
        given=np.array([given[s] for s in known], np.float64).reshape(len(known), luck.runs),
        counter=counter,
    )


def free(luck: Luck, streams: tuple[str, ...]) -> tuple[Array, Array]:
    """The keys of streams, and where replications stand in them; nowhere if there is no luck at all."""
    if isinstance(luck, Streams | Picked):
        return keys(luck.seed, streams), luck.counters.ravel()
    assert isinstance(luck, Middling)
    return np.zeros(len(streams), np.uint64), np.zeros(0, np.uint64)


@lru_cache(maxsize=16)  # chunk after chunk asks for the same ones
def keys(seed: int, streams: tuple[str, ...]) -> Array:
    """[stream] See stream_key."""
    return np.array([stream_key(seed, each) for each in streams], np.uint64)


@inlined
def free_share(luck: Uniforms, stream: int, r: int, n: int) -> float:
    """Of replication r, at position n from 0, whatever is held; the median if there is no luck at all."""
    if luck.counter.shape[0] == 0:
        return 0.5
    start = mixed_bits(luck.key[stream] + luck.counter[r])
    return share_of_bits(mixed_bits(start + np.uint64(n + 1) * GOLDEN))


@inlined
def given_or(usual: float, luck: Uniforms, name: int, r: int) -> float:
    """What is given under a name for replication r; the usual number if nothing is."""
    if luck.held[name] < 0:
        return usual
    given = luck.given[luck.held[name], r]
    return usual if given != given else given
