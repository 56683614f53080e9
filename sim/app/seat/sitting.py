"""An agent whose decisions are moves; where there are none left, the game waits."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias, TypeVar

from sim.app.seat.besides import KINDS, Besides
from sim.app.seat.hearing import Hearing, Words
from sim.app.seat.moves import Move, WrongMove
from sim.app.seat.worth import over_none
from sim.bargaining.agents.agents import ROLES, Package, Seat
from sim.scenario.schema import Scenario

Question: TypeAlias = Literal["propose", "propose_ceasefire", "respond", "besides"]
Decided = TypeVar("Decided")


class Awaited(BaseException):
    """It is somebody's turn and nobody has moved: no failure, and nothing that anybody may swallow."""

    def __init__(
        self, seat: Seat, question: Question, package: Package | None, usual: Any, script: Script
    ) -> None:
        super().__init__(seat.name)
        self.seat, self.question, self.package = seat, question, package
        self.usual = usual  # what the agent would decide
        self.ceasefire = _of_truce(question, package)
        self.script = script


@dataclass(frozen=True)
class Decision:
    """What somebody was asked."""

    actor: str
    question: Question
    terms: Mapping[str, str] | None  # of what was on the table
    ceasefire: bool
    day: float
    over_none: float | None  # what that was worth to it, over none


def _of_truce(question: Question, package: Package | None) -> bool:
    return question == "propose_ceasefire" or (package is not None and package.ceasefire)


class Script:
    """The moves of a game, in the order in which somebody is asked."""

    def __init__(self, moves: Sequence[Move]) -> None:
        self.moves, self.made = moves, 0
        self.handed: set[str] = set()  # seats that their agents keep to the end
        self.log: list[Decision] = []  # what each move was asked
        self.words = Words()  # what somebody would have signed
        self.besides = Besides()  # what somebody does at the end of the round

    def decide(
        self,
        seat: Seat,
        question: Question,
        package: Package | None,
        usual: Callable[[], Decided],
        meant: Callable[[Move], Decided],
    ) -> Decided:
        """The next move is this seat's. Raises Awaited, and WrongMove."""
        if seat.name in self.handed:
            return usual()
        while self.made < len(self.moves) and self.moves[self.made].kind in KINDS:
            self._besides(seat, self.moves[self.made])
        if self.made == len(self.moves):
            raise Awaited(seat, question, package, usual(), self)
        move = self.moves[self.made]
        self.made += 1
        self.log.append(_decision(seat, question, package))
        if move.kind == "rest":
            self.handed.add(seat.name)
        return usual() if move.kind in ("agent", "rest") else meant(move)

    def _besides(self, seat: Seat, move: Move) -> None:
        self.made += 1
        if move not in self.besides.open_to(seat):
            raise self.misplaced(f"{seat.name} can do no such thing in this round")
        self.log.append(_decision(seat, "besides", None))
        self.besides.say(seat, move)

    def misplaced(self, wanted: str) -> WrongMove:
        """The move just made is none here."""
        return WrongMove(f"move {self.made} cannot be made here: {wanted}")


class Sitting(Seat):
    """What a seat decides by moves, above a class that knows what its agent would decide."""

    script: Script
    omniscient = True  # it is ours; what somebody in the seat is shown, the page decides

    def propose(self) -> Package | None:
        """A final package."""
        usual = super().propose
        return self.script.decide(self, "propose", None, usual, lambda move: self._tabled(move, False))

    def propose_ceasefire(self) -> Package | None:
        """A ceasefire."""
        usual = super().propose_ceasefire
        return self.script.decide(
            self, "propose_ceasefire", None, usual, lambda move: self._tabled(move, True)
        )

    def respond(self, package: Package) -> bool:
        """Sign it today?"""
        usual = super().respond
        return self.script.decide(
            self, "respond", package, lambda: usual(package), lambda move: self._answer(move, package)
        )

    def _answer(self, move: Move, package: Package) -> bool:
        if move.kind not in ("sign", "refuse", "if"):
            raise self.script.misplaced("a text is on the table, to be signed or refused")
        if move.kind == "if":
            self.script.words.say(self, package, self._meant(move, package.ceasefire))
        else:
            self.script.words.answer(self, package, yes=move.kind == "sign")
        return move.kind == "sign"

    def after_round(self) -> None:
        """The others take it at its word, and see what it does besides."""
        self.script.words.believed(self)
        self.script.besides.done(self)

    def _tabled(self, move: Move, ceasefire: bool) -> Package | None:
        if move.kind not in ("table", "nothing"):
            raise self.script.misplaced("it is the turn to table a text, or nothing")
        return None if move.kind == "nothing" else self._meant(move, ceasefire)

    def _meant(self, move: Move, ceasefire: bool) -> Package:
        return self.model.compose(terms_of(self.model.session.scenario, move, ceasefire), ceasefire=ceasefire)


def _decision(seat: Seat, question: Question, package: Package | None) -> Decision:
    terms, worth = (None, None) if package is None else (package.terms, over_none(seat, package))
    return Decision(seat.name, question, terms, _of_truce(question, package), seat.model.day, worth)


def terms_of(scenario: Scenario, move: Move, ceasefire: bool) -> dict[str, str]:
    """What a text of a move says. Raises WrongMove."""
    topics = scenario.truce.issues if ceasefire and scenario.truce else scenario.issues
    sizes = [len(topic.options) for topic in topics.values()]
    if len(move.options) != len(sizes) or any(
        o >= size for o, size in zip(move.options, sizes, strict=False)
    ):
        raise WrongMove(f"a text needs an option on each of {len(sizes)} issues, counted from 0")
    return {name: topic.options[o] for (name, topic), o in zip(topics.items(), move.options, strict=True)}


def options_of(scenario: Scenario, terms: Mapping[str, str], ceasefire: bool) -> tuple[int, ...]:
    """The same text as a move says it."""
    topics = scenario.truce.issues if ceasefire and scenario.truce else scenario.issues
    return tuple(topic.options.index(terms[name]) for name, topic in topics.items())


def seated(scenario: Scenario, names: Sequence[str], script: Script) -> dict[str, type[Seat]]:
    """By actor: the class that takes its seat; the others hear what is said there."""
    return {
        name: type("Somebody", (Sitting, ROLES[actor.role]), {"script": script})
        if name in names
        else type("Listener", (Hearing, ROLES[actor.role]), {"words": script.words})
        for name, actor in scenario.actors.items()
        if name in names or actor.role != "spoiler"
    }
