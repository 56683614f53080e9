"""Who refuses can say what it would sign, and the agents of the others take it at its word.

Two things follow. All believe that its limit is no higher than what that text is worth to it; of a ceasefire, that a
halt is worth no less to it than that takes. And who tables next compares that text, signed for sure by who said so,
with the one that it would have tabled, by what it expects of both (formula 10); where nobody expects anything, under
offers that alternate, it tables the text if it would sign it itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sim.bargaining.agents.agents import Package, Party, Seat
from sim.bargaining.records import PartyReading, Records, Records2, Weighed
from sim.bargaining.rules.rules import TIE, weighed
from sim.bargaining.rules.tabling import leaning


@dataclass
class Words:
    """What somebody would sign, until it says otherwise."""

    standing: dict[tuple[str, bool], Package] = field(default_factory=dict)  # by who, is it a ceasefire?
    news: list[tuple[str, Package]] = field(default_factory=list)  # of this round

    def say(self, seat: Seat, refused: Package, wanted: Package) -> None:
        """Instead of a text that is refused. Who wants the same text says no for now, and nothing else."""
        if wanted != refused:
            self.standing[seat.name, wanted.ceasefire] = wanted
            self.news.append((seat.name, wanted))

    def answer(self, seat: Seat, package: Package, yes: bool) -> None:
        """A plain answer. Who signs any text, or refuses its own, has said otherwise."""
        who = (seat.name, package.ceasefire)
        if yes or self.standing.get(who) == package:
            self.standing.pop(who, None)

    def believed(self, seat: Seat) -> None:
        """At the end of a round, when all have learnt from the answers of everybody."""
        for name, package in self.news:
            if name == seat.name and isinstance(seat, Party):
                believe(seat, package)
        self.news = [said for said in self.news if said[0] != seat.name]


def believe(seat: Party, package: Package) -> None:
    """What follows from its word alone: less than from a signature, which tells how far it has come down, too."""
    me, worth = seat.numbers, seat.value(package)
    if package.ceasefire:
        halts = float(seat.model.pause(package)["halts"])
        if halts > 0.0:
            me["bracket_low"] = max(me["bracket_low"], me["bracket"] - (worth + me["pressure"]) / halts)
            me["bracket_high"] = max(me["bracket_low"], me["bracket_high"])
    elif not seat.crosses_red_line(package):
        me["high"] = min(me["high"], worth)
        me["low"] = min(me["low"], me["high"])


class Hearing(Seat):
    """An agent by the rules that takes up what somebody would sign, where that is better."""

    words: Words
    omniscient = True  # it is ours

    def propose(self) -> Package | None:
        """A final package."""
        return self._better(super().propose(), ceasefire=False)

    def propose_ceasefire(self) -> Package | None:
        """A ceasefire."""
        return self._better(super().propose_ceasefire(), ceasefire=True)

    def _better(self, usual: Package | None, ceasefire: bool) -> Package | None:
        said = {name: text for (name, truce), text in self.words.standing.items() if truce == ceasefire}
        return taken_up(self, usual, said, ceasefire) if said else usual


def taken_up(
    seat: Seat, usual: Package | None, said: Mapping[str, Package], ceasefire: bool
) -> Package | None:
    """The best for who tables: the usual one, or by name what somebody would sign."""
    rows = {name: seat.model.row_of(text) for name, text in said.items()}
    found = seat.model.session.weighed(seat.model.table.actor, ceasefire)
    if found is None:
        return next((text for text in said.values() if seat.respond(text)), usual)
    least = 0.0 if usual is None else float(found[0][seat.model.row_of(usual)]["score"])
    scores = {name: promised(seat, found, row, name) for name, row in rows.items()}
    best = max(scores, key=lambda name: scores[name])
    return said[best] if scores[best] > least + TIE * max(least, 1.0) else usual


def promised(
    seat: Seat, found: tuple[Records[Weighed], Records2[PartyReading]], row: int, name: str
) -> float:
    """What who tables expects of a text that somebody signs for sure: own gain times the chance of all the others."""
    talks, actor = seat.model.talks, seat.model.table.actor
    rows, readings = found
    score = float(rows[row]["gain"])
    for j, party in enumerate(seat.model.seats.parties):
        if party not in (name, seat.name):
            score *= weighed(float(readings[row, j]["chance"]), leaning(talks, actor[j]))
    return score
