"""Replications in chunks, on as many threads as there are cores.

Whoever waits has one chunk more under way than there are cores, so that no core waits for the next and many who wait
take turns. A chunk that nobody waits for any more is not begun. What was played last is remembered, so that a picture
only sharpens.
"""

from __future__ import annotations

import asyncio
import os
from collections import OrderedDict, deque
from collections.abc import AsyncGenerator, Awaitable, Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import aclosing
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from sim.app.asking import AppQuestion
from sim.bargaining.outcomes import Outcomes, joined
from sim.bargaining.run import batch
from sim.bargaining.run.chunks import Prepared, prepared
from sim.bargaining.setup.streams import Streams

CHUNK = 128  # replications: a tenth of a second of a core, so that stale work is soon over
STAGES = (512, 2_048, 10_240)
OWN_CODE = (64,)  # stages where an actor decides by Python of its own, a hundred times as slow
REMEMBERED = 480  # chunks: about 60,000 replications, a kilobyte each
KEPT = 24  # things worked out from them
Key = tuple[str, int, int]  # what is played, the seed, the first replication
Answer = TypeVar("Answer")


@dataclass
class Job:
    """A chunk in the making, and how many wait for it."""

    future: Future[Outcomes]
    waiting: int = 0


class Player:
    """Plays chunks for everybody who asks."""

    def __init__(self, threads: int | None = None) -> None:
        self.cores = threads or os.cpu_count() or 1
        self.pool = ThreadPoolExecutor(self.cores, thread_name_prefix="app")
        self.known: OrderedDict[Key, Outcomes] = OrderedDict()
        self.made: OrderedDict[Hashable, Any] = OrderedDict()
        self.jobs: dict[Key, Job] = {}
        self.begun = 0  # chunks, since the program started

    def close(self) -> None:
        """Begin nothing more."""
        self.pool.shutdown(wait=False, cancel_futures=True)

    async def work(self, make: Callable[[], Answer]) -> Answer:
        """Something else that takes a while, on the same threads."""
        return await asyncio.get_running_loop().run_in_executor(self.pool, make)

    async def kept(self, key: Hashable, make: Callable[[], Awaitable[Answer]]) -> Answer:
        """Something worked out, once."""
        if key not in self.made:
            self.made[key] = await make()
        self.made.move_to_end(key)
        found: Answer = self.made[key]
        while len(self.made) > KEPT:
            self.made.popitem(last=False)
        return found

    async def stages(self, asked: AppQuestion) -> AsyncGenerator[Outcomes, None]:
        """The first replications, then more and more of them."""
        parts: list[Outcomes] = []
        wanted = stages(asked)
        async with aclosing(self.chunks(asked, wanted[-1])) as chunks:
            async for part in chunks:
                parts.append(part)
                if sum(map(len, parts)) in wanted:
                    parts = [joined(parts)]
                    yield parts[0]

    async def whole(self, asked: AppQuestion, runs: int) -> Outcomes:
        """So many replications at once."""
        async with aclosing(self.chunks(asked, runs)) as chunks:
            return joined([part async for part in chunks])

    async def chunks(self, asked: AppQuestion, runs: int) -> AsyncGenerator[Outcomes, None]:
        """In order. Whoever stops listening lets go of what was not begun."""
        size = min(CHUNK, runs)
        keys = deque((asked.id, asked.seed, start) for start in range(0, runs, size))
        under_way: deque[Key] = deque()
        play = ChunkPlayer(asked, size)
        try:
            while keys or under_way:
                while keys and len(under_way) <= self.cores:
                    under_way.append(keys.popleft())
                    self._want(under_way[-1], play)
                key = under_way[0]
                part = await self._got(key)
                under_way.popleft()
                self._let_go(key)
                yield part
        finally:
            for key in under_way:
                self._let_go(key)

    def _want(self, key: Key, play: Callable[[int], Outcomes]) -> None:
        if key in self.known and key not in self.jobs:
            done: Future[Outcomes] = Future()
            done.set_result(self.known[key])
            self.known.move_to_end(key)
            self.jobs[key] = Job(done)
        elif key not in self.jobs:
            self.jobs[key] = Job(self.pool.submit(self._play, play, key[2]))
        self.jobs[key].waiting += 1

    def _play(self, play: Callable[[int], Outcomes], start: int) -> Outcomes:
        self.begun += 1
        return play(start)

    async def _got(self, key: Key) -> Outcomes:
        """A future of its own for each who waits: one who stops must not cancel it for the others."""
        future = self.jobs[key].future
        part = future.result() if future.done() else await asyncio.shield(asyncio.wrap_future(future))
        self.known[key] = part
        while len(self.known) > REMEMBERED:
            self.known.popitem(last=False)
        return part

    def _let_go(self, key: Key) -> None:
        job = self.jobs[key]
        job.waiting -= 1
        if not job.waiting:
            job.future.cancel()
            del self.jobs[key]


def stages(asked: AppQuestion) -> tuple[int, ...]:
    """After how many replications an answer is told."""
    return OWN_CODE if asked.subject.agents else STAGES


@dataclass(frozen=True)
class ChunkPlayer:
    """Plays chunks of a question; what is the same for all of them is worked out once."""

    asked: AppQuestion
    size: int

    @cached_property
    def study(self) -> Prepared:
        """All but luck."""
        return prepared(self.asked.scenario)

    def __call__(self, start: int) -> Outcomes:
        """The replications from this one on."""
        asked, agents = self.asked, self.asked.subject.agents
        if agents:
            from sim.bargaining.agents.studying import play_mesa

            return play_mesa(asked.scenario, self.size, asked.seed, agents=agents, first=start)
        return batch.played(self.study, Streams(asked.seed, start, self.size), {})
