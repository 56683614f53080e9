"""What a seat can do besides what it is asked: at the end of the round, and by the rules from then on.

A party declares the ceasefire of its own that the file allows it (formula 16), or takes it back before its last day; or
it leaves the one in force, which the others take as they take any breach (formulas 13 and 14). A mediator carries a
threat out, takes it back, or makes it again (formula 6).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sim.app.seat.moves import Move
from sim.bargaining.agents.agents import Mediator, Party, Seat
from sim.bargaining.rules.life import COLLAPSED, end_truce, trust_less
from sim.bargaining.rules.unilateral import OCCASION, take_back
from sim.bargaining.types import EXECUTED, NO_THREAT, STANDING

BECOMES: Mapping[str, int] = {"strike": EXECUTED, "spare": NO_THREAT, "warn": STANDING}
FROM: Mapping[int, tuple[str, ...]] = {
    STANDING: ("strike", "spare"),
    EXECUTED: ("spare",),
    NO_THREAT: ("warn",),
}  # a threat that has turned out to be empty frightens nobody again
KINDS = ("declare", "resume", "leave", *BECOMES)
SURE = 1e9  # a rate, and a worth, that leave nothing to chance


def possible(seat: Seat) -> Iterator[Move]:
    """What the rules of the file allow it now."""
    session = seat.model.session
    talks = session.talks
    if session.scenario.protocol != "mediated":
        return
    if isinstance(seat, Party):
        mine, later = float(seat.numbers["lone_until"]), session.round + 1 < session.frame.rounds
        may = seat.name in session.scenario.declarers and mine <= seat.model.day
        if may and talks["halted"] < 1.0 and later:
            yield Move("declare")
        if mine > seat.model.day and later:
            yield Move("resume")
        if talks["pause"] >= 0:
            yield Move("leave")
    if isinstance(seat, Mediator) and seat.numbers["there"]:
        for i in range(len(seat.model.seats.parties)):
            measure = _measure(seat, i)
            for kind in FROM.get(int(measure["threat"]), ()) if measure["probability"] > 0.0 else ():
                yield Move(kind, (i,))  # type: ignore[arg-type]  # the keys of BECOMES are kinds


@dataclass
class Besides:
    """What was said to be done at the end of this round."""

    pending: list[tuple[str, Move]] = field(default_factory=list)
    kept: dict[str, Any] = field(default_factory=dict)  # by party: what stands in the file, while it declares

    def open_to(self, seat: Seat) -> list[Move]:
        """What it can do, and has not said yet."""
        said = {_about(move) for who, move in self.pending if who == seat.name}
        return [move for move in possible(seat) if _about(move) not in said]

    def of(self, seat: Seat) -> list[Move]:
        """What it has said."""
        return [move for who, move in self.pending if who == seat.name]

    def say(self, seat: Seat, move: Move) -> None:
        """A ceasefire of its own is declared by the rules: for them there is an occasion now, and it pays."""
        self.pending.append((seat.name, move))
        if move.kind == "declare":
            me, session = seat.numbers, seat.model.session
            self.kept[seat.name] = float(me["lone_rate"]), float(me["lone_gesture"])
            me["lone_rate"], me["lone_gesture"] = SURE, SURE
            session.draw.occasions[seat.number, session.round, OCCASION] = 0.0

    def done(self, seat: Seat) -> None:
        """At the end of the round."""
        for move in self.of(seat):
            if move.kind == "declare":
                seat.numbers["lone_rate"], seat.numbers["lone_gesture"] = self.kept.pop(seat.name)
            elif move.kind == "leave":
                leave(seat)
            elif move.kind == "resume":
                resume(seat)
            else:
                _measure(seat, move.options[0])["threat"] = BECOMES[move.kind]
        self.pending = [said for said in self.pending if said[0] != seat.name]


def _about(move: Move) -> tuple[str, tuple[int, ...]]:
    """Of moves about the same only one is made in a round."""
    return ("threat" if move.kind in BECOMES else move.kind), move.options


def _measure(seat: Seat, party: int) -> Any:
    """What a mediator can do to a party."""
    return seat.model.table.lever[seat.number - len(seat.model.seats.parties), party]


def leave(seat: Seat) -> None:
    """The ceasefire in force breaks by this party's hand, unless it has ended meanwhile."""
    talks, day = seat.model.talks, seat.model.day
    if talks["pause"] < 0 or talks["over"]:
        return
    for other in seat.model.at_table:
        if isinstance(other, Party) and other is not seat:
            trust_less(other.numbers, float(other.numbers["betrayal"]))
    talks["truces_broken"] += 1
    end_truce(talks, day, COLLAPSED)
    _noted(seat, "left")


def resume(seat: Seat) -> None:
    """The party fights again, unless its own ceasefire has ended meanwhile."""
    if float(seat.numbers["lone_until"]) > seat.model.day and not seat.model.talks["over"]:
        take_back(seat.model.talks, seat.model.table.actor, seat.number)
        _noted(seat, "took_back")


def _noted(seat: Seat, what: str) -> None:
    """For whoever tells the round: last, since it was done last."""
    seat.model.session.left += ((what, seat.name),)
