"""By which rules they bargain, and what only some of these read."""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

from sim.scenario.fields import Block, Name, PlainNotNegative, Share
from sim.scenario.quantities import Fixed

Protocol: TypeAlias = Literal["mediated", "alternating_offers", "challenge"]
PROTOCOLS: tuple[str, ...] = get_args(Protocol)
ALWAYS_DECIDED = ("challenge",)  # under it a decision comes whatever the file says: its share says nothing


class AlternatingOffers(Block):
    """How offers alternate: used by `protocol: alternating_offers`."""

    packages: Literal["all", "menu"] = "all"
    """What can be offered: all packages, or only those that no other betters (all)."""
    order: tuple[Name, ...] = ()
    """All parties, first to last, as their turns come (default: drawn at random)."""
    tolerance: PlainNotNegative = 0.0
    """Utility by which an offer may fall short of a demand, at least 0 (default 0)."""


class Challenge(Block):
    """How actors challenge one another's positions: used by `protocol: challenge`."""

    status_quo: Share = Fixed(1.0)
    """Chance that an actor who is not challenged keeps its position, 0..1 (default 1)."""
