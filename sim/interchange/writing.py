"""A folder of files, written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from sim import disk
from sim.making import making
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
    there = folder.exists()
    beside = folder / folder.name if there else folder  # on the same file system, which may be mounted here
    with making(beside) as fresh:
        for name, text in files.items():
            disk.write(fresh / name, text)
        disk.settle(fresh)
        if there:
            for name in files:
                os.replace(fresh / name, folder / name)
        else:
            fresh.rename(folder)
    disk.settle(folder if there else folder.parent)


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
