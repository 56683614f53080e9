"""Who sits where in one replication."""

from __future__ import annotations

from sim.bargaining.protocols.session import Session


class Observer:
    """One replication, and who sits where in it."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.scenario, self.seats = session.scenario, session.seats
        self.menu, self.talks, self.actor = session.menu, session.talks, session.table.actor

    def seat(self, number: int) -> str:
        """Who sits there; nobody for a negative number."""
        return self.seats.actors[number] if number >= 0 else ""

    @property
    def mediators(self) -> tuple[str, ...]:
        """In the order of their seats."""
        first = len(self.seats.parties)
        return self.seats.actors[first : first + len(self.scenario.mediators)]
