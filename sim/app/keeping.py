"""What a link asks, played whole and kept as a study like any other."""

from __future__ import annotations

from pathlib import Path
from threading import Lock

from sim.app.asking import AppQuestion
from sim.running import run

ONE_AT_A_TIME = Lock()
RUNS = 10_000  # as on the command line, unless told


def keep(asked: AppQuestion, results: Path) -> dict[str, str]:
    """In the folder of results. Played before, it is found there."""
    with ONE_AT_A_TIME:
        study = run(
            asked.subject.file,
            runs=RUNS,
            seed=asked.seed,
            overrides=asked.settings,
            results=results,
            linked=True,
            allow_code=asked.subject.allow_code,
            command=asked.command,
        )
    return {"told": study.question.told.title or asked.subject.name, "folder": str(study.folder)}
