"""Packages with a name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from sim.scenario.fields import ANY_NAME, Name, Words
from sim.scenario.frozen import Frozen
from sim.scenario.quantities import REASONS, Basis

OWN = ("label", *REASONS)  # what of a proposal is about no issue


@dataclass(frozen=True)
class Proposal(Mapping[str, str]):
    """A named package: the option on every issue. In the file its label, basis and note stand among the issues."""

    terms: Mapping[str, str]  # issue: option
    basis: Basis | None = None
    note: str | None = None
    label: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "terms", Frozen(self.terms))

    def __getitem__(self, issue: str) -> str:
        return self.terms[issue]

    def __iter__(self) -> Iterator[str]:
        return iter(self.terms)

    def __len__(self) -> int:
        return len(self.terms)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """A table of names in which some keys mean something else."""
        own = {"label": handler(Words | None), "basis": handler(Basis | None), "note": handler(Words | None)}
        return core_schema.no_info_after_validator_function(
            _proposal,
            core_schema.typed_dict_schema(
                {key: core_schema.typed_dict_field(kind, required=False) for key, kind in own.items()},
                extras_schema=handler(Name),
                extra_behavior="allow",
            ),
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Pydantic tells of the names only since 2.12."""
        return {**handler(schema), "additionalProperties": ANY_NAME}


def _proposal(written: dict[str, Any]) -> Proposal:
    terms = {str(issue): option for issue, option in written.items() if issue not in OWN}
    return Proposal(terms, written.get("basis"), written.get("note"), written.get("label"))
