"""Agents of a modeller's own: `behaviour: my_agents.py:Stubborn` -> the class, from the file. This runs that file."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    from sim.bargaining.agents import Seat


class BehaviourError(Exception):
    """The file or the class that an actor names is not there, or is no agent of its role."""


def behaviours(scenario: Scenario) -> dict[str, str]:
    """By actor: the code that it names."""
    return {name: actor.behaviour for name, actor in scenario.actors.items() if actor.behaviour}


def code_files(scenario: Scenario) -> tuple[Path, ...]:
    """The files of a scenario's own code: part of the question that it asks."""
    return tuple(sorted({Path(code.rpartition(":")[0]) for code in behaviours(scenario).values()}))


def load_agents(scenario: Scenario) -> dict[str, type[Seat]]:
    """By actor: the class that shall sit in its seat. Runs the files named; ask before you call."""
    return {name: agent_class(scenario, name, code) for name, code in behaviours(scenario).items()}


def agent_class(scenario: Scenario, name: str, code: str) -> type[Seat]:
    """The class of one actor."""
    from sim.bargaining.model import ROLES

    file, _, label = code.rpartition(":")
    found, role = getattr(module_of(name, Path(file)), label, None), scenario.actors[name].role
    if not (isinstance(found, type) and issubclass(found, ROLES[role])):
        what = "there is no such class" if found is None else f"it is no subclass of {ROLES[role].__name__}"
        raise BehaviourError(f"actors.{name}.behaviour: {code}: {what}")
    return found


def module_of(name: str, file: Path) -> ModuleType:
    """Run a Python file as a module."""
    spec = importlib.util.spec_from_file_location(f"behaviour_of_{name}", file)
    if spec is None or spec.loader is None or not file.is_file():
        raise BehaviourError(f"actors.{name}.behaviour: there is no Python file {file}")
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except (Exception, SystemExit) as error:  # whatever is wrong with it is told in a line
        said = " ".join(f"{type(error).__name__}: {error}".split())
        raise BehaviourError(f"actors.{name}.behaviour: {file} cannot be run: {said}") from error
    return module
