"""Who sits beside one replication and tells what it sees."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sim.bargaining.inspect.choice import Before, supposed
from sim.bargaining.inspect.happenings import HappeningObserver
from sim.bargaining.inspect.rounds import Round, Standing
from sim.bargaining.inspect.texts import TextObserver
from sim.bargaining.protocols.session import Session
from sim.bargaining.records import Actor
from sim.bargaining.rules.tabling import text_due


class Witness(TextObserver, HappeningObserver):
    """Sits beside one replication and tells what it sees."""

    def __init__(self, session: Session, step: Callable[[], None], reasons: bool) -> None:
        super().__init__(session, reasons)
        self.step = step

    def rounds(self) -> Iterator[Round]:
        """Play to the end, telling each round."""
        while self.session.running:
            before = Before.of(self.session)
            self.step()
            yield self.told(before)

    def told(self, before: Before) -> Round:
        """The round that was just played."""
        talks, known = self.talks, supposed(self.session, before)
        return Round(
            number=before.number + 1,
            day=float(talks["day"]),
            balance=float(talks["balance"]),
            halted=float(talks["halted"]),
            parties={
                name: standing(self.actor[i], known[i], self.threatened(i), war=bool(talks["war"]))
                for i, name in enumerate(self.seats.parties)
            },
            final=self.final(before) if talks["package"] >= 0 else None,
            ceasefire=self.truce(before) if talks["pause_package"] >= 0 else None,
            happenings=tuple(self.happenings(before)),
            turn=self.seat(int(talks["proposer"])) if self.scenario.can_fail and text_due(talks) >= 0 else "",
            in_force=self.truce_terms(int(talks["pause"])) if talks["pause"] >= 0 else None,
            until=float(talks["pause_expiry"]) if talks["pause"] >= 0 else None,
            positions=self.session.positions(),
        )


def standing(me: Actor, known: Actor, threats: dict[str, str], war: bool) -> Standing:
    """Where a party stands, and what of it was known before it answered."""
    return Standing(
        war_value=float(me["war_value"]),
        reservation=float(me["reservation"]),
        demand=float(me["demand"]),
        believed=(float(me["low"]), float(me["high"])),
        threats=threats,
        supposed=(float(known["low"]), float(known["high"])),
        aspiration=float(me["aspiration"]),
        win=float(me["win"]) if war else 0.0,
    )
