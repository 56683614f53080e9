"""Agents of a modeller's own: `behaviour: my_agents.py:Stubborn` -> the class, from the file. This runs that file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from sim.bargaining.agents.blame import AgentError, BehaviourError, raised
from sim.bargaining.agents.loading import Library, Loading, library
from sim.bargaining.agents.own_code import own_modules
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    from sim.bargaining.agents.agents import Seat

__all__ = ["AgentError", "BehaviourError", "Behaviours", "behaviours", "code_files", "load_agents"]


def behaviours(scenario: Scenario) -> dict[str, str]:
    """By actor: the code that it names."""
    return {name: actor.behaviour for name, actor in scenario.actors.items() if actor.behaviour}


def code_files(scenario: Scenario) -> tuple[Path, ...]:
    """The files of a scenario's own code, with all that they import from their folders: part of what is asked."""
    named = by_folder(scenario)
    return tuple(
        file for folder in sorted(named) for file in sorted(own_modules(folder, named[folder]).values())
    )


def by_folder(scenario: Scenario) -> dict[Path, list[Path]]:
    """The files that actors name."""
    files = sorted({Path(code.rpartition(":")[0]) for code in behaviours(scenario).values()})
    return {
        folder: [file for file in files if file.parent == folder]
        for folder in {file.parent for file in files}
    }


class Behaviours(Mapping[str, "type[Seat]"]):
    """By actor: the class that shall sit in its seat. Runs the files named; ask before you make one."""

    def __init__(self, scenario: Scenario) -> None:
        self.codes = behaviours(scenario)
        self.roles = {name: scenario.actors[name].role for name in self.codes}
        self.libraries = {
            folder: self._library(folder, files) for folder, files in by_folder(scenario).items()
        }
        self.classes = self.anew()

    def __getitem__(self, actor: str) -> type[Seat]:
        return self.classes[actor]

    def __iter__(self) -> Iterator[str]:
        return iter(self.classes)

    def __len__(self) -> int:
        return len(self.classes)

    def anew(self) -> dict[str, type[Seat]]:
        """The classes, their files run afresh: no replication finds what another left behind."""
        running = {folder: Loading(library) for folder, library in self.libraries.items()}
        return {name: self._class(name, running) for name in self.codes}

    def _library(self, folder: Path, files: list[Path]) -> Library:
        """What actors name in one folder."""
        named = {name: Path(code.rpartition(":")[0]) for name, code in self.codes.items()}
        for name, file in named.items():
            if file in files and not file.is_file():
                raise BehaviourError(f"actors.{name}.behaviour: there is no Python file {file}")
        try:
            return library(folder, files)
        except BehaviourError as error:
            who = " and ".join(f"actors.{name}.behaviour" for name, file in named.items() if file in files)
            raise BehaviourError(f"{who}: {error}") from error

    def _class(self, name: str, running: Mapping[Path, Loading]) -> type[Seat]:
        """The class of one actor."""
        from sim.bargaining.agents.agents import miscast

        file, _, label = self.codes[name].rpartition(":")
        try:
            found: Any = getattr(running[Path(file).parent].module(Path(file).stem), label, None)
        except (Exception, SystemExit) as error:
            raise BehaviourError(f"actors.{name}.behaviour: {raised(error)}") from error
        wrong = "there is no such class" if found is None else miscast(found, self.roles[name])
        if wrong:
            raise BehaviourError(f"actors.{name}.behaviour: {self.codes[name]}: {wrong}")
        return cast("type[Seat]", found)


def load_agents(scenario: Scenario) -> Behaviours:
    """Who sits in for whom. Runs the files named; ask before you call."""
    return Behaviours(scenario)
