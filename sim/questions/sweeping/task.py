"""One cell to be played, here or on another machine: small to send, and the same bytes wherever it is played."""

from __future__ import annotations

import json
from dataclasses import dataclass

from sim.bargaining.agents.behaviour import code_files
from sim.bargaining.run.parcel import Parcel, parcel_of, unpacked
from sim.program import digest, fingerprint
from sim.results.question import ID_LENGTH
from sim.scenario.schema import Scenario
from sim.scenario.writing import as_data

SLICE = 10_000  # replications in memory at once; a cell of a million needs no more room than one of these


@dataclass(frozen=True)
class Task:
    """What a worker needs to know."""

    id: str  # a digest of everything that the answer depends on
    parcel: Parcel
    protocol: str
    runs: int
    seed: int
    allow_code: bool

    def play(self, threads: int = 1) -> bytes:
        """Every replication, packed. Raises OtherProgram where the answer would be another one."""
        from sim.allowing import agents_of
        from sim.analysis.sweep import course, joined_courses
        from sim.bargaining.run import batch, driver
        from sim.results.courses import packed_course

        scenario = unpacked(self.parcel)
        agents = agents_of(scenario, self.allow_code)
        if agents:
            return packed_course(course(driver.play(scenario, self.runs, self.seed, agents=agents)))
        parts = [
            course(
                batch.play(scenario, min(SLICE, self.runs - first), self.seed, workers=threads, first=first)
            )
            for first in range(0, self.runs, SLICE)
        ]
        return packed_course(joined_courses(parts))


def task_of(scenario: Scenario, runs: int, seed: int, allow_code: bool) -> Task:
    """A cell to be played."""
    packed = parcel_of(scenario)
    return Task(id_of(scenario, runs, seed), packed, scenario.protocol, runs, seed, allow_code)


def id_of(scenario: Scenario, runs: int, seed: int) -> str:
    """A digest of the question, made without YAML: that would take longer than reading the scenario did."""
    code = [digest(file.read_bytes()) for file in code_files(scenario)]
    asked = [as_data(scenario), runs, str(seed), fingerprint(), code]
    return digest(json.dumps(asked, default=str).encode())[:ID_LENGTH]
