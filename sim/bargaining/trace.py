"""What happened in one replication, round by round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from sim.bargaining.desk import empty_desk, only
from sim.bargaining.frame import Seating, frame as frame_of, seating
from sim.bargaining.luck import Streams
from sim.bargaining.nouns import FINAL, NOT_ASKED, TRUCE, YES, Desk, Draw, Frame
from sim.bargaining.outcomes import OUTCOMES, REASONS
from sim.bargaining.record import classify
from sim.bargaining.rounds import play_round, sit_down
from sim.bargaining.sampling import draw, event_name
from sim.scenario.schema import Scenario

THREATS = ("none", "standing", "executed", "exposed")


@dataclass(frozen=True)
class Answer:
    """What one actor said to a package. Value and demand are utilities; None for consents."""

    actor: str
    yes: bool
    reason: str  # one of REASONS
    value: float | None
    demand: float | None


@dataclass(frozen=True)
class Tabled:
    """A package on the table and the answers to it."""

    by: str
    terms: dict[str, str]  # issue: option
    named: str | None  # the proposal of that name, if it is one
    answers: tuple[Answer, ...]
    signed: bool


@dataclass(frozen=True)
class Standing:
    """Where a party stands in a round; utilities."""

    war_value: float
    reservation: float
    demand: float
    believed: tuple[float, float]  # what the others think its reservation value may be
    threat: str  # none, standing, executed or exposed


@dataclass(frozen=True)
class Happening:
    """Something that was not an answer: (what, who, on which day)."""

    what: str  # collapsed, expired, extended, threat_executed, threat_exposed, mediator_left, event, not_ratified
    who: str  # the actor or event concerned, or ""
    day: float


@dataclass(frozen=True)
class Round:
    number: int  # from 1
    day: float  # at the end of the round
    balance: float  # log-odds that the attacker would impose its terms
    halted: float  # share of the fighting halted when the round ends
    parties: dict[str, Standing]
    final: Tabled | None
    ceasefire: Tabled | None
    happenings: tuple[Happening, ...]


@dataclass(frozen=True)
class Trace:
    replication: int
    outcome: str  # one of OUTCOMES
    rounds: tuple[Round, ...]


def trace(scenario: Scenario, seed: int, replication: int) -> Trace:
    """Play one replication of a study again and tell every round."""
    frame = frame_of(scenario)
    drawn, _ = draw(scenario, frame.rounds, Streams(seed, replication, 1))
    talks = Talks(scenario, frame, only(drawn), empty_desk(frame))
    rounds = tuple(talks.rounds())
    return Trace(replication, OUTCOMES[classify(talks.desk)], rounds)


class Talks:
    """One replication under observation."""

    def __init__(self, scenario: Scenario, frame: Frame, draw: Draw, desk: Desk) -> None:
        self.scenario, self.frame, self.draw, self.desk = scenario, frame, draw, desk
        self.seats: Seating = seating(scenario)

    def rounds(self) -> Iterator[Round]:
        """Play to the end, telling each round."""
        sit_down(self.frame, self.draw, self.desk)
        for n in range(self.frame.rounds):
            before = [int(stance["threat"]) for stance in self.desk.stance]
            play_round(self.frame, self.draw, self.desk, n)
            yield self.told(n, before)
            if self.desk.now.over:
                return

    def told(self, n: int, before: Sequence[int]) -> Round:
        """The round that was just played."""
        now = self.desk.now
        return Round(
            number=n + 1,
            day=float(now.day),
            balance=float(now.balance),
            halted=float(now.halted),
            parties={name: self.standing(i) for i, name in enumerate(self.seats.parties)},
            final=self.final() if now.package >= 0 else None,
            ceasefire=self.truce() if now.truce >= 0 else None,
            happenings=tuple(self.happenings(before)),
        )

    def standing(self, i: int) -> Standing:
        """Where party i stands."""
        stance = self.desk.stance[i]
        return Standing(
            war_value=float(stance.war_value),
            reservation=float(stance.reservation),
            demand=float(stance.demand),
            believed=(float(stance.low), float(stance.high)),
            threat=THREATS[stance.threat],
        )

    def final(self) -> Tabled:
        """The final package of this round."""
        m, desk = int(self.desk.now.package), self.desk
        values = {a: (float(desk.judged[m, a].value), float(desk.stance[a].demand)) for a in range(len(self.seats.parties))}
        terms = self.terms(desk.terms[m], self.seats.issues, [self.scenario.issues[k].options for k in self.seats.issues])
        return self.tabled(FINAL, terms, self.named(m, self.frame.proposals, desk.terms, self.seats.proposals), values)

    def truce(self) -> Tabled:
        """The ceasefire package of this round."""
        e, desk, issues = int(self.desk.now.truce), self.desk, self.scenario.ceasefire.issues  # type: ignore[union-attr]
        values = {}
        for a in range(len(self.seats.parties)):
            gain = desk.pause[e].halts * desk.stance[a].bracket + desk.conditions[e, a] + desk.stance[a].pressure
            values[a] = (float(gain), float(desk.stance[a].ask * desk.pause[e].halts))
        terms = self.terms(desk.truce[e], self.seats.truce_issues, [issues[k].options for k in self.seats.truce_issues])
        return self.tabled(TRUCE, terms, self.named(e, self.frame.truce_proposals, desk.truce, self.seats.truce_proposals), values)

    def terms(self, row: Sequence[int], issues: Sequence[str], options: Sequence[Sequence[str]]) -> dict[str, str]:
        """A package in words."""
        return {issue: names[option] for issue, names, option in zip(issues, options, row, strict=True)}

    def named(self, row: int, proposals: np.ndarray, packages: np.ndarray, names: Sequence[str]) -> str | None:  # type: ignore[type-arg]
        """The name of a package, if it has one."""
        same = [q for q in range(len(names)) if np.array_equal(proposals[q], packages[row])]
        return names[same[0]] if same else None

    def tabled(self, row: int, terms: dict[str, str], named: str | None, values: dict[int, tuple[float, float]]) -> Tabled:
        """A package with the answers to it."""
        answers = tuple(self.answers(row, values))
        by = self.seats.actors[self.desk.now.proposer]
        return Tabled(by=by, terms=terms, named=named, answers=answers, signed=all(answer.yes for answer in answers))

    def answers(self, row: int, values: dict[int, tuple[float, float]]) -> Iterator[Answer]:
        """What everybody said who was asked."""
        for a, name in enumerate(self.seats.actors):
            given = self.desk.answer[row, a]
            if given != NOT_ASKED:
                value, demand = values.get(a, (None, None))
                yield Answer(name, bool(given == YES), REASONS[self.desk.reason[row, a]], value, demand)

    def happenings(self, before: Sequence[int]) -> Iterator[Happening]:
        """What befell the talks in this round."""
        now = self.desk.now
        for v in np.flatnonzero(self.desk.fired):
            yield Happening("event", event_name(self.scenario, int(v)), float(now.day))
        for what, happened in (("collapsed", now.collapsed), ("expired", now.expired)):
            if happened:
                yield Happening(what, "", float(now.pause_end))
        if now.extended:
            yield Happening("extended", "", float(now.day))
        if now.rejected:
            yield Happening("not_ratified", "", float(now.day))
        for i, name in enumerate(self.seats.parties):
            after = THREATS[self.desk.stance[i].threat]
            if after != THREATS[before[i]] and after in ("executed", "exposed"):
                yield Happening(f"threat_{after}", name, float(now.day))
        if now.mediator_left_day == now.day:
            yield Happening("mediator_left", self.seats.actors[self.frame.mediator], float(now.day))
