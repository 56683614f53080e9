"""What can be agreed on an issue: short names for files and tables, and labels for people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Self

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from sim.scenario.fields import ANY_NAME, Name
from sim.scenario.frozen import Frozen


class Options(tuple[str, ...]):
    """The names of the options, in order. `labels` has those that are shown otherwise than by their name."""

    labels: Mapping[str, str]

    def __new__(cls, names: Iterable[str] = (), labels: Mapping[str, str] | None = None) -> Self:
        self = super().__new__(cls, names)
        self.labels = Frozen(labels or {})
        return self

    def __getnewargs__(self) -> tuple[Any, ...]:
        return tuple(self), dict(self.labels)

    def __eq__(self, other: object) -> bool:
        return super().__eq__(other) is True and self.labels == getattr(other, "labels", {})

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = tuple.__hash__

    @property
    def written(self) -> list[str] | dict[str, str]:
        """As in a file: a list of names, or each name with its label. A label like the name is none."""
        return {name: self.labels.get(name, name) for name in self} if self.labels else list(self)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_wrap_validator_function(_options, handler(tuple[Name, ...]))

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """A list of names, or a table of labels."""
        listed = handler(core_schema.list_schema(core_schema.any_schema())) | {"items": ANY_NAME}
        return {"anyOf": [listed, {"type": "object", "additionalProperties": {"type": "string"}}]}


def _options(written: object, names: Callable[[object], tuple[str, ...]]) -> Options:
    """A label that is no text is told elsewhere, at its place."""
    if isinstance(written, Options):
        return written
    labels = written if isinstance(written, Mapping) else {}
    known = names(list(labels) if labels else written)
    return Options(known, {str(name): str(label) for name, label in labels.items() if label != name})
