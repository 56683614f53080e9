"""Every replication of a study, in chunks on threads -> Outcomes."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, as_completed

import numpy as np
from numpy.typing import NDArray

from sim.bargaining.frame import frame as frame_of
from sim.bargaining.luck import Held, Luck, Streams
from sim.bargaining.nouns import Frame
from sim.bargaining.outcomes import Outcomes, fill, room_for
from sim.bargaining.protocols import player
from sim.bargaining.record import empty_sheet, outcomes_of
from sim.bargaining.sampling import draw
from sim.bargaining.seats import by_name
from sim.scenario.schema import Scenario

CHUNK = 512  # replications drawn and played together: few enough to stay in cache, enough to pay for NumPy


def play(
    scenario: Scenario,
    runs: int,
    seed: int,
    *,
    threads: int | None = None,
    chunk: int = CHUNK,
    first: int = 0,
    held: Mapping[str, NDArray[np.float64]] | None = None,
    progress: Callable[[int], None] | None = None,
) -> Outcomes:
    """Play replications first .. first + runs - 1. `progress` is told how many are done.

    `held` gives some inputs of theirs by stream: [replication] shares of probability between 0 and 1, both excluded.

    The answer does not depend on threads, chunk or on which other replications are played.
    """
    frame, whole = frame_of(scenario), None
    jobs: dict[Future[Outcomes], int] = {}
    with ThreadPoolExecutor(threads or os.cpu_count() or 1) as pool:
        try:
            for start in range(first, first + runs, chunk):
                luck = luck_of(seed, start, min(chunk, first + runs - start), held or {}, start - first)
                jobs[pool.submit(play_chunk, scenario, frame, luck)] = start - first
            for job in as_completed(list(jobs)):
                part = job.result()
                whole = whole or room_for(runs, part)
                fill(whole, jobs.pop(job), part)
                if progress:
                    progress(len(part))
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
    assert whole is not None
    return whole


def luck_of(seed: int, start: int, runs: int, held: Mapping[str, NDArray[np.float64]], row: int) -> Luck:
    """The luck of a chunk of which the first replication is this row of `held`."""
    luck = Streams(seed, start, runs)
    return Held(luck, {stream: given[row : row + runs] for stream, given in held.items()}) if held else luck


def play_chunk(scenario: Scenario, frame: Frame, luck: Luck) -> Outcomes:
    """Draw and play some replications."""
    drawn, inputs = draw(scenario, frame.rounds, luck)
    sheet = empty_sheet(frame, luck.runs)
    player(scenario.protocol)(frame, by_name(drawn), sheet)
    return outcomes_of(scenario, sheet, inputs)
