"""Processes of this machine: for `behaviour:` in Python, which threads would play one at a time."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import active_children, get_context, parent_process
from multiprocessing.connection import wait
from threading import Thread


@contextmanager
def processes(count: int | None = None) -> Iterator[Executor]:
    """So many processes, or one for each core. What they have not done when it breaks off is dropped."""
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
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()

    def leave() -> None:
        if parent is not None:
            wait([parent.sentinel])
            os._exit(1)

    Thread(target=leave, daemon=True).start()
