"""Folders that are whole or absent: written aside, hashed, renamed. A damaged one is noticed."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sim import disk
from sim.making import hidden, making
from sim.results.question import Question

MANIFEST = "manifest.json"
LATEST = "latest"
SEAL = "seal"  # of the manifest itself
OCCUPIED = (errno.ENOTEMPTY, errno.EEXIST)  # if nothing is there any more, it was a moment ago

# A file of a study: its text, or who writes it to a path.
Content = str | Callable[[Path], None]


class Damaged(Exception):
    """A folder is there but is not what was once written."""


def find(question: Question, results: Path, wanted: Collection[str] = ()) -> Path | None:
    """The folder that answers the question with all files wanted, every byte verified; or None."""
    folder = question.folder(results)
    if not os.path.exists(folder):  # nor can be looked at
        return None
    manifest = verified(folder)
    if manifest.get("question") != question.parts:
        raise Damaged(f"{folder / MANIFEST} is about another question")
    return folder if manifest["files"].keys() >= set(wanted) else None


def verified(folder: Path) -> dict[str, Any]:
    """The manifest of a folder in which every file, and the manifest itself, is as it was written."""
    manifest = read_manifest(folder)
    if manifest.get(SEAL) != _seal(manifest):
        raise Damaged(f"{folder / MANIFEST} is not as it was written")
    for name, digest in manifest["files"].items():
        if _hash(folder / name) != digest:
            raise Damaged(f"{folder / name} is not as it was written")
    return manifest


def read_manifest(folder: Path) -> dict[str, Any]:
    """What a folder says of itself."""
    try:
        with disk.opened(folder / MANIFEST) as file:
            manifest = json.loads(file.read().decode())
        if isinstance(manifest["files"], dict):
            return dict(manifest)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        pass
    raise Damaged(f"{folder / MANIFEST} cannot be read")


def sha256(file: Path) -> str:
    """Of what is in a file. Raises OSError."""
    with disk.opened(file) as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def keep(question: Question, results: Path, files: Mapping[str, Content], about: Mapping[str, Any]) -> Path:
    """Write all files and the manifest, or nothing. A folder that was there is replaced."""
    target = question.folder(results)
    put(target, files, {"id": question.id, "question": question.parts, **about})
    return target


@contextmanager
def whole_without(folder: Path, notice: Callable[[str], None]) -> Iterator[None]:
    """What follows only lists what is kept in a folder: if that fails it is said, and nothing is lost."""
    try:
        yield
    except OSError as error:
        where = error.filename or folder.parent
        notice(f"{where} cannot be written ({error.strerror}); {folder} is whole all the same")


def put(target: Path, files: Mapping[str, Content], about: Mapping[str, Any]) -> None:
    """Write a folder with all files and a manifest that knows their hashes, or nothing."""
    with aside(target) as fresh:
        for name, content in files.items():
            _write(fresh / name, content)
        hashes = {name: sha256(fresh / name) for name in files}
        _write(fresh / MANIFEST, _sealed({**about, "files": hashes}))


def add(folder: Path, files: Mapping[str, Content], about: Mapping[str, Any]) -> None:
    """Write more files into a folder, and last the manifest that knows them: whoever looks meanwhile, or after a crash,
    finds what the folder held before, without what is replaced.
    """
    with making(folder) as fresh:
        for name, content in files.items():
            _write(fresh / name, content)
        before, hashes = read_manifest(folder), {name: sha256(fresh / name) for name in files}
        staying = {name: digest for name, digest in before["files"].items() if name not in files}
        if staying != before["files"]:
            disk.replace(folder / MANIFEST, _sealed({**before, "files": staying}))
        for name in files:
            os.replace(fresh / name, folder / name)
        disk.replace(folder / MANIFEST, _sealed({**before, **about, "files": staying | hashes}))


def point_to(folder: Path) -> None:
    """Make `latest` say which study was asked for last."""
    disk.replace(folder.parent / LATEST, folder.name + "\n")


@contextmanager
def aside(target: Path) -> Iterator[Path]:
    """A folder beside the target that takes its place once everything in it is written."""
    try:
        with making(target) as fresh:
            yield fresh
            disk.settle(fresh)
            _put(fresh, target)
    except BaseException as error:
        error.add_note(f"nothing was written to {target}")
        with suppress(OSError):
            target.parent.rmdir()  # only if this was the first study here
        raise
    disk.settle(target.parent)
    disk.settle(target.parent.parent)


def _put(fresh: Path, target: Path) -> None:
    """Rename the fresh folder into place, unless another program was faster with the same answer.

    Between any two steps another program may have put its own there, or have taken a damaged one away.
    """
    while True:
        try:
            return os.rename(fresh, target)
        except OSError as error:
            if error.errno not in OCCUPIED and not os.path.lexists(target):
                raise
        if _completed(target, fresh):
            return
        old = hidden(target)
        with suppress(FileNotFoundError):
            os.rename(target, old)
            _remove(old)


def _completed(target: Path, fresh: Path) -> bool:
    """Does the target answer the same, and is it whole? What only the fresh folder has is added to it."""
    try:
        there, new = verified(target), read_manifest(fresh)
    except Damaged:
        return False
    files, more = there["files"], new["files"].keys() - there["files"].keys()
    if there.get("question") != new.get("question") or files | new["files"] != new["files"] | files:
        return False
    try:
        for name in more:  # copied: should the folder be taken away meanwhile, the fresh one is still whole
            disk.copy(fresh / name, target / name)
        if more:
            disk.replace(target / MANIFEST, _sealed({**there, "files": files | new["files"]}))
    except FileNotFoundError:
        return False
    return True


def _remove(old: Path) -> None:
    if old.is_dir() and not old.is_symlink():
        shutil.rmtree(old, ignore_errors=True)
    else:
        old.unlink()


def _hash(file: Path) -> str | None:
    with suppress(OSError):
        return sha256(file)
    return None


def _sealed(manifest: Mapping[str, Any]) -> str:
    return as_json({**manifest, SEAL: _seal(manifest)})


def _seal(manifest: Mapping[str, Any]) -> str:
    """Fingerprint of all else that a manifest says."""
    said = {key: value for key, value in manifest.items() if key != SEAL}
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def _write(file: Path, content: Content) -> None:
    if callable(content):
        content(file)
        disk.settle(file)
    else:
        disk.write(file, content)


def as_json(value: Any) -> str:
    """Readable by people and by any program: no NaN."""
    return json.dumps(value, indent=1, ensure_ascii=False, allow_nan=False) + "\n"
