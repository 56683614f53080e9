"""The talks with every number at its median: a picture of the bargaining space, not a replication."""

from __future__ import annotations

from dataclasses import dataclass

from sim.bargaining.luck import Middling
from sim.bargaining.nouns import Array
from sim.bargaining.protocols.mediated.round import take_stock
from sim.bargaining.protocols.mediated.session import Session
from sim.bargaining.record import order
from sim.bargaining.views import judge_all
from sim.scenario.schema import Scenario


@dataclass(frozen=True)
class Typical:
    """The menu in the first round; axes in the order of the scenario file."""

    terms: Array  # [package, issue] option
    utility: Array  # [package, actor]
    value: (
        Array  # [package, party] what counts under the protocol: after distrust and audience cost if mediated
    )
    reservation: Array  # [party]
    named: tuple[str | None, ...]  # [package] the proposal of that name


def typical(scenario: Scenario) -> Typical:
    """Compose the menu of the middling replication."""
    session = Session(scenario, Middling())
    table, menu, seats = session.table, session.menu, session.seats
    take_stock(table, session.luck, 0)
    judge_all(table.talks, table.actor, table.judged)
    size = int(table.talks["packages"])
    actor, party = order(tuple(scenario.actors), seats.actors), order(tuple(scenario.parties), seats.actors)
    judged, seated = menu.judged[:size], table.actor[party]
    plainly = (
        scenario.protocol != "mediated"
    )  # then utility alone counts, and the war only as it is at the start
    return Typical(
        terms=menu.terms[:size][:, order(tuple(scenario.issues), seats.issues)],
        utility=judged["utility"][:, actor],
        value=judged["utility" if plainly else "value"][:, party],
        reservation=seated["war_value" if plainly else "reservation"].copy(),
        named=seats.proposals + (None,) * (size - len(seats.proposals)),
    )
