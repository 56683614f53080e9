"""The peace that a settlement brings."""

from __future__ import annotations

from sim.scenario.fields import Block, Positive
from sim.scenario.lives import Life
from sim.scenario.quantities import Fixed


class PeaceLife(Life):
    """Of a peace. The defaults are those of 368 agreements, 1975-2021: see the model page, formula 15."""

    shape: Positive = Fixed(0.42)
    """Below 1 what has lasted for a while is safer, above 1 it wears out; above 0 (default 0.42)."""
    scale_days: Positive = Fixed(12_500.0)
    """The age that 37 % reach, days, above 0 (default 12500)."""


class Peace(Block):
    """The peace that a settlement brings."""

    life: PeaceLife = PeaceLife()
    """How long it lasts with nobody protected (default: as agreements did in 1975-2021)."""
    guarded_hazard: Positive = Fixed(0.65)
    """Factor on the hazard of its end where all are fully protected, above 0 (default 0.65)."""
