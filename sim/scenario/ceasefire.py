"""The ceasefire that can be agreed on the way."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from sim.scenario.fields import Block, Name, NotNegative, Positive, Share, Within
from sim.scenario.issues import CeasefireIssue
from sim.scenario.links import CeasefireLink
from sim.scenario.lives import Life
from sim.scenario.proposals import Proposal
from sim.scenario.quantities import Fixed, Quantity


class CeasefireLife(Life):
    """Of a ceasefire. The defaults are those of 780 ceasefires, 1989-2020: see the model page, formula 13."""

    shape: Positive = Fixed(0.28)
    """Below 1 what has lasted for a while is safer, above 1 it wears out; above 0 (default 0.28)."""
    scale_days: Positive = Fixed(230.0)
    """The age that 37 % reach, days, above 0 (default 230)."""


class Ceasefire(Block):
    """A smaller package about stopping the fighting for some days."""

    days: Positive = Fixed(30.0)
    """Length, days, above 0 (default 30)."""
    max_extensions: NotNegative = Fixed(12.0)
    """How often it can be extended, at least 0 (default 12)."""
    cooldown_days: NotNegative = Fixed(30.0)
    """Days after the end of one before the next is talked about, at least 0 (default 30)."""
    life: CeasefireLife | None = None
    """How long it lasts while it is in force (default: as ceasefires did in 1989-2020)."""
    hazard_per_day: Share | None = None
    """Instead of `life`: a chance of collapse that is the same on all days, 0..1."""
    temptation: Annotated[Quantity, Within(0, 200)] = Fixed(0.0)
    """How much what it gives to the party worst off lowers its hazard, per utility, 0..200 (default 0)."""
    issues: dict[Name, CeasefireIssue] = Field(min_length=1)
    """What the ceasefire is about."""
    links: tuple[CeasefireLink, ...] = ()
    """What its options are worth together, exclude or require."""
    proposals: dict[Name, Proposal] = {}
    """Named ceasefire packages."""
    opening: Name | None = None
    """The ceasefire proposal tabled first (default none)."""

    @model_validator(mode="after")
    def _has_one_life(self) -> Ceasefire:
        if self.life and self.hazard_per_day:
            raise ValueError("`life` and `hazard_per_day` say the same; one will do")
        return self if self.life or self.hazard_per_day else self.replaced(life=CeasefireLife())
