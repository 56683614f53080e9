"""YAML to Scenario: every problem at once, each with its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from sim.scenario.checks import misfits
from sim.scenario.checks.bundles import wrong_bundles
from sim.scenario.complaints import complaints
from sim.scenario.draft import Draft
from sim.scenario.extending import variant_of
from sim.scenario.json_schema import json_schema
from sim.scenario.layers import layers, overlaid
from sim.scenario.merging import with_entry
from sim.scenario.numbers import Number, numbers
from sim.scenario.overrides import Setting, typed_setting
from sim.scenario.places import PlacedTable, Source, Text
from sim.scenario.plain_yaml import dump, in_flow, parse
from sim.scenario.problems import Problem, ScenarioError, Unreadable
from sim.scenario.schema import Scenario
from sim.scenario.suggestions import printable, shown
from sim.scenario.variant import Variant
from sim.scenario.writing import as_written, resolved

__all__ = [
    "Number",
    "Problem",
    "Scenario",
    "ScenarioError",
    "Variants",
    "changed",
    "json_schema",
    "numbers",
    "read",
    "resolved",
    "scenario_of",
    "variants",
]


def read(path: Path | str, overrides: Sequence[str] = ()) -> Scenario:
    """The scenario in a file.

    Parameters
    ----------
    path : path
        A YAML file; what it `extends` is read with it.
    overrides : sequence of str
        What is set over it: `"actors.us.credibility=0.9"`.

    Returns
    -------
    Scenario
        Complete and checked; nothing in it can be changed in place.

    Raises
    ------
    ScenarioError
        With all that is wrong, each with its place and what is allowed.

    See Also
    --------
    Scenario.from_dict, Scenario.with_ : make scenarios in Python.

    Examples
    --------
    >>> import sim
    >>> sim.read("scenarios/minimal.yaml", ["horizon_days=60"]).horizon_days
    60.0
    """
    return variants(path).read(overrides)


def scenario_of(data: Mapping[str, Any]) -> Scenario:
    """See Scenario.from_dict."""
    if not isinstance(data, Mapping):
        raise TypeError(f"a mapping with the keys of a scenario file is needed, not {shown(repr(data))}")
    table = parse(Source("scenario", dump(as_written(data))))
    assert isinstance(table, PlacedTable)
    return Variants("scenario", table).read()


def changed(scenario: Scenario, changes: Mapping[str, Any]) -> Scenario:
    """See Scenario.with_."""
    try:
        settings = [setting(path, value, "change") for path, value in changes.items()]
    except Unreadable as error:
        raise ScenarioError(scenario.name, error.problems) from None
    return variants(scenario).read(settings)


def setting(path: str, value: object, option: str) -> Setting:
    """What a value of Python at a path sets. Raises Unreadable for no path, TypeError for what no file can say."""
    return typed_setting(f"{path}={in_flow(as_written(value, (path,)))}", option)


@dataclass(frozen=True)
class Variants:
    """A scenario whose files were parsed once, to be read with one thing after another set over it."""

    file: str
    data: PlacedTable
    extended: PlacedTable | None = None  # the scenario that the file extends

    def read(self, overrides: Sequence[str | Setting] = ()) -> Scenario:
        """The scenario with these set over it. Raises ScenarioError with all that is wrong."""
        data, problems = overlaid(self.data, overrides)
        scenario, flaws = _checked(self._named(data))
        if problems or flaws or scenario is None:
            found = sorted([*problems, *flaws], key=lambda problem: problem.order(self.file))
            raise ScenarioError(self.file, found)
        return scenario if self.extended is None else scenario.replaced(variant_of=self.variant)

    @cached_property
    def variant(self) -> Variant | None:
        """What the file changes of the one that it extends; nothing where one of them is no scenario."""
        if self.extended is None:
            return None
        file = self.extended.place.source.name
        base, flaws = _checked(self._named(self.extended, file))
        scenario, more = _checked(self._named(self.data))
        if base is None or scenario is None or flaws or more:
            return None
        return variant_of(base, printable(base.title or base.name), scenario)

    def _named(self, data: PlacedTable, file: str | None = None) -> PlacedTable:
        """Without a name of its own the scenario is called like its file."""
        if "name" in data:
            return data
        stem = printable(Path(file or self.file).stem).strip() or "scenario"
        return with_entry(data, Text("name", data.place), Text(stem, data.place))


def variants(subject: Path | str | Scenario) -> Variants:
    """What is in a scenario file, or in a scenario that was read. Raises ScenarioError if there is no data."""
    if isinstance(subject, Scenario):
        data = parse(Source(subject.name, resolved(subject)))
        assert isinstance(data, PlacedTable)
        return Variants(subject.name, data)
    try:
        return Variants(str(subject), *layers(Path(subject)))
    except Unreadable as error:
        raise ScenarioError(str(subject), error.problems) from None


NOT_THERE = "there is no "  # issue, or actor, of that name: what stands behind it matters no more


def _checked(data: PlacedTable) -> tuple[Scenario | None, list[Problem]]:
    """The scenario, if its fields are right, and all that is wrong with it."""
    draft = Draft.of(data)
    flaws = misfits(draft)
    try:
        scenario = Scenario.model_validate(data)
    except ValidationError as error:
        unknown = {flaw.path for flaw in flaws if flaw.message.startswith(NOT_THERE)}
        return None, [*(told for told in complaints(error, data) if told.path not in unknown), *flaws]
    return scenario, [*flaws, *wrong_bundles(scenario, draft)]
