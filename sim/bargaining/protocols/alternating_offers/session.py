"""One replication of alternating offers, an offer at a time."""

from __future__ import annotations

from sim.bargaining import session
from sim.bargaining.luck import Luck
from sim.bargaining.nouns import MICRO
from sim.bargaining.protocols.alternating_offers.packages import look
from sim.bargaining.protocols.alternating_offers.room import empty_ladders
from sim.bargaining.protocols.alternating_offers.turns import choose_offer, note_end, play_offer, take_turns
from sim.bargaining.record import Sheet
from sim.scenario.schema import Scenario


class Session(session.Session):
    """The arrays of one replication, everybody's packages sorted. `round` counts offers."""

    def __init__(self, scenario: Scenario, luck: Luck, spare: int = 1) -> None:
        super().__init__(scenario, luck, spare + 2)
        counted = bool((self.table.actor["strategy"] == MICRO).any())
        self.ladders = empty_ladders(self.frame, self.menu, counted=counted)
        self.last = self.frame.rounds * self.frame.party_count
        take_turns(self.ladders, self.finals, self.talks, self.table.actor)

    @property
    def running(self) -> bool:
        """Has anybody a turn left?"""
        return not self.talks["over"] and bool(self.talks["turns"] < self.last)

    def step(self) -> None:
        """Play an offer and the answers to it."""
        play_offer(self.ladders, self.finals, self.draw.whim, self.talks, self.table.actor, self.last)
        self.round += 1

    def choose_package(self) -> int:
        """See the base."""
        seat = int(self.talks["proposer"])
        return int(
            choose_offer(self.ladders, self.finals, self.draw.whim, self.talks, self.table.actor, seat)
        )

    def appraise(self, row: int, ceasefire: bool) -> None:
        """See the base."""
        look(self.ladders, self.finals, self.talks, self.table.actor, row)

    def note_end(self, sheet: Sheet) -> None:
        """See the base."""
        note_end(self.ladders, self.finals, self.table, self.menu.truce_terms, sheet, 0)
