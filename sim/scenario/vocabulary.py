"""What a quarrel is called where people read of it."""

from __future__ import annotations

from sim.scenario.fields import Strict, Words


class Vocabulary(Strict):
    """What the quarrel is called where people read of it. Each key replaces one expression of the report."""

    war: Words = "the war"
    """What goes on while they talk, with its article: the strike (the war)."""
    fighting: Words = "fighting"
    """The doing of it, without an article: picketing (fighting)."""
    fighting_on: Words = "fighting on"
    """To go on with it: staying out (fighting on)."""
    fight: Words = "fight"
    """To do it, behind "would rather": strike (fight)."""
    attacker: Words = "the attacker"
    """The side that gains when the balance rises, with its article: the union (the attacker)."""
    ceasefire: Words = "ceasefire"
    """What halts it for some days, without an article: return to work (ceasefire)."""
    ceasefires: Words | None = None
    """More than one of these: returns to work (default: with an s at the end)."""
