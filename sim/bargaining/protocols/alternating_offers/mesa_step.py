"""One offer, the agents of Mesa deciding: the order of turns.play_offer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sim.bargaining.protocols.alternating_offers.turns import agree, lets_pass, pass_turn, signs

if TYPE_CHECKING:
    from sim.bargaining.agents.agents import Package
    from sim.bargaining.agents.model import NegotiationModel


def step(model: NegotiationModel) -> None:
    """Play an offer and the answers to it."""
    session: Any = model.session
    model.talks["proposer"] = session.open_turn()
    number = model.tabled()
    session.put_forward(number)
    if number >= 0 and all_sign(model, model.on_menu(model.talks["package"])):
        agree(model.talks)


def all_sign(model: NegotiationModel, package: Package) -> bool:
    """Does everybody sign, in turn, before time is up?"""
    session: Any = model.session
    parties = len(model.seats.parties)
    for _ in range(parties - 1):
        if model.talks["step"] == session.frame.rounds:
            return False
        j = session.open_turn()
        seat = model.at_table[j]
        if not signs(seat.numbers, session.ladders.speaker[j], model.signed(seat, package)):
            return False
        pass_turn(model.talks)
    asked = (seat for seat in model.at_table[parties:] if seat.is_asked(package))
    return all(lets_pass(seat.numbers, model.signed(seat, package)) for seat in asked)
