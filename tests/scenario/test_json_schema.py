"""The schema helps to write a scenario: it knows every key and its meaning, and lets overlays be short."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from sim.scenario.reading import json_schema

SCHEMA: Any = json_schema()
BLOCKS = {"Scenario": SCHEMA, **SCHEMA["$defs"]}


def parts(schema: Any) -> Iterator[Any]:
    """The schema and all schemas in it."""
    if isinstance(schema, dict):
        yield schema
    for part in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from parts(part)


@pytest.mark.parametrize("block", [name for name in BLOCKS if name != "distribution"])
def test_every_key_has_a_meaning_to_hover_over(block: str) -> None:
    assert all(key_schema["description"] for key_schema in BLOCKS[block]["properties"].values())


@pytest.mark.parametrize("block", BLOCKS)
def test_a_key_that_is_not_known_is_underlined(block: str) -> None:
    assert BLOCKS[block]["additionalProperties"] is False


def test_every_key_can_be_removed_by_null() -> None:
    for name, block in BLOCKS.items():
        if name != "distribution":
            for key, schema in block["properties"].items():
                assert key == "extends" or {"type": "null"} in schema["anyOf"]


def test_only_a_whole_file_must_have_anything() -> None:
    assert SCHEMA["anyOf"] == [{"required": ["extends"]}, {"required": ["actors", "issues"]}]
    scenario = [part for part in parts({**SCHEMA, "anyOf": [], "$defs": {}}) if "required" in part]
    assert scenario == []


def test_numbers_know_their_bounds_and_can_be_distributions() -> None:
    number, distribution, _ = SCHEMA["$defs"]["Party"]["properties"]["reciprocity"]["anyOf"]
    assert number == {"type": "number", "minimum": 0, "maximum": 1}
    assert distribution == {"$ref": "#/$defs/distribution"}


def test_names_may_look_like_numbers_and_truth_values() -> None:
    options = SCHEMA["$defs"]["Issue"]["properties"]["options"]["anyOf"][0]
    assert options["items"]["type"] == ["string", "number", "boolean"]


def test_the_words_for_a_concession_are_offered() -> None:
    assert {"enum": ["boulware", "linear", "conceder", "screening"]} in SCHEMA["$defs"]["Party"][
        "properties"
    ]["concession"]["anyOf"]


def test_every_reference_leads_somewhere() -> None:
    references = {part["$ref"] for part in parts(SCHEMA) if "$ref" in part}
    assert {reference.rpartition("/")[2] for reference in references} <= set(SCHEMA["$defs"])
