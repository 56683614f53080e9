"""The war that goes on while they talk."""

from __future__ import annotations

import math

from pydantic import field_validator, model_validator

from sim.scenario.fields import Block, LogOdds, Name, NotNegative, Positive, Real, Share, Within
from sim.scenario.quantities import Choice, Fixed, Quantity


class War(Block):
    """What is fought on with if nobody signs: the moving outside option."""

    balance: LogOdds | None = None
    """Log-odds that the attacker would in the end impose its terms, -4..4 (default 0)."""
    win_probability: Share | None = None
    """The same as a probability, 0..1 (a known one 0.018..0.982)."""
    drift: Real = Fixed(0.0)
    """Momentum towards the attacker, log-odds per day (default 0)."""
    noise: NotNegative = Fixed(0.02)
    """Luck, log-odds per square root of a day, at least 0 (default 0.02)."""
    days_left: Positive = Fixed(730.0)
    """Expected further war if nothing is signed, days, above 0 (default 730)."""
    learning_days: Positive = Fixed(365.0)
    """Days of fighting that halve optimism, above 0 (default 365)."""
    if_attacker_wins: Name
    """The proposal that the attacker would impose."""
    if_defender_wins: Name
    """The proposal that the defender would impose."""

    @model_validator(mode="after")
    def _balance_is_set(self) -> War:
        """A known probability becomes log-odds; an uncertain one is converted when it has been drawn."""
        chance = self.win_probability
        if chance is None and self.balance is None:
            return self.replaced(balance=Fixed(0.0))
        if isinstance(chance, Fixed):
            odds = Fixed(math.log(chance.value / (1 - chance.value)), basis=chance.basis, note=chance.note)
            return self.replaced(balance=odds, win_probability=None)
        return self

    @field_validator("win_probability")
    @classmethod
    def _has_log_odds(cls, chance: Quantity | None) -> Quantity | None:
        """What may be certain defeat or victory has no log-odds."""
        if isinstance(chance, (Fixed, Choice)):
            Within(0.018, 0.982).quantity(chance)
        return chance
