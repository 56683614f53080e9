"""YAML to Scenario: every problem at once, each with its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from sim.scenario.checks import misfits
from sim.scenario.complaints import complaints
from sim.scenario.draft import Draft, Spot
from sim.scenario.json_schema import json_schema
from sim.scenario.layers import layered, overlaid
from sim.scenario.merging import with_entry
from sim.scenario.numbers import Number, numbers
from sim.scenario.overrides import Setting
from sim.scenario.places import Place, Source, Table, Text
from sim.scenario.plain_yaml import parse
from sim.scenario.problems import Problem, ScenarioError, Unreadable
from sim.scenario.schema import Scenario
from sim.scenario.suggestions import printable
from sim.scenario.writing import resolved

__all__ = [
    "Number",
    "Problem",
    "Scenario",
    "ScenarioError",
    "Variants",
    "json_schema",
    "numbers",
    "read",
    "resolved",
    "variants",
]


def read(path: Path | str, overrides: Sequence[str] = ()) -> Scenario:
    """The scenario in a file, with `actors.us.credibility=0.9` and the like set over it.

    Raises ScenarioError with all that is wrong.
    """
    return variants(path).read(overrides)


@dataclass(frozen=True)
class Variants:
    """A scenario whose files were parsed once, to be read with one thing after another set over it."""

    file: str
    data: Table

    def read(self, overrides: Sequence[str | Setting] = ()) -> Scenario:
        """The scenario with these set over it. Raises ScenarioError with all that is wrong."""
        data, problems = overlaid(self.data, overrides)
        scenario, flaws = _checked(self._named(data))
        if problems or flaws or scenario is None:
            found = sorted([*problems, *flaws], key=lambda problem: problem.order(self.file))
            raise ScenarioError(self.file, found)
        return scenario

    def _named(self, data: Table) -> Table:
        """Without a name of its own the scenario is called like its file."""
        if "name" in data:
            return data
        stem = printable(Path(self.file).stem).strip() or "scenario"
        return with_entry(data, Text("name", data.place), Text(stem, data.place))


def variants(subject: Path | str | Scenario) -> Variants:
    """What is in a scenario file, or in a scenario that was read. Raises ScenarioError if there is no data."""
    if isinstance(subject, Scenario):
        data = parse(Source(subject.name, resolved(subject)))
        assert isinstance(data, Table)
        return Variants(subject.name, data)
    try:
        return Variants(str(subject), layered(Path(subject)))
    except Unreadable as error:
        raise ScenarioError(str(subject), error.problems) from None


def _checked(data: Table) -> tuple[Scenario | None, list[Problem]]:
    """The scenario, if its fields are right, and all that is wrong with it."""
    flaws = misfits(Draft(Spot(data, (), Place(data.place.source))))
    try:
        return Scenario.model_validate(data), flaws
    except ValidationError as error:
        return None, [*complaints(error, data), *flaws]
