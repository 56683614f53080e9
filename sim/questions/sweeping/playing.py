"""Cells out, contents in: those that were kept from disk, the others from whoever plays them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from dataclasses import replace
from itertools import islice
from queue import SimpleQueue

from sim.progress import Watch
from sim.questions.sweeping.kept import Kept
from sim.questions.sweeping.task import Task, play
from sim.questions.sweeping.workers import Workers
from sim.stopping import BrokenOff

AHEAD = (
    1024  # cells handed out before the first is back: enough for any cluster, few enough to hold in memory
)


class LostWorkers(BrokenOff):
    """Whoever played is gone."""


def contents(
    tasks: Mapping[str, Task], kept: Kept, workers: Workers, watch: Watch
) -> Iterator[tuple[str, bytes]]:
    """Each cell by its id, in any order. What is played is kept before it is handed on."""
    missing = dict(tasks)
    for id, file in kept.found().items():
        if id in missing and (content := kept.content(id, file)) is not None:
            del missing[id]
            yield id, content
    if len(missing) < len(tasks):
        watch.notice(f"resumed: {len(tasks) - len(missing)} of {len(tasks)} cells were there")
    if not missing:
        return
    if workers.near:
        compile_first(missing.values(), watch)
    with workers.executor() as executor, watch.bar(len(missing), "cells") as tick:
        for id, content in played(missing.values(), executor, workers.threads(len(missing))):
            kept.keep(id, content)
            if tick is not None:
                tick(1)
            yield id, content


def how_many(kept: Kept, tasks: Mapping[str, Task]) -> str:
    """How many are kept; empty if none is."""
    there = len(kept.found())
    return f"{there} of {len(tasks)} cells" if there else ""


def compile_first(tasks: Iterable[Task], watch: Watch) -> None:
    """Compile what is to be played, once and with a word, before several workers would each do it."""
    from sim.bargaining.compiled import is_compiled
    from sim.first_time import compiling

    for protocol, task in {task.protocol: task for task in tasks}.items():
        if not is_compiled(protocol):
            with compiling(protocol, False, watch):
                play(replace(task, runs=1))


def played(tasks: Iterable[Task], executor: Executor, threads: int) -> Iterator[tuple[str, bytes]]:
    """Each cell as it is finished. Raises LostWorkers, and what a cell raises."""
    waiting = iter(tasks)
    pending: dict[Future[bytes], str] = {}
    finished: SimpleQueue[Future[bytes]] = SimpleQueue()

    def hand_out(count: int) -> None:
        for task in islice(waiting, count):
            future = executor.submit(play, task, threads)
            pending[future] = task.id
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
