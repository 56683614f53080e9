"""Folders that are whole or absent: written aside, hashed, renamed. A damaged one is noticed."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

from sim.results.question import Question

MANIFEST = "manifest.json"
LATEST = "latest"

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
    """The manifest of a folder in which every file is as it was written."""
    manifest = read_manifest(folder)
    for name, digest in manifest["files"].items():
        if not (folder / name).is_file() or sha256(folder / name) != digest:
            raise Damaged(f"{folder / name} is not as it was written")
    return manifest


def read_manifest(folder: Path) -> dict[str, Any]:
    """What a folder says of itself."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if isinstance(manifest["files"], dict):
            return dict(manifest)
    except (OSError, ValueError, KeyError, TypeError):
        pass
    raise Damaged(f"{folder / MANIFEST} cannot be read")


def sha256(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def keep(question: Question, results: Path, files: Mapping[str, Content], about: Mapping[str, Any]) -> Path:
    """Write all files and the manifest, or nothing. A folder that was there is replaced."""
    target = question.folder(results)
    put(target, files, {"id": question.id, "question": question.parts, **about})
    return target


def put(target: Path, files: Mapping[str, Content], about: Mapping[str, Any]) -> None:
    """Write a folder with all files and a manifest that knows their hashes, or nothing."""
    with aside(target) as fresh:
        for name, content in files.items():
            _write(fresh / name, content)
        hashes = {name: sha256(fresh / name) for name in files}
        _write(fresh / MANIFEST, as_json({**about, "files": hashes}))


def add(folder: Path, files: Mapping[str, Content], about: Mapping[str, Any]) -> None:
    """Write more files into a folder, and last the manifest that knows them: whoever looks meanwhile, or after a crash,
    finds what the folder held before.
    """
    before = read_manifest(folder)
    for name, content in files.items():
        write_whole(folder / name, content)
    hashes = {name: sha256(folder / name) for name in files}
    write_whole(folder / MANIFEST, as_json({**before, **about, "files": {**before["files"], **hashes}}))


def point_to(folder: Path) -> None:
    """Make `latest` say which study was asked for last."""
    write_whole(folder.parent / LATEST, folder.name + "\n")


@contextmanager
def aside(target: Path) -> Iterator[Path]:
    """A folder beside the target that takes its place once everything in it is written."""
    fresh = _unused(target)
    try:
        fresh.mkdir(parents=True)
        yield fresh
        _put(fresh, target)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        with suppress(OSError):
            target.parent.rmdir()  # only if this was the first study here
        raise


def _put(fresh: Path, target: Path) -> None:
    """Rename the fresh folder into place, unless another process was faster with the same answer."""
    if not target.exists():
        fresh.rename(target)
    elif _as_good(target, fresh):
        shutil.rmtree(fresh)
    else:
        old = _unused(target)
        target.rename(old)
        fresh.rename(target)
        shutil.rmtree(old, ignore_errors=True)


def _as_good(target: Path, fresh: Path) -> bool:
    try:
        return bool(verified(target)["files"].items() >= read_manifest(fresh)["files"].items())
    except Damaged:
        return False


def _unused(target: Path) -> Path:
    """A hidden name beside the target that nobody else uses."""
    return target.parent / f".{target.name}-{uuid4().hex}"


def write_whole(file: Path, content: Content) -> None:
    """A reader sees the old file or the new one, never half."""
    fresh = _unused(file)
    try:
        _write(fresh, content)
        os.replace(fresh, file)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise


def _write(file: Path, content: Content) -> None:
    if callable(content):
        content(file)
    else:
        file.write_text(content, encoding="utf-8", newline="\n")


def as_json(value: Any) -> str:
    """Readable by people and by any program: no NaN."""
    return json.dumps(value, indent=1, ensure_ascii=False, allow_nan=False) + "\n"
