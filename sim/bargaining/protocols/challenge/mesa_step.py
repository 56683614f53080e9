"""One round of the challenge model, Mesa looking on: nobody tables or answers what an agent could decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sim.bargaining.agents.model import NegotiationModel


def step(model: NegotiationModel) -> None:
    """Play a round."""
    model.session.step()
