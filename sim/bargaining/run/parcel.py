"""A scenario on its way to whoever plays it: small to send, and refused where another program would play it."""

from __future__ import annotations

import pickle
import zlib
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from sim.program import fingerprint
from sim.scenario.schema import Scenario

FASTEST = 1  # of zlib: a scenario shrinks to a fifth


class OtherProgram(Exception):
    """A worker runs another version of this program."""


@dataclass(frozen=True)
class Parcel:
    """What a worker needs to know of a scenario."""

    content: bytes
    program: str


def parcel_of(scenario: Scenario) -> Parcel:
    """Pack a scenario."""
    return Parcel(zlib.compress(pickle.dumps(scenario), FASTEST), fingerprint())


def unpacked(parcel: Parcel) -> Scenario:
    """The scenario that was packed. Raises OtherProgram where the answer would be another one."""
    if parcel.program != fingerprint():
        raise OtherProgram("a worker runs another version of this program: install the same one everywhere")
    return _opened(parcel.content)


@lru_cache(maxsize=8)  # a worker plays chunk after chunk of the same one
def _opened(content: bytes) -> Scenario:
    return cast("Scenario", pickle.loads(zlib.decompress(content)))
