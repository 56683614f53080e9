"""A folder of files, written whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from uuid import uuid4

from sim.scenario.suggestions import listed

READ_BY_NEGMAS = (".yml", ".yaml", ".xml", ".json")


class Occupied(Exception):
    """What stands in a folder would be lost, or be read together with what is written."""


def write_folder(folder: Path, files: Mapping[str, str], force: bool) -> None:
    """Write all files. An existing folder is added to only with `force`, and nothing else in it is touched.

    Raises Occupied; OSError where nothing can be written.
    """
    refuse_occupied(folder, files, force)
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = (
        folder if folder.exists() else folder.parent
    )  # on the same file system, which may be mounted here
    aside = beside / f".{folder.name}-{uuid4().hex}"
    aside.mkdir()
    try:
        for name, text in files.items():
            (aside / name).write_text(text, encoding="utf-8", newline="\n")
        if folder.exists():
            for name in files:
                os.replace(aside / name, folder / name)
        else:
            aside.rename(folder)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def refuse_occupied(folder: Path, files: Mapping[str, str], force: bool) -> None:
    """Raises Occupied."""
    if folder.parent.is_file():
        raise Occupied(f"{folder.parent} is a file, so there is no folder in it")
    there = sorted(file.name for file in folder.iterdir()) if folder.exists() else []
    if there and not force:
        raise Occupied(f"{folder} is not empty; nothing was written (--force replaces {listed(files, 3)})")
    odd = [name for name in there if name in files and not (folder / name).is_file()]
    if odd:
        raise Occupied(f"{listed(odd)} in {folder}: no plain file, so not replaced; nothing was written")
    others = [name for name in there if name not in files and name.endswith(READ_BY_NEGMAS)]
    if others:
        raise Occupied(f"NegMAS would read {listed(others)} in {folder}, too; choose another folder")
