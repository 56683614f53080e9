"""One replication of alternating offers, an offer at a time."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.bargaining.protocols import session
from sim.bargaining.protocols.alternating_offers.ends import (
    be_generous,
    begin,
    note_end,
    show_offer,
    weigh_row,
)
from sim.bargaining.protocols.alternating_offers.generosity import empty_wish
from sim.bargaining.protocols.alternating_offers.packages import BARRED, fold, take_up
from sim.bargaining.protocols.alternating_offers.turns import choose_offer, open_turn, play_offer, put_forward
from sim.bargaining.protocols.alternating_offers.workspace import empty_ladders
from sim.bargaining.search.valuing import value_plainly
from sim.bargaining.setup.record import Sheet
from sim.bargaining.setup.seats import in_batch
from sim.bargaining.setup.streams import Luck
from sim.bargaining.types import Array
from sim.scenario.schema import Scenario


class Session(session.Session):
    """The arrays of one replication, everybody's packages sorted. `round` counts offers."""

    def __init__(self, scenario: Scenario, luck: Luck, spare: int = 1) -> None:
        super().__init__(scenario, luck, spare)
        drawn, talks, actor = in_batch(self.draw), self.talks, self.table.actor
        wish = empty_wish(self.frame, drawn)
        self.ladders = empty_ladders(self.frame, self.menu, drawn, wish)
        begin(self.ladders, self.finals, self.draw.whim, talks, actor)
        ladders = self.ladders
        theirs = (ladders.half, ladders.speaker, ladders.worth, ladders.blocks)
        be_generous(ladders.game[0], wish, *theirs, self.finals, talks, actor)

    @property
    def room(self) -> tuple[Any, ...]:
        """What the turns read and write, in the order of turns.play_offer."""
        ladders, finals = self.ladders, self.finals
        who = (ladders.game[0], self.talks, self.table.actor, ladders.speaker)
        what = (ladders.half, ladders.pointer, ladders.curve, ladders.topic, ladders.sums)
        return (*who, *what, ladders.blocks.needs, finals.terms, ladders.offered)

    @property
    def running(self) -> bool:
        """Has anybody a turn left?"""
        return not self.talks["over"] and bool(self.talks["step"] < self.frame.rounds)

    def step(self) -> None:
        """Play an offer and the answers to it."""
        play_offer(*self.room, self.draw.slips)  # type: ignore[call-arg]  # that comes last
        self.show()

    def show(self) -> None:
        """The offer on the table can be seen on the menu."""
        show_offer(self.ladders, self.finals, self.talks, self.table.actor)
        self.round += 1

    def open_turn(self) -> int:
        """Whose turn it is."""
        game, talks, actor, speaker, _, _, curve, *_ = self.room
        return int(open_turn(game, talks, actor, speaker, curve, self.draw.slips))

    def choose_package(self) -> int:
        """See the base."""
        seat = self.talks["proposer"]
        self.talks["offer"] = choose_offer(*self.room, seat)  # type: ignore[call-arg]  # the seat comes last
        show_offer(self.ladders, self.finals, self.talks, self.table.actor)
        return int(self.talks["package"])

    def put_forward(self, row: int) -> None:
        """The proposer's offer, by its row of the menu, is on the table; -1 for none."""
        number = row
        if row >= 0 and not self.frame.listed:
            take_up(self.ladders.topic, self.ladders.blocks, self.finals.terms, row)
            number = fold(self.ladders.topic)
        game, talks, actor, speaker, half, pointer, _, topic, sums, needs, terms, offered = self.room
        seat = talks["proposer"]
        about = (half, pointer, topic, sums, needs, terms, offered)
        put_forward(game, talks, actor, speaker, *about, seat, number)
        self.show()

    def lacking(self) -> tuple[Array, Array] | None:
        """See the base: the offer on the table, if it is within all genuine red lines; its author lacks nothing."""
        parties, talks = len(self.seats.parties), self.talks
        value = self.ladders.speaker["value"][:parties]
        if talks["offer"] < 0 or (value < BARRED / 2.0).any():
            return None
        short = self.table.actor["demand"][:parties] - value
        short[talks["proposer"]] = -np.inf
        return np.array([talks["package"]]), short[None]

    def appraise(self, row: int, ceasefire: bool) -> None:
        """See the base."""
        value_plainly(self.finals, self.talks, self.table.actor, row)
        weigh_row(self.ladders, self.finals, row)

    def note_end(self, sheet: Sheet) -> None:
        """See the base."""
        note_end(self.ladders, self.finals, self.table, sheet, 0)
