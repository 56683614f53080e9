"""Cells out, contents in: those that were kept from disk, the others from whoever plays them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import TypeAlias

from sim.bargaining.run.workers import cores, handed_out, hired, near
from sim.options import RunOptions
from sim.progress import Watch
from sim.questions.streaming.part import StreamPart
from sim.questions.sweeping.kept import PartialResults
from sim.questions.sweeping.task import Task

Played: TypeAlias = "Task | StreamPart"
CELLS = "cells"


def contents(
    tasks: Mapping[str, Played], kept: PartialResults, options: RunOptions, noun: str = CELLS
) -> Iterator[tuple[str, bytes]]:
    """Each cell by its id, in any order. What is played is kept before it is handed on."""
    missing, workers, watch = dict(tasks), options.workers, options.watch
    for id, file in kept.found().items():
        if id in missing and (content := kept.content(id, file)) is not None:
            del missing[id]
            yield id, content
    if len(missing) < len(tasks):
        watch.notice(f"resumed: {len(tasks) - len(missing)} of {len(tasks)} {noun} were there")
    if not missing:
        return
    if near(workers):
        compile_first(missing.values(), watch)
    # Where there are fewer cells than threads, each is played by several.
    threads = max(1, (cores(workers) or 1) // len(missing))
    jobs = ((id, partial(task.play, threads)) for id, task in missing.items())
    with hired(workers) as executor, watch.bar(len(missing), noun) as tick:
        for id, content in handed_out(executor, jobs):
            kept.keep(id, content)
            if tick is not None:
                tick(1)
            yield id, content


def how_many(kept: PartialResults, tasks: Mapping[str, Played], noun: str = CELLS) -> str:
    """How many are kept; empty if none is."""
    there = len(kept.found())
    return f"{there} of {len(tasks)} {noun}" if there else ""


def compile_first(tasks: Iterable[Played], watch: Watch) -> None:
    """Compile what is to be played, once and with a word, before several workers would each do it."""
    from sim.bargaining.compiled import is_compiled
    from sim.first_time import compiling

    for protocol, task in {task.protocol: task for task in tasks}.items():
        if not is_compiled(protocol):
            with compiling(protocol, False, watch):
                replace(task, runs=1).play()
