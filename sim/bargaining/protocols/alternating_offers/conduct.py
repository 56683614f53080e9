"""One offer, the agents of Mesa deciding: the order of turns.play_offer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sim.bargaining.nouns import NO
from sim.bargaining.protocols.alternating_offers.turns import agree, answer, open_turn, put_forward

if TYPE_CHECKING:
    from sim.bargaining.model import NegotiationModel


def step(model: NegotiationModel) -> None:
    """Play an offer and the answers to it."""
    session: Any = model.session
    talks = model.talks
    talks["proposer"] = next_speaker(model)
    package = model.proposer.propose()
    row = -1 if package is None else package.number
    put_forward(session.ladders, session.finals, talks, model.table.actor, talks["proposer"], row)
    session.round += 1
    if package is not None and all_sign(model, package.number):
        agree(talks)


def next_speaker(model: NegotiationModel) -> int:
    """Whose turn it is."""
    session: Any = model.session
    return int(open_turn(session.ladders, session.draw.whim, model.talks, model.table.actor))


def all_sign(model: NegotiationModel, row: int) -> bool:
    """Does everybody sign, in turn, before time is up?"""
    session: Any = model.session
    parties = len(model.seats.parties)
    for _ in range(parties - 1):
        if model.talks["turns"] == session.last or not signs(model, next_speaker(model), row):
            return False
        model.talks["turns"] += 1
    asked = [seat.number for seat in model.at_table[parties:] if seat.is_asked(model.on_menu(row))]
    return all(signs(model, number, row) for number in asked)


def signs(model: NegotiationModel, number: int, row: int) -> bool:
    """The answer of the agent in a seat."""
    seat, package = model.at_table[number], model.on_menu(row)
    yes = seat.respond(package)
    answer(seat.numbers, seat.eyes(package), yes, number < len(model.seats.parties))
    return bool(seat.numbers["answer"] != NO)
