"""One replication of the mediated protocol, a round at a time."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sim.bargaining.protocols import session
from sim.bargaining.protocols.mediated.events import adjourn, settle_at_once, strike_events
from sim.bargaining.protocols.mediated.gaps import spare_others
from sim.bargaining.protocols.mediated.ratifying import reopen
from sim.bargaining.protocols.mediated.round import talk
from sim.bargaining.protocols.mediated.weighing import weigh_packages, weigh_truces
from sim.bargaining.records import Actor, PartyReading, Records, Records2, RoundLuck, Weighed
from sim.bargaining.rules.ceasefire import choose_truce
from sim.bargaining.rules.slips import draw_slips
from sim.bargaining.rules.tabling import nothing_due_before, text_due
from sim.bargaining.rules.unilateral import declare
from sim.bargaining.rules.views import judge_all
from sim.bargaining.rules.war import fight
from sim.bargaining.search.choosing import choose_package
from sim.bargaining.search.menu import compose_packages, compose_truces
from sim.bargaining.search.valuing import appraise, value_truce
from sim.bargaining.setup.record import Sheet, note_first_text
from sim.bargaining.types import BEGINS, ENDS, Array


class Session(session.Session):
    """The arrays of one replication, the menus composed."""

    def begin(self) -> None:
        """See the base."""
        super().begin()
        compose_packages(self.finals, self.talks, self.table.actor, False)
        compose_truces(self.truces, self.talks, self.table.actor)

    def set_out(self) -> None:
        """See the base."""
        settle_at_once(self.talks, self.outside)

    @property
    def luck(self) -> RoundLuck:
        """The luck of this round."""
        return self.draw.luck[self.round]

    def open_round(self) -> None:
        """The war moves, and what events bring; the packages are then worth something else."""
        drawn, self.left = self.draw, ()
        fight(self.talks, self.luck)
        reopen(self.finals, self.talks, self.table.actor)
        table = self.table
        strike_events(
            self.finals, self.truces, self.talks, table.actor, table.lever, self.outside, self.round
        )
        self.struck_by = self.table.actor.copy() if any(self.struck()) else None
        draw_slips(self.talks, self.table.actor, drawn.slips)

    def step(self) -> None:
        """Play a round."""
        self.open_round()
        talk(self.table, self.draw.luck)
        self.close_round()

    def close_round(self) -> None:
        """Ceasefires of parties' own are declared at the very end; then an event may end the talks."""
        if self.scenario.declarers and not self.talks["over"]:
            declare(self.talks, self.table.actor, self.draw.occasions, self.round)
        self.round += 1
        if self.running:
            adjourn(self.talks, self.outside, self.round)

    def choose_package(self) -> int:
        """See the base."""
        return int(choose_package(self.table))

    def choose_truce(self) -> int:
        """See the base."""
        return int(choose_truce(self.table))

    def appraise(self, row: int, ceasefire: bool) -> None:
        """See the base. Of a ceasefire the parties have an opinion as soon as it is valued."""
        if ceasefire:
            value_truce(self.truces, self.talks, self.table.actor, row)
            return
        appraise(self.finals, self.talks, self.table.actor, row)

    def note(self, sheet: Sheet) -> None:
        """Who would have signed which named ceasefire at once."""
        if nothing_due_before(self.talks):
            note_first_text(self.table, sheet, 0)

    def note_end(self, sheet: Sheet) -> None:
        """See the base, after a vote that was lost in the last round."""
        reopen(self.finals, self.talks, self.table.actor)
        super().note_end(sheet)

    def weighed(
        self, actor: Records[Actor], ceasefire: bool
    ) -> tuple[Records[Weighed], Records2[PartyReading]]:
        """See the base."""
        table = self.table._replace(actor=actor)
        size = len(self.menu.truce_terms if ceasefire else self.menu.terms)
        rows = Weighed.empty(size)
        readings = PartyReading.empty(size, len(self.seats.parties))
        if ceasefire:
            weigh_truces(table, rows, readings)
        else:
            weigh_packages(table, rows, readings)
        return rows, readings

    def lacking(self) -> tuple[Array, Array] | None:
        """See the base: all rows with every consent that they need, within the genuine red lines of enough."""
        if text_due(self.talks) < 0:
            return None
        size, parties = int(self.talks["packages"]), len(self.seats.parties)
        judge_all(self.talks, self.table.actor, self.menu.judged)
        judged = self.menu.judged[:size, :parties]
        short = self.table.actor["demand"][:parties] - judged["value"]
        short[judged["barred"] != 0] = np.inf
        if len(self.frame.nodes):
            spare_others(self.frame.nodes, self.menu.odds, short)
        rows = np.flatnonzero((self.menu.offer["consented"][:size] != 0) & (short < np.inf).all(axis=1))
        return (rows, short[rows]) if len(rows) else None

    def struck(self) -> Iterator[tuple[str, int]]:
        """See the base."""
        for v, event in enumerate(self.draw.event):
            if event["news"] == ENDS:
                yield "event_over", v
            elif event["news"] == BEGINS:
                yield "ends_talks" if event["ends"] and not self.talks["over"] else "event", v
