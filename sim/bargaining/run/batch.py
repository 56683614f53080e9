"""Every replication of a study, in chunks -> Outcomes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import closing

import numpy as np
from numpy.typing import NDArray

from sim.bargaining.outcomes import Outcomes, fill
from sim.bargaining.protocols import player
from sim.bargaining.run.chunks import Given, Part, Prepared, cut, each_chunk, prepared
from sim.bargaining.run.workers import Workers
from sim.bargaining.setup.record import empty_sheet
from sim.bargaining.setup.sampling import Values, execute
from sim.bargaining.setup.seats import by_name
from sim.bargaining.setup.streams import Held, Luck, Picked, Streams
from sim.scenario.schema import Scenario


def play(
    scenario: Scenario,
    runs: int,
    seed: int,
    *,
    workers: Workers = None,
    chunk: int | None = None,
    first: int = 0,
    held: Mapping[str, Values] | None = None,
    progress: Callable[[int], None] | None = None,
) -> Outcomes:
    """Play replications first .. first + runs - 1. `progress` is told how many are done.

    `held` gives some inputs of theirs by stream: [replication] shares of probability between 0 and 1, both excluded.

    The answer does not depend on workers, chunk or on which other replications are played.
    """

    def part(rows: slice) -> Part:
        luck = Streams(seed, first + rows.start, rows.stop - rows.start)
        return (Held(luck, cut(held, rows)) if held else luck), {}

    return in_chunks(prepared(scenario), runs, part, workers, chunk, progress)


def play_given(
    scenario: Scenario,
    numbers: NDArray[np.int64],
    seed: int,
    given: Given,
    *,
    workers: Workers = None,
    chunk: int | None = None,
    progress: Callable[[int], None] | None = None,
) -> Outcomes:
    """Play the replications of these numbers, in this order, with values [replication] given by path; see Sampler."""

    def part(rows: slice) -> Part:
        return Picked(seed, numbers[rows]), cut(given, rows)

    return in_chunks(prepared(scenario, given), len(numbers), part, workers, chunk, progress)


def in_chunks(
    study: Prepared,
    runs: int,
    part: Callable[[slice], Part],
    workers: Workers,
    chunk: int | None,
    progress: Callable[[int], None] | None,
) -> Outcomes:
    """Play so many replications, and put each chunk into its place."""
    whole = study.tabulation.empty(study.frame, runs)
    with closing(each_chunk(study, runs, part, played, workers, chunk)) as found:
        for rows, outcomes in found:
            fill(whole, rows.start, outcomes)
            if progress:
                progress(len(outcomes))
    return whole


def played(study: Prepared, luck: Luck, given: Given) -> Outcomes:
    """Draw and play some replications."""
    drawn, inputs = execute(study.plan, luck, given)
    sheet = empty_sheet(study.frame, luck.runs)
    player(study.scenario.protocol)(study.frame, by_name(drawn), sheet)
    return study.tabulation.outcomes(sheet, inputs)
