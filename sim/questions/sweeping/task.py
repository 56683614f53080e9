"""One cell to be played, here or on another machine: small to send, and the same bytes wherever it is played."""

from __future__ import annotations

import json
import pickle
import zlib
from dataclasses import dataclass

from sim.bargaining.agents.behaviour import code_files
from sim.results.question import ID_LENGTH, digest, fingerprint
from sim.scenario.schema import Scenario
from sim.scenario.writing import as_data

SLICE = 10_000  # replications in memory at once; a cell of a million needs no more room than one of these
FASTEST = 1  # of zlib: a scenario shrinks to a fifth


class OtherProgram(Exception):
    """A worker runs another version of this program."""


@dataclass(frozen=True)
class Task:
    """What a worker needs to know."""

    id: str  # a digest of everything that the answer depends on
    scenario: bytes
    protocol: str
    runs: int
    seed: int
    allow_code: bool
    program: str


def task_of(scenario: Scenario, runs: int, seed: int, allow_code: bool) -> Task:
    """A cell to be played."""
    packed = zlib.compress(pickle.dumps(scenario), FASTEST)
    return Task(id_of(scenario, runs, seed), packed, scenario.protocol, runs, seed, allow_code, fingerprint())


def id_of(scenario: Scenario, runs: int, seed: int) -> str:
    """A digest of the question, made without YAML: that would take longer than reading the scenario did."""
    code = [digest(file.read_bytes()) for file in code_files(scenario)]
    asked = [as_data(scenario), runs, str(seed), fingerprint(), code]
    return digest(json.dumps(asked, default=str).encode())[:ID_LENGTH]


def play(task: Task, threads: int = 1) -> bytes:
    """Every replication, packed. Raises OtherProgram where the answer would be another one."""
    from sim.analysis.sweep import course, joined
    from sim.bargaining.run import batch, driver
    from sim.results.courses import packed
    from sim.study import agents_of

    if task.program != fingerprint():
        raise OtherProgram("a worker runs another version of this program: install the same one everywhere")
    scenario: Scenario = pickle.loads(zlib.decompress(task.scenario))
    agents = agents_of(scenario, task.allow_code)
    if agents:
        return packed(course(driver.play(scenario, task.runs, task.seed, agents=agents)))
    parts = [
        course(batch.play(scenario, min(SLICE, task.runs - first), task.seed, threads=threads, first=first))
        for first in range(0, task.runs, SLICE)
    ]
    return packed(joined(parts))
