"""What can be known of a model: by everybody at the table, and by nobody but who runs it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sim.bargaining.agents.agents import ROLES, Seat
from sim.bargaining.agents.blame import Unseen
from sim.bargaining.outcomes import OUTCOMES
from sim.bargaining.protocols.session import Session
from sim.bargaining.records import Talks
from sim.bargaining.rules.tabling import text_due
from sim.bargaining.setup.record import classify
from sim.bargaining.setup.structure import Seating
from sim.bargaining.types import Table

INSTEAD = (
    "it cannot know that; self.sees holds what it can (what is public, what the others believe, its own numbers), and "
    "a class that says `omniscient = True` sees everything"
)


class PublicView:
    """What everybody can know."""

    _session: Session
    at_table: list[Seat]

    @property
    def seats(self) -> Seating:
        """Names in the order of the arrays."""
        return self._session.seats

    @property
    def day(self) -> float:
        """Days since the talks began. `steps` counts rounds, and so does `time`, which Mesa has from 3.4 on."""
        return float(self._session.talks["day"])

    @property
    def outcome(self) -> str:
        """How it stands: one of outcomes.OUTCOMES."""
        return OUTCOMES[classify(self._session.talks)]

    @property
    def balance(self) -> float:
        """Of the war, in log-odds: higher for the attacker."""
        return float(self._session.talks["balance"])

    @property
    def halted(self) -> float:
        """The share of the fighting that ceasefires halt."""
        return float(self._session.talks["halted"])

    @property
    def ceasefire_in_force(self) -> bool:
        """Is there one?"""
        return bool(self._session.talks["pause"] >= 0)

    @property
    def turn(self) -> str:
        """The actor who tables in this round; empty where nobody does."""
        talks = self._session.talks
        somebody = self._session.scenario.can_fail and text_due(talks) >= 0
        return self.seats.actors[talks["proposer"]] if somebody else ""

    @property
    def proposer(self) -> Seat:
        """Whose turn it is."""
        return self.at_table[self._session.talks["proposer"]]

    def actor(self, name: str) -> Seat:
        """The agent of that name."""
        return self.at_table[self.seats.actors.index(name)]


class HiddenView:
    """What nobody at a real table could know."""

    _session: Session
    _collector: Any
    _decides: int | None

    @property
    def session(self) -> Session:
        """The arrays of this replication, and the protocol that moves them."""
        self.keep_from_others("`session` of the model")
        return self._session

    @property
    def table(self) -> Table:
        """What a round reads and writes."""
        self.keep_from_others("`table` of the model")
        return self._session.table

    @property
    def talks(self) -> Talks:
        """Every number about the talks, drawn or moving; the fields are those of records.Talks."""
        self.keep_from_others("`talks` of the model")
        return self._session.talks

    @property
    def datacollector(self) -> Any:
        """What is kept of every round: a Mesa DataCollector; set it to another, or to None for nothing."""
        self.keep_from_others("`datacollector` of the model")
        return self._collector

    @datacollector.setter
    def datacollector(self, collector: Any) -> None:
        self._collector = collector

    def keep_from_others(self, what: str, whose: int = -1) -> None:
        """Raises Unseen if somebody else's own code reads this while it decides."""
        if self._decides is not None and self._decides != whose:
            raise Unseen(f"{what}: {INSTEAD}")

    @contextmanager
    def deciding(self, number: int, kind: type[Seat]) -> Iterator[None]:
        """Meanwhile somebody's own code runs. The rules themselves see everything."""
        before, free = self._decides, kind.omniscient or kind in ROLES.values()
        self._decides = None if free else number
        try:
            yield
        finally:
            self._decides = before
