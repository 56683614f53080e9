"""The talks with every number at its median: a picture of the bargaining space, not a replication."""

from __future__ import annotations

from dataclasses import dataclass

from sim.bargaining.frame import frame as frame_of
from sim.bargaining.frame import seating
from sim.bargaining.luck import Middling
from sim.bargaining.menu import compose_truces
from sim.bargaining.nouns import Array
from sim.bargaining.record import order
from sim.bargaining.rounds import sit_down, take_stock
from sim.bargaining.sampling import draw
from sim.bargaining.seats import empty_menu, finals_of, only, table_of, truces_of
from sim.scenario.schema import Scenario


@dataclass(frozen=True)
class Typical:
    """The menu in the first round; axes in the order of the scenario file."""

    terms: Array  # [package, issue] option
    utility: Array  # [package, actor]
    value: Array  # [package, party] as perceived: after distrust and audience cost
    reservation: Array  # [party]
    named: tuple[str | None, ...]  # [package] the proposal of that name


def typical(scenario: Scenario) -> Typical:
    """Compose the menu of the middling replication."""
    frame, seats = frame_of(scenario), seating(scenario)
    drawn, _ = draw(scenario, frame.rounds, Middling())
    middling, menu = only(drawn), empty_menu(frame)
    table = table_of(middling, menu)
    sit_down(finals_of(frame, middling, menu), table.talks, table.actor)
    compose_truces(truces_of(frame, middling, menu), table.talks, table.actor)
    take_stock(table, middling.luck[0], 0)
    size = int(table.talks["size"])
    actor, party = order(tuple(scenario.actors), seats.actors), order(tuple(scenario.parties), seats.actors)
    return Typical(
        terms=menu.terms[:size][:, order(tuple(scenario.issues), seats.issues)],
        utility=menu.judged["utility"][:size][:, actor],
        value=menu.judged["value"][:size][:, party],
        reservation=table.actor["reservation"][party].copy(),
        named=seats.proposals + (None,) * (size - len(seats.proposals)),
    )
