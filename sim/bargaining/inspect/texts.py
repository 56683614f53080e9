"""What is tabled in a round, and what everybody answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sim.bargaining.inspect.choice import Before, Rationale, choice, in_words, named
from sim.bargaining.inspect.observer import Observer
from sim.bargaining.inspect.rounds import Answer, Tabled
from sim.bargaining.outcomes import REASONS
from sim.bargaining.protocols.session import Session
from sim.bargaining.rules.enough import is_signed
from sim.bargaining.search.valuing import is_below
from sim.bargaining.setup.structure import factions
from sim.bargaining.types import NOT_ASKED, YES


class TextObserver(Observer):
    """The texts of a round, and the answers to them."""

    def __init__(self, session: Session, reasons: bool) -> None:
        super().__init__(session)
        self.reasons = reasons  # is it asked why each was tabled?

    def why(self, before: Before, row: int, ceasefire: bool) -> Rationale | None:
        """Why it was tabled, if anybody asked."""
        return choice(self.session, before, row, ceasefire) if self.reasons else None

    def final(self, before: Before) -> Tabled:
        """The final package of this round."""
        m = int(self.talks["package"])
        terms = in_words(self.menu.terms[m], self.seats.issues, self.scenario.issues)
        values = [float(self.menu.judged[m, i]["value"]) for i in range(len(self.seats.parties))]
        demands = [float(me["demand"]) for me in self.actor]
        name = named(self.menu.terms, m, self.seats.proposals)
        why = self.why(before, m, ceasefire=False)
        told = self.tabled(terms, name, "answer", "reason", values, demands, why)
        told = replace(told, answers=tuple(map(self.held_back, told.answers)))
        some = len(self.session.frame.nodes) > 0
        return replace(told, signed=bool(is_signed(self.session.table))) if some else told

    def held_back(self, answer: Answer) -> Answer:
        """With the factions for whose sake the package on the table was refused."""
        if answer.reason != "faction":
            return answer
        table, m = self.session.table, int(self.talks["package"])
        found = [
            name
            for f, (party, name) in enumerate(factions(self.scenario, self.seats))
            if party == answer.actor
            and is_below(table.faction, table.faction_gain, table.terms, table.judged, m, f)
        ]
        return replace(answer, factions=tuple(found))

    def truce_terms(self, e: int) -> dict[str, str]:
        """The ceasefire in that row of the menu."""
        return in_words(self.menu.truce_terms[e], self.seats.truce_issues, self.scenario.truce.issues)  # type: ignore[union-attr]

    def truce(self, before: Before) -> Tabled:
        """The ceasefire of this round; values are gains over fighting on."""
        e = int(self.talks["pause_package"])
        halts = float(self.menu.pause[e]["halts"])
        clauses = [float(self.menu.clauses[e, i]["conditions"]) for i in range(len(self.seats.parties))]
        values = [
            halts * float(me["bracket"]) + c + float(me["pressure"])
            for me, c in zip(self.actor, clauses, strict=False)
        ]
        demands = [halts * float(me["ask"]) for me in self.actor]
        name = named(self.menu.truce_terms, e, self.seats.truce_proposals)
        why, terms = self.why(before, e, ceasefire=True), self.truce_terms(e)
        return self.tabled(terms, name, "truce_answer", "truce_reason", values, demands, why)

    def tabled(
        self,
        terms: dict[str, str],
        named: str | None,
        answer: str,
        reason: str,
        values: Sequence[float],
        demands: Sequence[float],
        why: Rationale | None,
    ) -> Tabled:
        """A package with the answers to it."""
        answers = tuple(
            Answer(
                actor=name,
                yes=bool(me[answer] == YES),
                reason=REASONS[me[reason]],
                value=values[a] if a < len(values) else None,
                demand=demands[a] if a < len(values) else None,
            )
            for a, (name, me) in enumerate(zip(self.seats.actors, self.actor, strict=True))
            if me[answer] != NOT_ASKED
        )
        by = self.seat(int(self.talks["proposer"]))
        return Tabled(by, terms, named, answers, all(answer.yes for answer in answers), why)
