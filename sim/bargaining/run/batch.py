"""Every replication of a study, in chunks on threads -> Outcomes."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sim.bargaining.outcomes import Outcomes, fill
from sim.bargaining.protocols import player
from sim.bargaining.setup.record import empty_sheet
from sim.bargaining.setup.sampling import NOTHING, Plan, Values, execute, planned
from sim.bargaining.setup.seats import by_name
from sim.bargaining.setup.streams import Held, Luck, Picked, Streams
from sim.bargaining.setup.structure import frame as frame_of
from sim.bargaining.setup.tabulation import Tabulation
from sim.bargaining.types import Frame
from sim.scenario.schema import Scenario

Part: TypeAlias = tuple[Luck, Mapping[str, Values]]  # of a chunk: its luck, and what is given instead
# Replications drawn and played together: enough to pay for what Python does about them, few enough that all threads
# end at about the same time, that little is waited for, and that their draws take no more than so many bytes.
LEAST, MOST, MOST_BYTES = 256, 4096, 2**24
SHARES = 4  # of the work of a thread


class Study(NamedTuple):
    """What is worked out once for all replications of a scenario."""

    protocol: str
    frame: Frame
    plan: Plan
    tabulation: Tabulation


def study_of(scenario: Scenario, given: Collection[str] = ()) -> Study:
    """All but luck. given: paths of numbers that may be told and not drawn."""
    frame = frame_of(scenario)
    plan = planned(scenario, frame.rounds, given)
    return Study(scenario.protocol, frame, plan, Tabulation(scenario, plan.inputs))


def play(
    scenario: Scenario,
    runs: int,
    seed: int,
    *,
    threads: int | None = None,
    chunk: int | None = None,
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

    return in_chunks(study_of(scenario), runs, part, threads, chunk, progress)


def play_given(
    scenario: Scenario,
    numbers: NDArray[np.int64],
    seed: int,
    given: Mapping[str, Values],
    *,
    threads: int | None = None,
    chunk: int | None = None,
    progress: Callable[[int], None] | None = None,
) -> Outcomes:
    """Play the replications of these numbers, in this order, with values [replication] given by path; see Sampler."""

    def part(rows: slice) -> Part:
        return Picked(seed, numbers[rows]), cut(given, rows)

    return in_chunks(study_of(scenario, given), len(numbers), part, threads, chunk, progress)


def cut(given: Mapping[str, Values], rows: slice) -> dict[str, Values]:
    """Of what is given [replication], some rows."""
    return {name: values[rows] for name, values in given.items()}


def in_chunks(
    study: Study,
    runs: int,
    part: Callable[[slice], Part],
    threads: int | None,
    chunk: int | None,
    progress: Callable[[int], None] | None,
) -> Outcomes:
    """Play so many replications, a chunk at a time, of which `part` says what is drawn for its rows."""
    threads = threads or os.cpu_count() or 1
    chunk = chunk or chunk_of(runs, threads, study.plan)
    whole, jobs = study.tabulation.empty(study.frame, runs), dict[Future[None], int]()
    with ThreadPoolExecutor(threads) as pool:
        try:
            for start in range(0, runs, chunk):
                luck, given = part(slice(start, min(start + chunk, runs)))
                jobs[pool.submit(play_chunk, study, luck, given, whole, start)] = luck.runs
            for job in as_completed(list(jobs)):
                job.result()
                if progress:
                    progress(jobs[job])
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
    return whole


def chunk_of(runs: int, threads: int, plan: Plan) -> int:
    """How many replications are drawn and played together."""
    few = max(LEAST, min(MOST, runs // (SHARES * threads), MOST_BYTES // plan.layout.row_bytes))
    return max(1, min(few, -(-runs // threads)))  # few replications keep all threads busy too


def play_chunk(study: Study, luck: Luck, given: Mapping[str, Values], whole: Outcomes, start: int) -> None:
    """Draw and play some replications, and write down how they ended from this row on."""
    drawn, inputs = execute(study.plan, luck, given)
    sheet = empty_sheet(study.frame, luck.runs)
    player(study.protocol)(study.frame, by_name(drawn), sheet)
    fill(whole, start, study.tabulation.outcomes(sheet, inputs))
