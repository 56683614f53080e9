"""The JSON Schema by which editors complete keys, show their meaning and underline mistakes."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from sim.scenario.fields import DISTRIBUTION
from sim.scenario.schema import Scenario

DIALECT = "https://json-schema.org/draft/2020-12/schema"
NUMBER = {"type": "number"}
EXTENDS = {"type": "string", "description": "Another file, relative to this one; say only what differs."}
ALL = {"const": "all", "type": "string"}  # in place of a table
DROPPED = ("required", "minProperties", "minItems", "title", "properties")
RENAMED = {"oneOf": "anyOf"}  # without its role an actor may fit several


def json_schema() -> dict[str, object]:
    """The schema of scenario files.

    Nothing in it is required, and anything may be null: a file that extends another leaves out and removes.
    """
    schema = Scenario.model_json_schema(schema_generator=_WithoutDefaults)
    lenient = _lenient(schema)
    lenient["properties"]["extends"] = EXTENDS
    lenient["properties"]["signatures"]["anyOf"].insert(0, ALL)
    lenient["$defs"][DISTRIBUTION] = _distribution()
    whole = [{"required": ["extends"]}, {"required": schema["required"]}]
    return {"$schema": DIALECT, "anyOf": whole, **lenient}


class _WithoutDefaults(GenerateJsonSchema):
    """The descriptions tell the defaults in the words of a file."""

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])


def _lenient(schema: Any) -> Any:
    """The schema without requirements and titles, with null wherever there is a value."""
    if isinstance(schema, list):
        return [_lenient(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    if schema.get("$comment") == DISTRIBUTION:
        return {"$ref": f"#/$defs/{DISTRIBUTION}"}
    kept = {RENAMED.get(key, key): _lenient(part) for key, part in schema.items() if key not in DROPPED}
    if isinstance(kept.get("additionalProperties"), dict):
        kept["additionalProperties"] = _or_null(kept["additionalProperties"])
    if "properties" in schema:
        kept["properties"] = {key: _or_null(_lenient(part)) for key, part in schema["properties"].items()}
    return kept


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    described = {key: schema[key] for key in ("description",) if key in schema}
    bare = {key: part for key, part in schema.items() if key != "description"}
    choices = [part for part in bare.get("anyOf", [bare]) if part != {"type": "null"}]
    return {"anyOf": [*choices, {"type": "null"}], **described}


def _distribution() -> dict[str, Any]:
    """An uncertain number."""
    choices = {"type": "object", "additionalProperties": NUMBER}
    forms = {
        "value": {**NUMBER, "description": "A known number."},
        "uniform": {**_numbers(2), "description": "[low, high]: anything between, all alike."},
        "triangular": {**_numbers(3), "description": "[lowest, most likely, highest]."},
        "normal": {**_table("mean", "sd"), "description": "{mean, sd, low, high}: the bell, cut off."},
        "beta": {"anyOf": [_numbers(2), _table("a", "b")], "description": "[a, b] or {a, b, low, high}."},
        "choice": {**choices, "description": "{value: probability, ...}"},
        "quantiles": {**choices, "description": "{share of probability: value, ...}, from 0 to 1."},
    }
    leaning = {
        "highest_of": {**NUMBER, "minimum": 1, "description": "The highest of so many draws."},
        "lowest_of": {**NUMBER, "minimum": 1, "description": "The lowest of so many draws."},
    }
    reasons = {
        "basis": {"enum": ["source", "calibrated", "assumed"], "description": "What the number rests on."},
        "note": {"type": "string", "description": "Why this number."},
    }
    one_form = {"oneOf": [{"required": [form]} for form in forms]}
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": forms | leaning | reasons,
        **one_form,
    }


def _numbers(count: int) -> dict[str, Any]:
    return {"type": "array", "items": NUMBER, "minItems": count, "maxItems": count}


def _table(*required: str) -> dict[str, Any]:
    keys = {"properties": dict.fromkeys((*required, "low", "high"), NUMBER), "required": list(required)}
    return {"type": "object", "additionalProperties": False, **keys}
