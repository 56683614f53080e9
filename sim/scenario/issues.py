"""What is negotiated: issues with their options, and what each is worth to whom."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Annotated, Any, TypeAlias

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator, model_validator

from sim.scenario.fields import (
    Block,
    Name,
    NotNegative,
    PlainNumber,
    PlainPositive,
    Real,
    Share,
    Strict,
    Words,
)
from sim.scenario.quantities import Fixed
from sim.scenario.scalars import finite

MOST_OPTIONS = 1000


class Range(Strict):
    """Options that are the numbers of a grid."""

    from_: PlainNumber = Field(alias="from")
    """The first number."""
    to: PlainNumber
    """The last number, above the first."""
    step: PlainPositive
    """From one number to the next; divides the range."""
    unit: Words | None = None
    """What the numbers count, for display."""

    @model_validator(mode="after")
    def _is_a_grid(self) -> Range:
        """Checked before the decimals are computed, which have their own limits."""
        if not self.from_ < self.to:
            raise ValueError(f"`from` {self.from_:g} is not below `to` {self.to:g}")
        if (self.to - self.from_) / self.step >= MOST_OPTIONS:
            raise ValueError(f"there are more than {MOST_OPTIONS:,} options")
        if self.numbers[-1] != Decimal(str(self.to)):
            raise ValueError(f"`step` {self.step:g} does not divide what lies between `from` and `to`")
        return self

    @property
    def numbers(self) -> tuple[Decimal, ...]:
        """The grid, exactly as decimals add up."""
        first, last, step = (Decimal(str(number)) for number in (self.from_, self.to, self.step))
        return tuple(first + i * step for i in range(int((last - first) / step) + 1))

    @property
    def names(self) -> tuple[str, ...]:
        """The grid's numbers as names: 0, 2.5, 5."""
        return tuple(f"{number.normalize() + 0:f}" for number in self.numbers)


def _sampled(written: Any, info: ValidationInfo) -> Any:
    """A curve over a range becomes a list with a value for each option."""
    if not isinstance(written, Mapping):
        return written
    if "range" not in info.data:
        return ()  # the range itself is wrong, and that is said
    grid = info.data["range"]
    if grid is None:
        raise ValueError("a curve needs a `range`; here a list is needed, with a number for each option")
    points = sorted((finite(x), finite(y)) for x, y in written.items())
    if len(dict(points)) < len(points):
        raise ValueError("the curve has two values at one point")
    return [_interpolated(points, float(x)) for x in grid.numbers]


def _interpolated(points: list[tuple[float, float]], x: float) -> float:
    """On the straight line between the points on both sides of x."""
    for (x0, y0), (x1, y1) in pairwise([*points[:1], *points]):
        if x == x1:
            return y1
        if x0 < x < x1:
            return y0 + (y1 - y0) * (x - x0) / (x1 - x0)
    raise ValueError(f"the curve does not reach {x:g}")


def _listed(written: Any) -> Any:
    return (written,) if isinstance(written, str) else written


Row: TypeAlias = tuple[Share, ...]
Curve: TypeAlias = dict[Name, PlainNumber]
Values: TypeAlias = Annotated[Row, BeforeValidator(_sampled, json_schema_input_type=Row | Curve)]
Names: TypeAlias = tuple[Name, ...]
OneOrMore: TypeAlias = Annotated[Names, BeforeValidator(_listed, json_schema_input_type=Name | Names)]


class Topic(Block):
    """What final and ceasefire issues have in common."""

    label: Words | None = None
    """Text to display instead of the name."""
    range: Range | None = None
    """Instead of `options`: a grid of numbers."""
    options: Names = Field((), validate_default=True)
    """What can be agreed, in order."""
    consent: dict[Name, Names] = {}
    """By mediator or backer: the options that need its consent."""

    @field_validator("options")
    @classmethod
    def _grid(cls, options: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        grid = info.data.get("range")
        return options or (grid.names if grid else ())


class Issue(Topic):
    """An issue of the final settlement."""

    weight: dict[Name, NotNegative] = {}
    """By actor: importance, at least 0, made to sum to 1 over the issues (default: 1 for all with values)."""
    value: dict[Name, Values] = Field(min_length=1)
    """By actor: worth of each option, 0 (worst) to 1 (best); with `range` also a curve {number: worth}."""
    salience: dict[Name, Share] = {}
    """Under `protocol: challenge`, by actor: how much it cares, 0..1 (default: weight by its greatest weight)."""
    guards: Row | None = None
    """How far each option protects from being attacked again, 0..1 (default: not at all)."""
    guarantor: Name | None = None
    """The actor whose credibility that protection rests on; with `guards`."""
    protects: OneOrMore = ()
    """The party or parties protected; with `guards`."""


class CeasefireIssue(Topic):
    """An issue of the ceasefire."""

    halts: Row = Field((), validate_default=True)
    """Share of the fighting that each option stops, 0..1 (default 0)."""
    worth: dict[Name, tuple[Real, ...]] = {}
    """By actor: utility of each option, per 30 days of the ceasefire (default 0)."""
    hazard: tuple[NotNegative, ...] = Field((), validate_default=True)
    """Multiplier of the daily hazard of collapse under each option, at least 0 (default 1)."""

    @field_validator("halts", "hazard")
    @classmethod
    def _default(cls, given: tuple[Any, ...], info: ValidationInfo) -> tuple[Any, ...]:
        usual = Fixed(0.0 if info.field_name == "halts" else 1.0)
        return given or (usual,) * len(info.data.get("options", ()))
