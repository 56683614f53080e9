"""What a scenario may be compared with: cases like it, and in how many of them it happened."""

from __future__ import annotations

from typing import Literal, TypeAlias

from pydantic import Field, model_validator

from sim.scenario.base_rates import CLASSES, Rate
from sim.scenario.fields import PlainNotNegative, PlainPositive, Strict, Words

Class: TypeAlias = Literal[
    "civil_war", "civil_war_talks", "interstate_war", "long_war", "mediated_crisis", "unmediated_crisis"
]
Event: TypeAlias = Literal["settlement", "full_ceasefire", "any_ceasefire", "full_ceasefire_or_settlement"]
OWN = ("cases", "of", "within_days", "source")


class Reference(Strict):
    """Comparable cases: a class that has been counted, or a count of your own. Nothing that is played depends on it."""

    class_: Class | None = Field(None, alias="class")
    """A class that is known; instead of all that follows."""
    cases: PlainNotNegative | None = None
    """In how many cases it happened, a whole number."""
    of: PlainPositive | None = None
    """Of how many, a whole number."""
    within_days: PlainPositive | None = None
    """Within how many days, above 0."""
    outcome: Event | None = None
    """What happened in them (default settlement)."""
    whose: Words | None = None
    """What kind of cases: strikes in ports (default: comparable cases)."""
    source: Words | None = None
    """Where the count comes from; needed with one of your own."""

    @model_validator(mode="after")
    def _is_one_of_two(self) -> Reference:
        given = [key for key in (*OWN, "outcome", "whose") if getattr(self, key) is not None]
        missing = [key for key in OWN if getattr(self, key) is None]
        if self.class_ and given:
            raise ValueError(f"`class` says all of it: remove {_listed(given)}")
        if not self.class_ and missing:
            raise ValueError(f"{_listed(missing)} missing; or name a `class`")
        return self

    @model_validator(mode="after")
    def _counts(self) -> Reference:
        if self.cases is not None and self.of is not None:
            if not (self.cases.is_integer() and self.of.is_integer()):
                raise ValueError("`cases` and `of` count: they must be whole numbers")
            if self.cases > self.of:
                raise ValueError(f"{self.cases:.0f} cases of {self.of:.0f}: `cases` are some of `of`")
        return self

    @property
    def rates(self) -> tuple[Rate, ...]:
        """How often what happened in these cases."""
        if self.class_:
            return CLASSES[self.class_]
        # None of these is missing: that was checked.
        window = (self.within_days or 0.0, int(self.cases or 0), int(self.of or 0))
        whose, source = self.whose or "comparable cases", self.source or ""
        return (Rate(self.outcome or "settlement", whose, source, (window,)),)


def _listed(keys: list[str]) -> str:
    return ", ".join(f"`{key}`" for key in keys)
