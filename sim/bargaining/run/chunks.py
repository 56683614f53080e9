"""Replications in chunks, each played by whoever is free: what comes of a chunk depends on nothing but its luck."""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Mapping
from concurrent.futures import Executor
from functools import lru_cache, partial
from typing import NamedTuple, TypeAlias, TypeVar

from sim.bargaining.run.parcel import Parcel, parcel_of, unpacked
from sim.bargaining.run.workers import Workers, cores, handed_out, hired
from sim.bargaining.run.workspaces import Workspaces
from sim.bargaining.setup.sampling import Plan, Values, planned
from sim.bargaining.setup.streams import Luck
from sim.bargaining.setup.structure import frame as frame_of
from sim.bargaining.setup.tabulation import Tabulation
from sim.bargaining.types import Frame
from sim.scenario.schema import Scenario

# Replications drawn and played together: enough to pay for what Python does about them, few enough that all threads
# end at about the same time, that little is waited for, and that their draws take no more than so many bytes.
LEAST, MOST, MOST_BYTES = 256, 4096, 2**24
FEWEST = 16  # for a study so small that there are not LEAST for everybody: a chunk itself costs as much as two or three
SHARES = 4  # of the work of a thread
SUPPOSED = 16  # workers of an executor, which does not say how many it has


class Prepared(NamedTuple):
    """What is worked out once for all replications of a scenario."""

    scenario: Scenario
    frame: Frame
    plan: Plan
    tabulation: Tabulation
    workspaces: Workspaces


Given: TypeAlias = Mapping[str, Values]
Part: TypeAlias = tuple[Luck, Given]  # of a chunk: its luck, and what is given instead
Found = TypeVar("Found")
Work: TypeAlias = Callable[[Prepared, Luck, Given], Found]  # a function of a module, so that it can be sent


def prepared(scenario: Scenario, given: Collection[str] = ()) -> Prepared:
    """All but luck. given: paths of numbers that may be told and not drawn."""
    frame = frame_of(scenario)
    plan = planned(scenario, frame.rounds, given)
    return Prepared(
        scenario=scenario,
        frame=frame,
        plan=plan,
        tabulation=Tabulation(scenario, plan.inputs),
        workspaces=Workspaces(scenario.protocol, frame, plan),
    )


def each_chunk(
    study: Prepared,
    runs: int,
    part: Callable[[slice], Part],
    work: Work[Found],
    workers: Workers = None,
    chunk: int | None = None,
    here: Callable[[slice, Luck, Given], Found] | None = None,
) -> Generator[tuple[slice, Found], None, None]:
    """Which replications, and what comes of them, in any order. `part` says what is drawn for its rows.

    here: what threads of ours do instead of `work`, who are told which rows it is.
    """
    chunk = chunk or chunk_of(runs, cores(workers) or SUPPOSED, study.plan)
    rows = (slice(start, min(start + chunk, runs)) for start in range(0, runs, chunk))
    far = partial(sent, work, parcel_of(study.scenario)) if isinstance(workers, Executor) else None

    def job(each: slice) -> Callable[[], Found]:
        if far:
            return partial(far, *part(each))
        return partial(here, each, *part(each)) if here else partial(work, study, *part(each))

    with hired(workers) as executor:
        yield from handed_out(executor, ((each, job(each)) for each in rows))


def sent(work: Work[Found], parcel: Parcel, luck: Luck, given: Given) -> Found:
    """The same by a worker, which works out a scenario once for all chunks of it."""
    return work(worked_out(parcel, tuple(given)), luck, given)


@lru_cache(maxsize=4)
def worked_out(parcel: Parcel, given: tuple[str, ...]) -> Prepared:
    """See prepared."""
    return prepared(unpacked(parcel), given)


def cut(given: Given, rows: slice) -> dict[str, Values]:
    """Of what is given [replication], some rows."""
    return {name: values[rows] for name, values in given.items()}


def chunk_of(runs: int, threads: int, plan: Plan) -> int:
    """How many replications are drawn and played together."""
    few = max(LEAST, min(MOST, runs // (SHARES * threads), MOST_BYTES // plan.layout.row_bytes))
    return min(few, max(FEWEST, -(-runs // threads)))  # few replications keep all threads busy too
