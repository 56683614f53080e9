"""Files that are whole or absent, whatever happens while they are written; and files that may be read at all."""

from __future__ import annotations

import errno
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from io import BufferedReader, FileIO
from pathlib import Path
from uuid import uuid4

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
READING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
SEAL = sha256().digest_size


@contextmanager
def opened(file: Path) -> Iterator[BufferedReader[FileIO]]:
    """A file to be read. A pipe or a device may never end, or never begin: for these OSError, at once."""
    number = os.open(file, READING)
    with BufferedReader(FileIO(number)) as ready:
        _refuse_endless(file, os.fstat(number).st_mode)
        yield ready


def _refuse_endless(file: Path, mode: int) -> None:
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, "it is neither a file nor a folder", str(file))


def write(file: Path, content: str | bytes, lasting: bool = True) -> None:
    """Write a file; what is lasting is there after a power cut too. Text is UTF-8."""
    with file.open("wb") as fresh:
        fresh.write(content.encode() if isinstance(content, str) else content)
        fresh.flush()
        if lasting:
            os.fsync(fresh.fileno())


def create(file: Path, content: str | bytes) -> None:
    """Write a file that is not there yet, or nothing. Raises FileExistsError."""
    os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
    try:
        replace(file, content)
    except BaseException:
        file.unlink(missing_ok=True)
        raise


def replace(file: Path, content: str | bytes, lasting: bool = True) -> None:
    """A reader sees what was there or what is new, never half."""
    with _renamed(file) as fresh:
        write(fresh, content, lasting)
    if lasting:
        settle(file.parent)


def copy(source: Path, file: Path) -> None:
    """Replace a file by what is in another, however long it is. Names in the folder are not settled."""
    with _renamed(file) as fresh:
        shutil.copyfile(source, fresh)
        settle(fresh)


@contextmanager
def _renamed(file: Path) -> Iterator[Path]:
    """A hidden name that takes a file's place once what is behind it is written, or is gone."""
    fresh = beside(file)
    try:
        yield fresh
        os.replace(fresh, file)
    except BaseException:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise


def beside(target: Path) -> Path:
    """A hidden name beside the target that nobody else uses. It is no longer than a name may be."""
    return target.parent / f".{target.name[:40]}-{uuid4().hex}"


def settle(place: Path) -> None:
    """Have a file, or the names in a folder, written to the disk itself. Some systems cannot do it with folders."""
    flags = os.O_RDONLY if place.is_dir() else os.O_RDWR
    try:
        number = os.open(place, flags)
    except OSError:
        if flags == os.O_RDONLY:
            return
        raise
    try:
        os.fsync(number)
    finally:
        os.close(number)


def seal(file: Path, content: bytes) -> None:
    """Keep bytes behind their own fingerprint, for `unsealed`. It need not outlast a power cut: it would be noticed."""
    replace(file, sha256(content).digest() + content, lasting=False)


def unsealed(file: Path) -> bytes | None:
    """The bytes that were sealed; None if there are none, or others."""
    with suppress(OSError), opened(file) as kept:
        found = kept.read()
        if sha256(found[SEAL:]).digest() == found[:SEAL]:
            return found[SEAL:]
    return None
