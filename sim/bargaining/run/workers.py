"""Who plays: threads here, or whoever an executor stands for. Jobs are handed out, and what comes of them back."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from concurrent.futures import ProcessPoolExecutor as Processes
from concurrent.futures import ThreadPoolExecutor as Threads
from contextlib import contextmanager
from itertools import islice
from queue import SimpleQueue
from typing import TypeAlias, TypeVar

from sim.stopping import BrokenOff

Key = TypeVar("Key")
Found = TypeVar("Found")
Workers: TypeAlias = (
    "int | Executor | None"  # so many threads here (None: one for each core), or somebody else's
)
# Jobs handed out before the first is back: enough for any cluster, few enough to hold in memory.
AHEAD = 1024


class LostWorkers(BrokenOff):
    """Whoever played is gone."""


def cores(workers: Workers) -> int | None:
    """How many play at a time on this machine; None if only an executor knows."""
    return None if isinstance(workers, Executor) else workers or os.cpu_count() or 1


def near(workers: Workers) -> bool:
    """Do they find here what is compiled here, as far as we know?"""
    return not isinstance(workers, Executor) or isinstance(workers, Threads | Processes)


@contextmanager
def hired(workers: Workers) -> Iterator[Executor]:
    """For as long as there is something to do. What threads of ours have not begun when it breaks off is dropped."""
    if isinstance(workers, Executor):
        yield workers
        return
    threads = Threads(cores(workers))
    try:
        yield threads
    finally:
        threads.shutdown(wait=False, cancel_futures=True)


def handed_out(
    executor: Executor, jobs: Iterable[tuple[Key, Callable[[], Found]]]
) -> Generator[tuple[Key, Found], None, None]:
    """What comes of each job, as it is done. Raises LostWorkers, and what a job raises."""
    waiting = iter(jobs)
    pending: dict[Future[Found], Key] = {}
    finished: SimpleQueue[Future[Found]] = SimpleQueue()

    def hand_out(count: int) -> None:
        for key, job in islice(waiting, count):
            future = executor.submit(job)
            pending[future] = key
            future.add_done_callback(finished.put)

    try:
        hand_out(AHEAD)
        while pending:
            future = finished.get()
            hand_out(1)
            yield pending.pop(future), future.result()
    except (CancelledError, BrokenExecutor) as error:
        raise LostWorkers("the workers are gone") from error
    finally:
        for future in pending:
            future.cancel()
