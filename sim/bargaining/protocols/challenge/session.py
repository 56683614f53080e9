"""One replication of the challenge model, a round at a time."""

from __future__ import annotations

from collections.abc import Iterator

from sim.bargaining.protocols import session
from sim.bargaining.protocols.challenge.offers import CAPITULATION, COMPROMISE, CONFRONTATION
from sim.bargaining.protocols.challenge.position_table import empty_arena, nearest, take_positions
from sim.bargaining.protocols.challenge.round import challenge_all, lay_down, note_end
from sim.bargaining.search.valuing import value_plainly
from sim.bargaining.setup.record import Sheet
from sim.bargaining.setup.streams import Luck
from sim.scenario.schema import Scenario

MOVES = {CONFRONTATION: "yields", COMPROMISE: "meets", CAPITULATION: "gives_in"}


class Session(session.Session):
    """The arrays of one replication, everybody at its best options."""

    def __init__(self, scenario: Scenario, luck: Luck, spare: int = 1) -> None:
        super().__init__(scenario, luck, spare)
        self.arena = empty_arena(self.frame)
        options, scale, drawn = self.frame.options, self.frame.scale, self.draw
        take_positions(self.arena, options, scale, drawn.gain, drawn.salience, self.table.actor)

    def step(self) -> None:
        """Play a round on every issue."""
        challenge_all(self.arena, self.talks, self.round, self.frame.rounds)
        self.round += 1
        if self.talks["over"]:
            self.choose_package()

    def moves(self) -> Iterator[tuple[str, str, str, str, str]]:
        """See the base."""
        arena, seats = self.arena, self.seats
        for k, issue in enumerate(seats.issues):
            names = [seats.actors[a] for a in arena.who[k, : arena.size[k]]]
            options = self.scenario.issues[issue].options
            for m, name in enumerate(names):
                if arena.how[k, m]:
                    stands = nearest(self.frame.scale[k], len(options), arena.position[k, m])
                    whom = names[arena.yields_to[k, m]]
                    yield MOVES[int(arena.how[k, m])], name, whom, issue, options[stands]

    def positions(self) -> dict[str, dict[str, float]]:
        """See the base."""
        arena, actors = self.arena, self.seats.actors
        return {
            issue: {actors[arena.who[k, m]]: float(arena.position[k, m]) for m in range(arena.size[k])}
            for k, issue in enumerate(self.seats.issues)
        }

    def appraise(self, row: int, ceasefire: bool) -> None:
        """See the base."""
        value_plainly(self.finals, self.talks, self.table.actor, row)

    def choose_package(self) -> int:
        """The package nearest to the medians as they are."""
        lay_down(self.arena, self.frame.scale, self.finals, self.talks, self.table.actor)
        return int(self.talks["package"])

    def note_end(self, sheet: Sheet) -> None:
        """See the base."""
        note_end(self.arena, self.frame.scale, self.finals, self.table, sheet, 0)
