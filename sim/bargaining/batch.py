"""Every replication of a study, in chunks on threads -> Outcomes."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from sim.bargaining.frame import frame as frame_of
from sim.bargaining.luck import Held, Luck, Picked, Streams
from sim.bargaining.nouns import Frame
from sim.bargaining.outcomes import Outcomes, fill, room_for
from sim.bargaining.protocols import player
from sim.bargaining.record import empty_sheet, outcomes_of
from sim.bargaining.sampling import NOTHING, Values, draw
from sim.bargaining.seats import by_name
from sim.scenario.schema import Scenario

Part: TypeAlias = tuple[Luck, Mapping[str, Values]]  # of a chunk: its luck, and what is given instead
CHUNK = 512  # replications drawn and played together: few enough to stay in cache, enough to pay for NumPy


def play(
    scenario: Scenario,
    runs: int,
    seed: int,
    *,
    threads: int | None = None,
    chunk: int = CHUNK,
    first: int = 0,
    held: Mapping[str, Values] | None = None,
    progress: Callable[[int], None] | None = None,
) -> Outcomes:
    """Play replications first .. first + runs - 1. `progress` is told how many are done.

    `held` gives some inputs of theirs by stream: [replication] shares of probability between 0 and 1, both excluded.

    The answer does not depend on threads, chunk or on which other replications are played.
    """

    def part(rows: slice) -> Part:
        luck = Streams(seed, first + rows.start, rows.stop - rows.start)
        return (Held(luck, cut(held, rows)) if held else luck), NOTHING

    return in_chunks(scenario, runs, part, threads, chunk, progress)


def play_given(
    scenario: Scenario,
    numbers: NDArray[np.int64],
    seed: int,
    given: Mapping[str, Values],
    *,
    threads: int | None = None,
    chunk: int = CHUNK,
    progress: Callable[[int], None] | None = None,
) -> Outcomes:
    """Play the replications of these numbers, in this order, with values [replication] given by path; see Sampler."""

    def part(rows: slice) -> Part:
        return Picked(seed, numbers[rows]), cut(given, rows)

    return in_chunks(scenario, len(numbers), part, threads, chunk, progress)


def cut(given: Mapping[str, Values], rows: slice) -> dict[str, Values]:
    """Of what is given [replication], some rows."""
    return {name: values[rows] for name, values in given.items()}


def in_chunks(
    scenario: Scenario,
    runs: int,
    part: Callable[[slice], Part],
    threads: int | None,
    chunk: int,
    progress: Callable[[int], None] | None,
) -> Outcomes:
    """Play so many replications, a chunk at a time, of which `part` says what is drawn for its rows."""
    frame, whole = frame_of(scenario), None
    jobs: dict[Future[Outcomes], int] = {}
    with ThreadPoolExecutor(threads or os.cpu_count() or 1) as pool:
        try:
            for start in range(0, runs, chunk):
                luck, given = part(slice(start, min(start + chunk, runs)))
                jobs[pool.submit(play_chunk, scenario, frame, luck, given)] = start
            for job in as_completed(list(jobs)):
                played = job.result()
                whole = whole or room_for(runs, played)
                fill(whole, jobs.pop(job), played)
                if progress:
                    progress(len(played))
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
    assert whole is not None
    return whole


def play_chunk(scenario: Scenario, frame: Frame, luck: Luck, given: Mapping[str, Values]) -> Outcomes:
    """Draw and play some replications."""
    drawn, inputs = draw(scenario, frame.rounds, luck, given)
    sheet = empty_sheet(frame, luck.runs)
    player(scenario.protocol)(frame, by_name(drawn), sheet)
    return outcomes_of(scenario, sheet, inputs)
