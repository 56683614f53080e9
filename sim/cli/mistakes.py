"""How a mistake is told: in a line, and before anything is done."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from sim.cli.types import Failure, Mistake
from sim.disk import FULL
from sim.stopping import noted

THERE = "is there already; nothing was written (--force replaces it)"


@contextmanager
def mistakes() -> Iterator[None]:
    """What is wrong with a question is a mistake: exit 2, and no traceback."""
    from sim.allowing import CodeNotAllowed
    from sim.analysis.events import UnknownName
    from sim.bargaining.agents.blame import AgentError, BehaviourError
    from sim.bargaining.run.parcel import OtherProgram
    from sim.bargaining.run.workers import LostWorkers
    from sim.cluster import NoCluster
    from sim.questions.asking import NotAStudy, Unanswerable
    from sim.results.writable import Unwritable
    from sim.scenario.problems import ScenarioError

    about_files = (ScenarioError, CodeNotAllowed, Unwritable, NotAStudy)
    about_code = (BehaviourError, AgentError)
    about_answers = (Unanswerable, UnknownName, NoCluster)
    try:
        yield
    except (*about_files, *about_code, *about_answers) as error:
        raise Mistake(str(error)) from error
    except (LostWorkers, OtherProgram) as error:
        raise Failure(noted(error, str(error))) from error


@contextmanager
def writing(target: Path) -> Iterator[None]:
    """An error of the system names what was asked for, not what it is called while it is written."""
    try:
        yield
    except OSError as error:
        kind = Failure if error.errno in FULL else Mistake
        raise kind(f"{target} cannot be written: {error.strerror}") from error


def refuse_unfit(output: Path, force: bool) -> None:
    """Before anything is read."""
    if os.path.lexists(output) and not force:
        raise Mistake(f"{output} {THERE}")
    if not output.parent.is_dir():
        raise Mistake(f"there is no folder {str(output.parent)!r} to write {output.name} in")


def refuse_others(folder: Path, names: Collection[str]) -> None:
    """A folder that is written anew as a whole may hold nothing else."""
    others = {path.name for path in folder.glob("*")} - set(names)
    if others:
        raise Mistake(f"{folder} holds other things ({min(others)}); choose another place with --results")
