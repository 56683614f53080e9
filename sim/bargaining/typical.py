"""The talks with every number at its median: a picture of the bargaining space, not a replication."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.bargaining.choice import named
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
    _, first = np.unique(menu.terms[: table.talks["packages"]], axis=0, return_index=True)
    rows = np.sort(first)  # a named package that matters stands on the menu twice
    actor, party = order(tuple(scenario.actors), seats.actors), order(tuple(scenario.parties), seats.actors)
    judged, seated = menu.judged[rows], table.actor[party]
    plainly = (
        scenario.protocol != "mediated"
    )  # then utility alone counts, and the war only as it is at the start
    return Typical(
        terms=menu.terms[rows][:, order(tuple(scenario.issues), seats.issues)],
        utility=judged["utility"][:, actor],
        value=judged["utility" if plainly else "value"][:, party],
        reservation=seated["war_value" if plainly else "reservation"].copy(),
        named=tuple(named(menu.terms, row, seats.proposals) for row in rows),
    )
