"""Every replication of a study, in chunks -> Outcomes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import closing
from functools import partial

import numpy as np
from numpy.typing import NDArray

from sim.bargaining.outcomes import Outcomes, fill
from sim.bargaining.run.chunks import Found, Given, Part, Prepared, cut, each_chunk, prepared
from sim.bargaining.run.workers import Workers
from sim.bargaining.setup.record import Sheet
from sim.bargaining.setup.sampling import Values
from sim.bargaining.setup.streams import Held, Luck, Picked, Streams
from sim.bargaining.types import Array
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
    here = partial(put, study, whole)
    with closing(each_chunk(study, runs, part, played, workers, chunk, here)) as found:
        for rows, outcomes in found:
            if outcomes is not None:
                fill(whole, rows.start, outcomes)
            if progress:
                progress(rows.stop - rows.start)
    return whole


def played(study: Prepared, luck: Luck, given: Given) -> Outcomes:
    """Draw and play some replications."""
    return in_a_workspace(study, luck, given, study.tabulation.outcomes)


def put(study: Prepared, whole: Outcomes, rows: slice, luck: Luck, given: Given) -> None:
    """The same, straight into their place."""
    in_a_workspace(study, luck, given, partial(study.tabulation.write, whole, rows.start))


def in_a_workspace(study: Prepared, luck: Luck, given: Given, tell: Callable[[Sheet, Array], Found]) -> Found:
    """What is told of replications that are drawn and played, before others are played there."""
    workspace = study.workspaces.drawn(luck, given)
    workspace.play()
    found = tell(workspace.sheet, workspace.memory.inputs)
    study.workspaces.leave(workspace)
    return found
