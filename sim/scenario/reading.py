"""YAML to Scenario: every problem at once, each with its place."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sim.scenario.places import Place, Source, Table, Text
from sim.scenario.plain_yaml import Unreadable, parse
from sim.scenario.problems import Problem, ScenarioError
from sim.scenario.schema import Scenario


def read(path: Path | str, overrides: Sequence[str] = ()) -> Scenario:
    """The scenario in a file, with `actors.us.credibility=0.9` and the like set over it."""
    source = Source(str(path), Path(path).read_text("utf-8"))
    data = parse(source)
    assert isinstance(data, Table)
    data.setdefault(Text("name", data.place), Text(Path(path).stem, data.place))
    return Scenario.model_validate(data)
