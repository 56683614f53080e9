"""Folders in the making: hidden, locked by whoever fills them, and cleared once nobody does."""

from __future__ import annotations

import os
import platform
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

try:
    from fcntl import LOCK_EX, LOCK_NB, flock
except ImportError:  # Windows, where an open folder could not be renamed either
    flock = None  # type: ignore[assignment]

NAME = re.compile(r"\..+?(?:-(?P<host>[0-9a-f]{8}))?-[0-9a-f]{32}")
FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0)
HOUR, WEEK = 3600.0, 7 * 86400.0


@contextmanager
def making(target: Path) -> Iterator[Path]:
    """An empty folder beside the target, to be filled and renamed; gone at the end if it still has its name."""
    fresh, lock = _claimed(target)
    try:
        yield fresh
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
        if lock is not None:
            os.close(lock)


@contextmanager
def taking_turns(folder: Path) -> Iterator[None]:
    """One program after the other: whoever comes second waits. Not where there are no locks."""
    lock = None if flock is None else os.open(folder, FOLDER)
    try:
        if lock is not None:
            with suppress(OSError):  # not on this file system
                flock(lock, LOCK_EX)
        yield
    finally:
        if lock is not None:
            os.close(lock)


def hidden(target: Path) -> Path:
    """A name beside the target that says whose it is and that nobody else uses."""
    return target.parent / f".{target.name[:40]}-{_host()}-{uuid4().hex}"


def clear(results: Path) -> None:
    """Remove what killed programs have left in a folder of results and in the folders in it."""
    for place in (results, *(folder for folder in _inside(results) if folder.is_dir())):
        for left in _inside(place):
            found = NAME.fullmatch(left.name)
            if found and not left.is_symlink():
                _clear(left, found["host"] == _host())


def _claimed(target: Path) -> tuple[Path, int | None]:
    """A new folder, and the lock on it. Whoever clears meanwhile may be faster: then another one."""
    while True:
        fresh = hidden(target)
        fresh.mkdir(parents=True)
        try:
            lock = _locked(fresh)
        except (BlockingIOError, FileNotFoundError):
            continue
        if fresh.exists():
            return fresh, lock
        if lock is not None:
            os.close(lock)


def _locked(folder: Path) -> int | None:
    """A lock that ends with this program, however it ends; None where there are no locks.

    Raises BlockingIOError if another program has it.
    """
    if flock is None:
        return None
    lock = os.open(folder, FOLDER)
    try:
        flock(lock, LOCK_EX | LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        raise
    except OSError:  # not on this file system
        os.close(lock)
        return None
    return lock


def _clear(left: Path, ours: bool) -> None:
    """Remove a folder whose lock is free, or what is too old to be in the making.

    Locks of other computers on a shared disk may be unseen here, and a single file is written in no time.
    """
    lock = None
    with suppress(OSError):
        age = time.time() - left.stat().st_mtime
        if not left.is_dir():
            if age > HOUR:
                left.unlink()
            return
        lock = _locked(left)
        if age > WEEK or (ours and lock is not None):
            shutil.rmtree(left, ignore_errors=True)
    if lock is not None:
        os.close(lock)


def _inside(folder: Path) -> list[Path]:
    with suppress(OSError):
        return list(folder.iterdir())
    return []


def _host() -> str:
    """This computer, in a few letters."""
    return sha256(platform.node().encode()).hexdigest()[:8]
