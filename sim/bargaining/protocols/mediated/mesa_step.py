"""One round of the mediated protocol, the agents of Mesa deciding: the order of round.talk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sim.bargaining.protocols.mediated.round import (
    close_package,
    close_text,
    close_truce,
    may_table_final,
    opening_or,
    take_stock,
    weigh_pauses,
)
from sim.bargaining.rules.ceasefire import may_table_truce
from sim.bargaining.rules.tabling import text_due

if TYPE_CHECKING:
    from sim.bargaining.agents.model import NegotiationModel


def step(model: NegotiationModel) -> None:
    """Play one round."""
    session: Any = model.session
    talks = model.talks
    session.open_round()
    number = text_due(talks)
    take_stock(model.table, session.draw.luck, number)
    if number >= 0 and may_table_final(talks):
        chosen = model.tabled()
        talks["package"] = opening_or(talks["opening"], number, chosen)
    if talks["package"] >= 0:
        model.ask(model.package(talks["package"]))
        close_package(model.table)
    if not talks["over"]:
        step_ceasefire(model, number)
    session.close_round()


def step_ceasefire(model: NegotiationModel, number: int) -> None:
    """The second half of a round."""
    session: Any = model.session
    talks = model.talks
    weigh_pauses(model.table)
    if number >= 0 and may_table_truce(talks):
        chosen = model.tabled(ceasefire=True)
        talks["pause_package"] = opening_or(talks["truce_opening"], number, chosen)
    if talks["pause_package"] >= 0:
        model.ask(model.package(talks["pause_package"], ceasefire=True))
        close_truce(model.table, session.draw.luck)
    if number >= 0:
        close_text(model.table)
