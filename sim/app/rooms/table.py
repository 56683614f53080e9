"""What is done in a room: who is asked moves, the facilitator may help out or take back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sim.app.asking import AppLink, AppQuestion
from sim.app.rooms.book import FACILITATOR, LONGEST, Book, Room
from sim.app.seat.game import Game, Play, playable, replayed
from sim.app.seat.moves import Move, read, written
from sim.app.seat.sitting import options_of
from sim.app.seat.view import topics
from sim.app.subjects import Refused, Subject
from sim.bargaining.compiled import engine_hash
from sim.program import digest
from sim.scenario.suggestions import remedy, shown

LONGEST_MOVE = 3  # letters of one that names no text
OF_FACILITATOR = ("agent", "rest")
PLAIN = ("s", "r", "a", "z", "n", "d", "o", "l", "x", "w", "y")


@dataclass(frozen=True)
class Tables:
    """All rooms of the scenarios that are served."""

    subjects: Mapping[str, Subject]
    book: Book

    def open(self, asked: AppQuestion, seats: tuple[str, ...], replication: int) -> Room:
        """Raises Refused for what is no seat."""
        allowed = playable(asked.scenario)
        if not seats:
            raise Refused("choose at least one seat")
        for name in seats:
            if name not in allowed:
                raise Refused(f"there is no seat for {shown(name)}; {remedy(name, allowed)}")
        about = {
            "scenario": asked.subject.name,
            "changes": [list(change) for change in asked.link.changes],
            "seed": asked.seed,
            "replication": replication,
            "identity": _identity(asked),
        }
        return self.book.open(about, seats)

    def asked(self, room: Room) -> AppQuestion:
        """The scenario of a room. Raises Refused where it, or the program, is another one by now."""
        if room.scenario not in self.subjects:
            raise Refused("the scenario of this room is not served now")
        asked = AppQuestion(self.subjects[room.scenario], AppLink(room.changes, {}), room.seed)
        if _identity(asked) != room.identity:
            raise Refused(
                "the scenario or the program has changed since this room was opened: its moves mean no more"
            )
        return asked

    def game(self, room: Room, reasons: bool = False) -> Game:
        """Where it stands."""
        asked = self.asked(room)
        play = Play(asked.scenario, room.seed, room.replication, room.seats, room.moves)
        return replayed(play, asked.subject.agents, reasons)

    def move(self, name: str, key: str, at: int, fields: Mapping[str, str]) -> Room:
        """One move, or the last one taken back. Raises Refused, and WrongMove."""
        with self.book.lock:
            room = self.book.room(name)
            seat = room.seat_of(key)
            if at != len(room.said):
                raise Refused("somebody has moved meanwhile: look again")
            if fields.get("do") == "undo":
                _refuse_undo(room, seat)
                self.book.add(name, {"undo": 1, "by": seat})
                return self.book.room(name)
            game = self.game(room)
            move = _move(game, seat, fields)
            asked = self.asked(room)
            replayed(
                Play(asked.scenario, room.seed, room.replication, room.seats, (*room.moves, move)),
                asked.subject.agents,
            )
            said = " ".join(fields.get("said", "").split())[:LONGEST]
            self.book.add(name, {"by": seat, "move": written((move,)), "said": said})
            return self.book.room(name)


def _refuse_undo(room: Room, seat: str) -> None:
    if seat != FACILITATOR:
        raise Refused("only the facilitator takes a move back")
    if not room.said:
        raise Refused("nothing was done yet")


def _move(game: Game, seat: str, fields: Mapping[str, str]) -> Move:
    """What a page sends. Raises Refused for who is not asked."""
    turn = game.awaited
    if turn is None:
        raise Refused("the talks are over")
    if seat not in (FACILITATOR, turn.seat.name):
        raise Refused("it is somebody else's turn")
    do = fields.get("do", "")
    if do in ("table", "if"):
        known = topics(game.play.scenario, turn.ceasefire)
        terms = {name: fields.get(f"_o.{name}", "") for name in known}
        odd = [name for name, option in terms.items() if option not in known[name].options]
        if odd:
            raise Refused(
                f"a text needs an option on {shown(odd[0])}; {remedy(terms[odd[0]], known[odd[0]].options)}"
            )
        move = Move("table" if do == "table" else "if", options_of(game.play.scenario, terms, turn.ceasefire))
    else:
        if do[:1] not in PLAIN or len(do) > LONGEST_MOVE:
            raise Refused(f"there is no such move; there are {', '.join(PLAIN)}, table, if and undo")
        move, *more = read(do)
        if more:
            raise Refused("one move at a time")
    if seat == FACILITATOR and move.kind not in OF_FACILITATOR:
        raise Refused("the facilitator may let an agent decide, and nothing else")
    return move


def _identity(asked: AppQuestion) -> str:
    return digest(f"{asked.id} {engine_hash()}".encode())
