"""How long something lasts."""

from __future__ import annotations

from sim.scenario.fields import Block, Positive


class Life(Block):
    """How long something lasts: the chance to last t days is exp(-(t / scale_days) ** shape)."""

    shape: Positive
    scale_days: Positive
