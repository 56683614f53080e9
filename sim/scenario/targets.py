"""What a scenario should agree with: forecasts, polls, things that happened. A file of its own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, TypeAlias

from pydantic import BeforeValidator, Field, ValidationError, model_validator

from sim.scenario.complaints import complaints
from sim.scenario.fields import Date, Name, PlainNotNegative, Strict, Within, Words
from sim.scenario.files import load
from sim.scenario.layers import MARKS
from sim.scenario.places import Place, PlacedTable
from sim.scenario.plain_yaml import dump, parse
from sim.scenario.problems import Problem, ScenarioError, Unreadable
from sim.scenario.scalars import finite, kind
from sim.scenario.spelling import is_quantity

TOLERANCE = 0.02


def _range(written: object) -> tuple[float, float]:
    """One probability as [it, it], or a range of them."""
    ends = written if isinstance(written, list) else [written, written]
    if is_quantity(written) or len(ends) != 2:
        raise ValueError("needs a probability, or two: [lowest, highest]")
    low, high = (finite(end) for end in ends)
    if not 0.0 <= low <= high <= 1.0:
        raise ValueError(f"[{low:g}, {high:g}] is out of range: it must rise and lie in 0..1")
    return low, high


Probability: TypeAlias = Annotated[tuple[float, float], BeforeValidator(_range)]
Tolerance: TypeAlias = Annotated[float, Within(0, 1)]


class TargetsError(ScenarioError):
    """Targets that cannot be used, with everything that is wrong with them."""

    verdict = "cannot be used as targets"


class Target(Strict):
    """How probable something should be."""

    event: Words = "full_ceasefire"
    """What: an event or an outcome, such as full_ceasefire, settlement, zone (full_ceasefire)."""
    after: Date | None = None
    """It happens after this day (default: from the start)."""
    by: Date | None = None
    """It happens by the end of this day (default: by the end of the talks)."""
    given: Words | None = None
    """Only where this other event happens (default: always)."""
    lasts_over: PlainNotNegative | None = None
    """It is still there so many days later; only for full_ceasefire, and given that it came."""
    lasts_under: PlainNotNegative | None = None
    """It ends before so many days; only for full_ceasefire, and given that it came."""
    probability: Probability
    """A number, or [lowest, highest] of several forecasts."""
    tolerance: Tolerance = TOLERANCE
    """How far from it may be agreed with, at least 0 (default 0.02)."""
    note: Words | None = None
    """Where it comes from."""

    @model_validator(mode="after")
    def _makes_sense(self) -> Target:
        if self.after and self.by and self.after >= self.by:
            raise ValueError("`after` is not before `by`")
        if (self.lasts_over is not None or self.lasts_under is not None) and self.event != "full_ceasefire":
            raise ValueError("only a full_ceasefire can last")
        return self

    @property
    def wanted(self) -> tuple[float, float]:
        """The range that is agreed with."""
        low, high = self.probability
        return max(0.0, low - self.tolerance), min(1.0, high + self.tolerance)


class Targets(Strict):
    """Some targets, by name."""

    title: Words | None = None
    """What they are."""
    description: Words | None = None
    """Where they come from."""
    targets: dict[Name, Target] = Field(min_length=1, max_length=50)
    """By name."""


def read_targets(path: Path | str) -> Targets:
    """The targets in a file. Raises TargetsError with all that is wrong."""
    try:
        data = _table(Path(path))
    except Unreadable as error:
        raise TargetsError(str(path), error.problems) from None
    try:
        return Targets.model_validate(data)
    except ValidationError as error:
        raise TargetsError(str(path), complaints(error, data, Targets)) from None


def _table(path: Path) -> PlacedTable:
    source = load(path)
    data = parse(source)
    if isinstance(data, PlacedTable):
        if "targets" not in data and any(mark in data for mark in MARKS):
            message = "this is a scenario, not a file of targets (targets: ...)"
            raise Unreadable(Problem(data.place, "", message))
        return data
    found = "nothing" if data is None else kind(data)
    raise Unreadable(Problem(Place(source), "", f"a file of targets is a table (targets: ...), not {found}"))


def targets_as_yaml(targets: Targets) -> str:
    """The targets as a file that reads back as the same."""
    return dump(json.loads(targets.model_dump_json(exclude_none=True)))
