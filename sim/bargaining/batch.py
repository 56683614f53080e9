"""Every replication of a study, in chunks on threads -> Outcomes."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.bargaining.frame import frame as frame_of
from sim.bargaining.luck import Held, Luck, Streams
from sim.bargaining.nouns import Frame
from sim.bargaining.outcomes import Outcomes, fill
from sim.bargaining.protocols import player
from sim.bargaining.record import empty_sheet
from sim.bargaining.sampling import Plan, execute, planned
from sim.bargaining.seats import by_name
from sim.bargaining.tabulation import Tabulation
from sim.scenario.schema import Scenario

# Replications drawn and played together: enough to pay for what Python does about them, few enough that all threads
# end at about the same time, that little is waited for, and that their draws take no more than so many bytes.
LEAST, MOST, MOST_BYTES = 256, 4096, 2**24
SHARES = 4  # of the work of a thread


def play(
    scenario: Scenario,
    runs: int,
    seed: int,
    *,
    threads: int | None = None,
    chunk: int | None = None,
    first: int = 0,
    held: Mapping[str, NDArray[np.float64]] | None = None,
    progress: Callable[[int], None] | None = None,
) -> Outcomes:
    """Play replications first .. first + runs - 1. `progress` is told how many are done.

    `held` gives some inputs of theirs by stream: [replication] shares of probability between 0 and 1, both excluded.

    The answer does not depend on threads, chunk or on which other replications are played.
    """
    study = study_of(scenario)
    threads = threads or os.cpu_count() or 1
    chunk = chunk or chunk_of(runs, threads, study.plan)
    whole, jobs = study.tabulation.empty(study.frame, runs), dict[Future[None], int]()
    with ThreadPoolExecutor(threads) as pool:
        try:
            for start in range(0, runs, chunk):
                luck = luck_of(seed, first + start, min(chunk, runs - start), held or {}, start)
                jobs[pool.submit(play_chunk, study, luck, whole, start)] = luck.runs
            for job in as_completed(list(jobs)):
                job.result()
                if progress:
                    progress(jobs[job])
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
    return whole


class Study(NamedTuple):
    """What is worked out once for all replications of a scenario."""

    protocol: str
    frame: Frame
    plan: Plan
    tabulation: Tabulation


def study_of(scenario: Scenario) -> Study:
    """All but luck."""
    frame = frame_of(scenario)
    plan = planned(scenario, frame.rounds)
    return Study(scenario.protocol, frame, plan, Tabulation(scenario, plan.inputs))


def chunk_of(runs: int, threads: int, plan: Plan) -> int:
    """How many replications are drawn and played together."""
    few = max(LEAST, min(MOST, runs // (SHARES * threads), MOST_BYTES // plan.layout.row_bytes))
    return max(1, min(few, -(-runs // threads)))  # few replications keep all threads busy too


def luck_of(seed: int, start: int, runs: int, held: Mapping[str, NDArray[np.float64]], row: int) -> Luck:
    """The luck of a chunk of which the first replication is this row of `held`."""
    luck = Streams(seed, start, runs)
    return Held(luck, {stream: given[row : row + runs] for stream, given in held.items()}) if held else luck


def play_chunk(study: Study, luck: Luck, whole: Outcomes, start: int) -> None:
    """Draw and play some replications, and write down how they ended from this row on."""
    drawn, inputs = execute(study.plan, luck)
    sheet = empty_sheet(study.frame, luck.runs)
    player(study.protocol)(study.frame, by_name(drawn), sheet)
    fill(whole, start, study.tabulation.outcomes(sheet, inputs))
