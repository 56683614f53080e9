"""Camps inside a party, each with preferences of its own: the second of two levels, at the table already."""

from __future__ import annotations

from sim.scenario.fields import Positive, Share
from sim.scenario.quantities import Fixed
from sim.scenario.ratifying import Opinion


class Faction(Opinion):
    """A camp inside a party: a wing, a coalition partner, the generals."""

    say: Positive = Fixed(1.0)
    """Weight of its say beside that of the other factions, above 0 (default 1)."""
    floor: Share = Fixed(0.0)
    """With `decision: veto` or `majority`: utility, by its own weights and values, that it needs, 0..1 (default 0)."""
