"""One round of the mediated protocol, the agents of Mesa deciding: the order of round.talk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sim.bargaining.protocols.mediated.round import (
    close_package,
    close_round,
    close_truce,
    may_table_final,
    opening_or,
    take_stock,
    weigh_pauses,
)
from sim.bargaining.rules.ceasefire import may_table_truce
from sim.bargaining.rules.life import watch_truce

if TYPE_CHECKING:
    from sim.bargaining.agents.model import NegotiationModel


def step(model: NegotiationModel) -> None:
    """Play one round."""
    session: Any = model.session
    talks = model.talks
    session.open_round()
    take_stock(model.table, session.luck, session.round)
    if may_table_final(talks):
        chosen = model.tabled()
        talks["package"] = opening_or(talks["opening"], session.round, chosen)
    if talks["package"] >= 0:
        model.ask(model.package(talks["package"]))
        close_package(model.table)
    if not talks["over"]:
        step_ceasefire(model)
    session.close_round()


def step_ceasefire(model: NegotiationModel) -> None:
    """The second half of a round."""
    session: Any = model.session
    talks = model.talks
    weigh_pauses(model.table)
    watch_truce(model.table)
    if may_table_truce(talks):
        chosen = model.tabled(ceasefire=True)
        talks["pause_package"] = opening_or(talks["truce_opening"], session.round, chosen)
    if talks["pause_package"] >= 0:
        model.ask(model.package(talks["pause_package"], ceasefire=True))
        close_truce(model.table, session.draw.luck)
    close_round(talks, model.table.actor, model.table.lever)
