"""YAML to Scenario: every problem at once, each with its place."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from sim.scenario.checks import misfits
from sim.scenario.complaints import complaints
from sim.scenario.draft import Draft, Spot
from sim.scenario.json_schema import json_schema
from sim.scenario.layers import layered
from sim.scenario.merging import with_entry
from sim.scenario.numbers import Number, numbers
from sim.scenario.places import Place, Table, Text
from sim.scenario.problems import Problem, ScenarioError, Unreadable
from sim.scenario.schema import Scenario
from sim.scenario.writing import resolved

__all__ = ["Number", "Problem", "Scenario", "ScenarioError", "json_schema", "numbers", "read", "resolved"]


def read(path: Path | str, overrides: Sequence[str] = ()) -> Scenario:
    """The scenario in a file, with `actors.us.credibility=0.9` and the like set over it.

    Raises ScenarioError with all that is wrong.
    """
    try:
        data, problems = layered(Path(path), overrides)
    except Unreadable as error:
        raise ScenarioError(str(path), error.problems) from None
    scenario, flaws = _checked(_named(data, Path(path)))
    if problems or flaws or scenario is None:
        found = sorted([*problems, *flaws], key=lambda problem: problem.order(str(path)))
        raise ScenarioError(str(path), found)
    return scenario


def _named(data: Table, path: Path) -> Table:
    """Without a name of its own the scenario is called like its file."""
    return data if "name" in data else with_entry(data, Text("name", data.place), Text(path.stem, data.place))


def _checked(data: Table) -> tuple[Scenario | None, list[Problem]]:
    """The scenario, if its fields are right, and all that is wrong with it."""
    flaws = misfits(Draft(Spot(data, (), Place(data.place.source))))
    try:
        return Scenario.model_validate(data), flaws
    except ValidationError as error:
        return None, [*complaints(error, data), *flaws]
