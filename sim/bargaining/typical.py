"""The talks with every number at its median: a picture of the bargaining space, not a replication."""

from __future__ import annotations

from dataclasses import dataclass

from sim.bargaining.desk import empty_desk, only
from sim.bargaining.frame import frame as frame_of
from sim.bargaining.frame import seating
from sim.bargaining.luck import Middling
from sim.bargaining.nouns import Array
from sim.bargaining.record import order
from sim.bargaining.rounds import open_round, sit_down
from sim.bargaining.sampling import draw
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
    talks, desk = only(drawn), empty_desk(frame)
    sit_down(frame, talks, desk)
    open_round(frame, talks, desk, 0)
    size = int(desk.now.size)
    actor, party = order(tuple(scenario.actors), seats.actors), order(tuple(scenario.parties), seats.parties)
    return Typical(
        terms=desk.terms[:size][:, order(tuple(scenario.issues), seats.issues)],
        utility=desk.utility[:size][:, actor],
        value=desk.judged["value"][:size][:, party],
        reservation=desk.stance["reservation"][party].copy(),
        named=seats.proposals + (None,) * (size - len(seats.proposals)),
    )
