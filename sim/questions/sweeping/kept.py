"""Cells that are finished, kept until the sweep is: a kill loses only what was being played."""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sim import disk
from sim.program import digest

SUFFIX = ".parquet"


@dataclass(frozen=True)
class PartialResults:
    """A folder of files named by what they answer and by what is in them.

    Several programs may work on one sweep: a file is put there whole, and whoever is done first removes the folder,
    which costs the others nothing but the work that it would have saved them.
    """

    folder: Path

    def found(self) -> dict[str, Path]:
        """The file of each cell that was kept."""
        return {file.name.partition("-")[0]: file for file in self.folder.glob(f"*{SUFFIX}")}

    def content(self, id: str, file: Path) -> bytes | None:
        """What was kept of a cell; None if it is not as it was written."""
        with suppress(OSError), disk.opened(file) as kept:
            content = kept.read()
            if file == self.place(id, content):
                return content
        return None

    def keep(self, id: str, content: bytes) -> None:
        """Put a finished cell there."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):  # another program has finished this sweep and cleared up
            disk.replace(self.place(id, content), content)

    def place(self, id: str, content: bytes) -> Path:
        """Where that is kept."""
        return self.folder / f"{id}-{digest(content)[:16]}{SUFFIX}"

    def clear(self) -> None:
        """The sweep is complete."""
        shutil.rmtree(self.folder, ignore_errors=True)
