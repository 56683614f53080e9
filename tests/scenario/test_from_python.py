"""A scenario made, changed and held in Python is checked as a file is, and stays as it is."""

from __future__ import annotations

import copy
import datetime
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from strategies import Data, scenario_data

import sim
from sim.scenario.fields import Strict
from sim.scenario.frozen import Frozen
from sim.scenario.proposals import Proposal
from sim.scenario.quantities import Uniform
from sim.scenario.reading import ScenarioError, resolved
from sim.scenario.schema import Scenario

TALKS: dict[str, Any] = {
    "actors": {"a": {"label": "Ann"}, "b": {}},
    "issues": {"pie": {"options": ["x", "y"], "value": {"a": [0, 1], "b": [1, 0]}}},
    "proposals": {"mine": {"pie": "y"}},
}
STRANGER = {"pie": {"options": ["x", "y"], "value": {"a": [0, 1], "b": [1, 0], "c": [1, 1]}}}
FOUNDING = Path(__file__).parents[2] / "scenarios" / "ceasefire30.yaml"


@pytest.fixture(scope="module")
def founding() -> Scenario:
    return sim.read(FOUNDING)


# --- From a mapping


def test_a_mapping_says_what_a_file_says() -> None:
    scenario = sim.Scenario.from_dict(
        TALKS | {"horizon_days": np.float64(30), "start": datetime.date(2025, 3, 16)}
    )
    assert list(scenario.actors) == ["a", "b"]
    assert (scenario.name, scenario.horizon_days, scenario.start) == (
        "scenario",
        30,
        datetime.date(2025, 3, 16),
    )
    assert scenario.actors["a"].deadline_days.typical == 30  # type: ignore[union-attr]


def test_quantities_and_numbers_of_numpy_are_numbers() -> None:
    actors = {"a": {"outside_value": Uniform(0.1, 0.2)}, "b": {"outside_value": np.float32(0.5)}}
    scenario = sim.Scenario.from_dict(TALKS | {"actors": actors, "round_days": np.int64(3)})
    assert scenario.parties["a"].outside_value == Uniform(0.1, 0.2)
    assert (scenario.parties["b"].outside_value.typical, scenario.round_days) == (0.5, 3)


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (TALKS | {"issues": STRANGER}, r"scenario:\d+:\d+ +issues\.pie\.value\.c: there is no actor c"),
        (TALKS | {"actrs": {}}, "actrs: unknown key; did you mean actors"),
        ({}, "actors: is missing"),
        (TALKS | {"round_days": float("nan")}, "round_days: .nan is not a number"),
        (TALKS | {"round_days": "7"}, "stands in quotes and is text"),
    ],
)
def test_what_is_wrong_with_a_mapping_is_told_with_its_place(data: dict[str, Any], complaint: str) -> None:
    with pytest.raises(ScenarioError, match=complaint):
        sim.Scenario.from_dict(data)


@pytest.mark.parametrize("data", [[1], "talks", TALKS | {"title": object()}, TALKS | {"war": {1, 2}}])
def test_what_no_file_can_say_is_named(data: Any) -> None:
    with pytest.raises(TypeError, match=r"(a mapping with the keys|(title|war): no file can say)"):
        sim.Scenario.from_dict(data)


# --- With changes


def test_a_changed_scenario_is_another_one(founding: Scenario) -> None:
    title = "One: two\n# three"
    changed = founding.with_({"actors.us.credibility": 0.9, "title": title, "actors.us.label": None})
    typed = ["actors.us.credibility=0.9", 'title="One: two\\n# three"', "actors.us.label=null"]
    assert changed == sim.read(FOUNDING, typed)
    assert changed.title == title
    assert founding == sim.read(FOUNDING)
    assert founding.with_({}) == founding


@pytest.mark.parametrize(
    ("path", "value", "complaint"),
    [
        ("actors.us.credibility", 1.5, r"change actors\.us\.credibility=1\.5 .*it must lie in 0\.\.1"),
        ("actors.usa.credibility", 0.5, "there is no usa here; did you mean us"),
        ("issues.land.value.martians", [0, 0, 0, 0, 0], "there is no actor martians"),
        ("", 1, "not of the form path=value"),
    ],
)
def test_what_is_wrong_with_a_change_is_told(
    path: str, value: object, complaint: str, founding: Scenario
) -> None:
    with pytest.raises(ScenarioError, match=complaint):
        founding.with_({path: value})


# --- No way around


@pytest.mark.parametrize(
    "make",
    [
        lambda _: Scenario.model_validate(TALKS),
        lambda _: Scenario(**TALKS),
        lambda _: Scenario.model_construct(**TALKS),
        lambda _: Scenario.model_validate_json("{}"),
        lambda founding: founding.model_copy(update={"title": "x"}),
        lambda founding: founding.copy(update={"title": "x"}),
    ],
)
def test_what_would_skip_the_checks_names_what_does_not(
    make: Callable[[Scenario], object], founding: Scenario
) -> None:
    with pytest.raises(
        TypeError, match=r"sim\.Scenario\.from_dict\(mapping\), and a changed one by scenario\.with_\("
    ):
        make(founding)


# --- Frozen


def held(value: object) -> list[object]:
    """Everything in it."""
    inside = vars(value) if isinstance(value, Strict | Proposal) else value
    parts = (
        list(inside.values())
        if isinstance(inside, dict)
        else inside
        if isinstance(inside, tuple | list)
        else []
    )
    return [value, *(each for part in parts for each in held(part))]


@settings(max_examples=5, deadline=None)
@given(data=scenario_data())
def test_nothing_in_a_scenario_can_be_changed(data: Data) -> None:
    for each in held(sim.Scenario.from_dict(data)):
        assert not isinstance(each, list | set)
        if isinstance(each, dict):
            assert type(each) is Frozen


@pytest.mark.parametrize(
    "change",
    [
        lambda table: table.update(us=1),
        lambda table: table.pop("us"),
        lambda table: table.setdefault("mars", 1),
        lambda table: table.clear(),
        lambda table: table.popitem(),
        lambda table: table.__setitem__("us", 1),
        lambda table: table.__delitem__("us"),
        lambda table: table.__ior__({"us": 1}),
    ],
)
def test_a_table_says_how_to_have_it_otherwise(change: Callable[[Any], object], founding: Scenario) -> None:
    before = resolved(founding)
    for table in (founding.actors, founding.replaced(actors=dict(founding.actors)).actors):
        with pytest.raises(TypeError, match=r"scenario\.with_\("):
            change(table)
    assert resolved(founding) == before


@pytest.mark.parametrize(
    "copied",
    [copy.copy, copy.deepcopy, lambda it: pickle.loads(pickle.dumps(it)), lambda it: it.model_copy()],
)
def test_copies_are_equal_and_as_frozen(copied: Callable[[Scenario], Scenario], founding: Scenario) -> None:
    again = copied(founding)
    assert again == founding
    assert hash(again) == hash(founding)
    assert resolved(again) == resolved(founding)
    assert type(again.actors) is type(again.issues["land"].weight) is Frozen


@pytest.mark.parametrize("file", sorted((FOUNDING.parent).glob("*.yaml")), ids=lambda file: file.stem)
def test_a_scenario_comes_back_from_its_mapping(file: Path) -> None:
    scenario = sim.read(file)
    again = sim.Scenario.from_dict(scenario.to_dict())
    assert again == scenario
    assert hash(again) == hash(scenario)
    assert len({again, scenario, again.with_({"title": "Another"})}) == 2
