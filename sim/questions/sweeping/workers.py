"""Who plays the cells: threads or processes here, or a Dask cluster that exists."""

from __future__ import annotations

import logging
import os
import re
import socket
import time
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from typing import Any

from sim.questions.asking import Unanswerable
from sim.results.question import fingerprint
from sim.scenario.suggestions import printable

ADDRESS = re.compile(
    r"(?:tcp://)?(?:\[(?P<ipv6>[0-9a-fA-F:.%]+)\]|(?P<host>[^\s/:@\[\]]+)):(?P<port>[0-9]{1,5})"
)
INSTALL = "install the same one for its scheduler and workers"
GREETING = b"pickle-protocol"  # among the first words of every Dask scheduler
PATIENCE = 5  # seconds for a scheduler to answer, and for a first worker to be there
MOST_WORDS = 1024  # bytes of a greeting
RETRIES = 2  # of a cell whose worker died


class NoCluster(Unanswerable):
    """The cluster does not answer, or cannot be spoken to."""


@dataclass(frozen=True)
class Workers:
    """Where, and how many. Threads are as fast as processes, and are there at once: compiled code lets them run."""

    count: int | None = None  # None: one for each core
    processes: bool = False  # for behaviours in Python, which threads would play one at a time
    cluster: str | None = None  # the address of a Dask scheduler
    own: Executor | None = None  # somebody else's, who also shuts it down

    def executor(self) -> AbstractContextManager[Executor]:
        """For as long as the sweep takes. What was not begun when it breaks off is dropped."""
        if self.own is not None:
            return nullcontext(self.own)
        if self.cluster is not None:
            return _cluster(self.cluster)
        return _processes(self.here) if self.processes else _threads(self.here)

    @property
    def near(self) -> bool:
        """Is all played on this machine, as far as we know?"""
        return self.own is None and self.cluster is None

    @property
    def here(self) -> int:
        """How many on this machine."""
        return self.count or os.cpu_count() or 1

    def threads(self, cells: int) -> int:
        """Of each cell, where there are fewer cells than threads."""
        return max(1, self.here // cells) if self.near and not self.processes else 1


@contextmanager
def _threads(count: int) -> Iterator[Executor]:
    near = ThreadPoolExecutor(count)
    try:
        yield near
    finally:
        near.shutdown(wait=False, cancel_futures=True)


@contextmanager
def _processes(count: int) -> Iterator[Executor]:
    from multiprocessing import active_children, get_context

    others = active_children()
    near = ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=_obey)
    try:
        yield near
    except BaseException:
        for child in active_children():
            if child not in others:
                child.terminate()
        raise
    finally:
        near.shutdown(cancel_futures=True)


def _obey() -> None:
    """A worker leaves Ctrl-C to the program that started it, and never outlives it."""
    import signal
    from multiprocessing import parent_process
    from multiprocessing.connection import wait
    from threading import Thread

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()

    def leave() -> None:
        if parent is not None:
            wait([parent.sentinel])
            os._exit(1)

    Thread(target=leave, daemon=True).start()


@contextmanager
def _cluster(address: str) -> Iterator[Executor]:
    try:
        from distributed import Client
    except ImportError:
        raise NoCluster("a cluster is reached through Dask: pip install 'parleysim[cluster]'") from None
    refuse_others(address)
    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise NoCluster(f"no Dask scheduler answers at {address} within {PATIENCE} s") from error
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what goes wrong is told in a sentence
    with client:
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError:
            raise NoCluster(f"the Dask scheduler at {address} has no workers") from None
        _refuse_strangers(client, address)
        yield client.get_executor(pure=False, retries=RETRIES)


def refuse_others(address: str) -> None:
    """Whoever listens there must greet as Dask does: Dask itself waits for ever, or takes any bytes for a length."""
    place = ADDRESS.fullmatch(address)
    if place is None:
        raise NoCluster(
            f"{printable(address)} is no address of a Dask scheduler, such as tcp://127.0.0.1:8786"
        )
    try:
        greets = GREETING in _first_words(place["ipv6"] or place["host"], int(place["port"]))
    except (
        OSError,
        ValueError,
        OverflowError,
    ) as error:  # a name or a number that cannot be one is a ValueError
        raise NoCluster(f"no Dask scheduler answers at {address} within {PATIENCE} s") from error
    if not greets:
        raise NoCluster(f"what answers at {address} is no Dask scheduler")


def _first_words(host: str, port: int) -> bytes:
    """What is said first there, within PATIENCE."""
    heard, end = b"", time.monotonic() + PATIENCE
    with socket.create_connection((host, port), PATIENCE) as line:
        while GREETING not in heard and len(heard) < MOST_WORDS:
            line.settimeout(max(0.01, end - time.monotonic()))
            more = line.recv(MOST_WORDS)
            if not more:
                break
            heard += more
    return heard


def _refuse_strangers(client: Any, address: str) -> None:
    """The scheduler and every worker there is must run this very program: else the bytes would not be the same."""
    try:
        found = {client.submit(fingerprint, pure=False).result(), *client.run(fingerprint).values()}
    except Exception as error:  # whatever Dask says of a module that it cannot load
        raise NoCluster(f"the cluster at {address} cannot load this program: {INSTALL}") from error
    if found != {fingerprint()}:
        raise NoCluster(f"the cluster at {address} runs another version of this program: {INSTALL}")
