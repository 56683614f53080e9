"""The scenarios named on the command line: nothing else is served."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sim.allowing import agents_of
from sim.bargaining.agents.behaviour import behaviours
from sim.bargaining.agents.casting import Agents
from sim.report import wording
from sim.scenario.reading import Variants, read, variants
from sim.scenario.schema import Scenario


class Refused(Exception):
    """What a link asks and cannot have, in one sentence."""


@dataclass(frozen=True)
class Subject:
    """A scenario as its file has it, parsed once."""

    name: str  # unlike that of any other
    file: Path
    base: Scenario
    agents: Agents
    allow_code: bool
    data: Variants

    @property
    def title(self) -> str:
        """What it calls itself."""
        return wording.title(self.base)

    def changed(self, settings: Sequence[str]) -> Scenario:
        """With these set over it. Raises ScenarioError, and Refused for code: that is read before it is run."""
        found = self.data.read(settings) if settings else self.base
        if behaviours(found) != behaviours(self.base):
            raise Refused("Python code cannot be named in a link: only a file on the command line can")
        return found


def subjects(files: Sequence[Path], allow_code: bool) -> dict[str, Subject]:
    """By name, in the order given. Raises ScenarioError, and CodeNotAllowed."""
    found: dict[str, Subject] = {}
    for file in files:
        base = read(file)
        names = (file.stem if k == 1 else f"{file.stem}-{k}" for k in range(1, len(files) + 1))
        name = next(name for name in names if name not in found)
        agents = agents_of(base, allow_code)
        found[name] = Subject(name, file, base, agents, allow_code, variants(file))
    return found
