"""Classes that are given for actors, kept as files: part of what is asked, run afresh, and found by other processes."""

from __future__ import annotations

import ast
import sys
import sysconfig
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, TypeAlias

from sim import disk
from sim.bargaining.agents.behaviour import code_files
from sim.bargaining.agents.own_code import OURS, imported_in, located, with_imports
from sim.bargaining.agents.sources import module_text
from sim.program import digest
from sim.results.question import ID_LENGTH
from sim.results.writable import room
from sim.scenario.paths import dotted

if TYPE_CHECKING:
    from sim.bargaining.agents.agents import Seat
    from sim.scenario.schema import Scenario

Seats: TypeAlias = "Mapping[str, type[Seat]]"  # by actor
CODE = "code.txt"
FOLDER = ".agents"  # in the folder of results
LIBRARIES = {"site-packages", "dist-packages"}  # folders of what is installed
STANDARD = tuple(sysconfig.get_path(name) for name in ("stdlib", "platstdlib"))


def seated(scenario: Scenario, agents: Seats, results: Path) -> Scenario:
    """The scenario in which these actors decide by these classes, which are kept in a folder of the results.

    Raises ValueError or TypeError where they cannot sit, and BehaviourError for what cannot be kept.
    """
    from sim.bargaining.agents.casting import refuse_misfits

    refuse_misfits(scenario, agents)
    with room(results / FOLDER):
        files = {actor: kept(kind, results) for actor, kind in agents.items()}
    codes = {actor: f"{file.as_posix()}:{agents[actor].__name__}" for actor, file in files.items()}
    return scenario.with_({dotted("actors", actor, "behaviour"): code for actor, code in codes.items()})


def archive(*scenarios: Scenario) -> dict[str, str]:
    """The code that these scenarios name, as a file that is kept beside what came of it; none if they name none."""
    files = dict.fromkeys(file for scenario in scenarios for file in code_files(scenario))
    text = "\n".join(f"# ---- {file.name}\n{file.read_text('utf-8')}" for file in files)
    return {CODE: text} if files else {}


def kept(kind: type[Seat], results: Path) -> Path:
    """The file of a class, written beside what it imports that is nobody's library."""
    name, text = f"{kind.__name__}.py", module_text(kind)
    files = helpers(text) | {name: text}
    folder = results.resolve() / FOLDER / digest(repr(sorted(files.items())).encode())[:ID_LENGTH]
    for place, content in files.items():
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        disk.replace(folder / place, content)
    return folder / name


def helpers(text: str) -> dict[str, str]:
    """By place: what a module of this text imports that is nobody's library, what that imports ..."""
    found: dict[str, str] = {}
    for name in imported_in(ast.parse(text)):
        module = sys.modules.get(name)
        if module is not None and (root := root_of(module, name)):
            files = with_imports(root, {name: file} if (file := located(root, name)) else {})
            found |= {file.relative_to(root).as_posix(): file.read_text("utf-8") for file in files.values()}
    return found


def root_of(module: ModuleType, name: str) -> Path | None:
    """The folder from which a module was imported; None for ours, and for those of libraries."""
    file, steps = getattr(module, "__file__", None), name.split(".")
    if file is None or steps[0] == OURS or file.startswith(STANDARD) or LIBRARIES & {*Path(file).parts}:
        return None
    up = len(steps) - (Path(file).name != "__init__.py")
    return Path(file).resolve().parents[up]
