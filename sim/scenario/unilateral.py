"""A ceasefire that a party declares on its own."""

from __future__ import annotations

from sim.scenario.fields import Block, NotNegative, Positive, Real, Share
from sim.scenario.lives import Life
from sim.scenario.quantities import Fixed


class UnilateralLife(Life):
    """Of a ceasefire of one's own. The defaults are those of 404 that had a term, 1989-2020: see formula 16."""

    shape: Positive = Fixed(0.43)
    """Below 1 what has lasted for a while is safer, above 1 it wears out; above 0 (default 0.43)."""
    scale_days: Positive = Fixed(1060.0)
    """The age that 37 % would reach if none had a term, days, above 0 (default 1060)."""


class Unilateral(Block):
    """A party holds its fire for some days, whatever the others do."""

    rate: NotNegative
    """Occasions for it, per day, at least 0: a feast, a visit, a summit. It takes those that pay."""
    days: Positive
    """For how many days it is declared, above 0."""
    halts: Share = Fixed(0.5)
    """The party's share of all fighting, 0..1 (default 0.5)."""
    gesture: Real = Fixed(0.0)
    """What it is worth to have declared one, however short, utility (default 0)."""
    life: UnilateralLife = UnilateralLife()
    """How long it lasts while it is in force (default: as those of 1989-2020)."""
