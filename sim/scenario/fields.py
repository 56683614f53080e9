"""The kinds of fields that a scenario has: names, plain numbers, quantities within bounds."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Self, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, GetCoreSchemaHandler, WithJsonSchema
from pydantic_core import CoreSchema, core_schema

from sim.scenario import spelling
from sim.scenario.dates import date
from sim.scenario.frozen import Frozen
from sim.scenario.places import Text
from sim.scenario.quantities import Basis, Quantity
from sim.scenario.scalars import NO_NUMBER, needed, number, words
from sim.scenario.suggestions import remedy, shown

DISTRIBUTION = "distribution"  # in the JSON Schema, where the reference to its definition will stand


def _name(written: object) -> str:
    if isinstance(written, (list, Mapping)) or str(written) == "":
        raise ValueError(needed("a name", written))
    return str(written)


def located_code(written: object) -> str:
    """A file beside the scenario and a class in it; absolute, so that a resolved scenario finds it."""
    file, _, label = words(written).rpartition(":")
    if not (file.endswith(".py") and label.isidentifier()):
        raise ValueError(needed("a Python file and a class (my_agents.py:Stubborn)", written))
    beside = Path(written.place.source.name).parent if isinstance(written, Text) else Path()
    named = f"{(beside / file).resolve().as_posix()}:{label}"
    if not named.isprintable():  # it is kept as text, and told
        raise ValueError(f"{shown(named)} has a folder whose name is no text")
    return named


def date_or_number(written: object) -> datetime.date | Quantity:
    """A date, or a number of days that may be uncertain."""
    if isinstance(written, datetime.date) or (isinstance(written, str) and written.count("-") == 2):
        return date(written)
    return Within(0).quantity(written)


def truth(written: object) -> bool:
    """Yes or no."""
    if str(written).lower() not in ("true", "false"):
        raise ValueError(needed("true or false", written))
    return str(written).lower() == "true"


# YAML lets names look like numbers (2022) and truth values (no); they stay the names that they are.
ANY_NAME: dict[str, Any] = {"type": ["string", "number", "boolean"]}
Name: TypeAlias = Annotated[str, BeforeValidator(_name), WithJsonSchema(ANY_NAME)]
Words: TypeAlias = Annotated[str, BeforeValidator(words)]
Code: TypeAlias = Annotated[str, BeforeValidator(located_code), WithJsonSchema({"type": "string"})]
Date: TypeAlias = Annotated[datetime.date, BeforeValidator(date)]


@dataclass(frozen=True)
class Within:
    """A quantity, or a plain number, that can only lie between two bounds."""

    low: float = -math.inf
    high: float = math.inf
    above: bool = False  # low itself is not allowed
    endless: bool = False  # may be infinite
    words: Mapping[str, float | Quantity] | None = field(default=None, hash=False)  # that stand for numbers

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.plain if source is float else self.quantity)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: Any) -> dict[str, Any]:
        plain = self._plain_schema()
        if schema["function"]["function"] == self.plain:
            return plain
        words: list[dict[str, Any]] = [{"enum": list(self.words)}] if self.words else []
        return {"anyOf": [plain, *words, {"$comment": DISTRIBUTION}]}

    def _plain_schema(self) -> dict[str, Any]:
        bounds = {"exclusiveMinimum" if self.above else "minimum": self.low, "maximum": self.high}
        return {"type": "number"} | {key: bound for key, bound in bounds.items() if math.isfinite(bound)}

    def quantity(self, written: object) -> Quantity:
        """The quantity written, refused if any of it lies outside the bounds."""
        if isinstance(written, str) and self.words:
            written = self._number_for(written, self.words)
        with self._told():
            found = written if isinstance(written, Quantity) else spelling.quantity(written)
        self._check(*found.support)
        return found

    def plain(self, written: object) -> float:
        """The number written, refused if it lies outside the bounds."""
        if spelling.is_quantity(written):
            raise ValueError("this must be a plain number, not a distribution")
        with self._told():
            value = number(written)
        self._check(value, value)
        return value

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What is no number at all is told what it must be, where that is not just any number."""
        try:
            yield
        except ValueError as error:
            bounded = str(error).endswith(NO_NUMBER) and (math.isfinite(self.low) or math.isfinite(self.high))
            raise ValueError(f"{error}; it must {self}" if bounded else str(error)) from None

    def _number_for(self, written: str, words: Mapping[str, float | Quantity]) -> float | Quantity:
        """The number that a word stands for."""
        try:
            return words[written] if written in words else number(written)
        except ValueError as error:
            raise ValueError(f"{error}; {remedy(written, words)}") from None

    def _check(self, lowest: float, highest: float) -> None:
        fixed = lowest == highest
        too_low = lowest <= self.low if self.above else lowest < self.low
        if too_low or highest > self.high:
            found = f"{lowest:g}" if fixed else f"[{lowest:g}, {highest:g}]"
            cut = "" if fixed or math.isfinite(highest - lowest) else "; cut it off with `low` and `high`"
            raise ValueError(f"{found} is out of range: it must {self}{cut}")
        if fixed and math.isinf(lowest) and not self.endless:
            raise ValueError("it must be finite")

    def __str__(self) -> str:
        if math.isinf(self.high):
            return f"be {'above' if self.above else 'at least'} {self.low:g}"
        return f"lie in {self.low:g}..{self.high:g}"


Real: TypeAlias = Annotated[Quantity, Within()]
Share: TypeAlias = Annotated[Quantity, Within(0, 1)]
Lean: TypeAlias = Annotated[Quantity, Within(-1, 1)]
NotNegative: TypeAlias = Annotated[Quantity, Within(0)]
Positive: TypeAlias = Annotated[Quantity, Within(0, above=True)]
LogOdds: TypeAlias = Annotated[Quantity, Within(-4, 4)]
PlainNumber: TypeAlias = Annotated[float, Within()]
PlainNotNegative: TypeAlias = Annotated[float, Within(0)]
PlainPositive: TypeAlias = Annotated[float, Within(0, above=True)]


class Strict(BaseModel):
    """A table with known keys only."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    def model_post_init(self, _: Any) -> None:
        """What a table holds stays as it is, too."""
        vars(self).update(_frozen(vars(self)))

    def replaced(self, **fields: Any) -> Self:
        """The same with other values in some fields. Nothing is checked: the caller knows."""
        return super().model_copy(update=_frozen(fields))


def _frozen(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: Frozen(_frozen(value)) if type(value) is dict else value for name, value in fields.items()}


class Block(Strict):
    """A part of a scenario file. What it rests on is inherited by the numbers in it that do not say."""

    basis: Basis | None = None
    """What the numbers of this block rest on: source, calibrated or assumed."""
    note: Words | None = None
    """Why, in words."""
