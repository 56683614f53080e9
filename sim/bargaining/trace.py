"""What happened in one replication, round by round."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.bargaining.luck import Streams
from sim.bargaining.nouns import NOT_ASKED, YES, Array, Record
from sim.bargaining.outcomes import OUTCOMES, REASONS
from sim.bargaining.record import classify
from sim.bargaining.sampling import event_name
from sim.bargaining.session import Session
from sim.bargaining.session import session as open_session
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    from sim.bargaining.agents import Seat

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

    by: str  # "" if nobody tabled it, but it came of all positions
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
    """Something that was not an answer."""

    # collapsed, expired, extended, threat_executed, threat_exposed, mediator_left, event, not_ratified;
    # under challenge: yields (after a confrontation), meets (half-way), gives_in (without a fight)
    what: str
    who: str  # the actor or event concerned, or ""
    day: float
    whom: str = ""  # towards whom who moved
    issue: str = ""
    option: str = ""  # where it stands now


@dataclass(frozen=True)
class Round:
    """One round, as it stood at its end."""

    number: int  # from 1
    day: float
    balance: float  # log-odds that the attacker would impose its terms
    halted: float  # share of the fighting halted
    parties: dict[str, Standing]
    final: Tabled | None
    ceasefire: Tabled | None
    happenings: tuple[Happening, ...]


@dataclass(frozen=True)
class Trace:
    """One replication from beginning to end."""

    replication: int
    outcome: str  # one of OUTCOMES
    rounds: tuple[Round, ...]


def trace(
    scenario: Scenario, seed: int, replication: int, *, agents: Mapping[str, type[Seat]] | None = None
) -> Trace:
    """Play one replication of a study again and tell every round; with agents of a modeller's own, through Mesa."""
    if agents:
        from sim.bargaining.model import NegotiationModel

        model = NegotiationModel(scenario, seed=seed, replication=replication, agents=agents)
        witness = Witness(model.session, model.step)
    else:
        session = open_session(scenario, Streams(seed, replication, 1))
        witness = Witness(session, session.step)
    rounds = tuple(witness.rounds())
    return Trace(replication, OUTCOMES[classify(witness.talks)], rounds)


class Witness:
    """Sits beside one replication and tells what it sees."""

    def __init__(self, session: Session, step: Callable[[], None]) -> None:
        self.session, self.step = session, step
        self.scenario, self.seats = session.scenario, session.seats
        self.menu, self.talks, self.actor = session.menu, session.talks, session.table.actor

    def rounds(self) -> Iterator[Round]:
        """Play to the end, telling each round."""
        while self.session.running:
            n, before = self.session.round, [int(me["threat"]) for me in self.actor]
            self.step()
            yield self.told(n, before)

    def told(self, n: int, before: Sequence[int]) -> Round:
        """The round that was just played."""
        talks = self.talks
        return Round(
            number=n + 1,
            day=float(talks["day"]),
            balance=float(talks["balance"]),
            halted=float(talks["halted"]),
            parties={name: standing(self.actor[i]) for i, name in enumerate(self.seats.parties)},
            final=self.final() if talks["package"] >= 0 else None,
            ceasefire=self.truce() if talks["pause_package"] >= 0 else None,
            happenings=tuple(self.happenings(before)),
        )

    def final(self) -> Tabled:
        """The final package of this round."""
        m = int(self.talks["package"])
        terms = in_words(self.menu.terms[m], self.seats.issues, self.scenario.issues)
        values = [float(self.menu.judged[m, i]["value"]) for i in range(len(self.seats.parties))]
        demands = [float(me["demand"]) for me in self.actor]
        named = self.seats.proposals[m] if m < len(self.seats.proposals) else None
        return self.tabled(terms, named, "answer", "reason", values, demands)

    def truce(self) -> Tabled:
        """The ceasefire of this round; values are gains over fighting on."""
        e, issues = int(self.talks["pause_package"]), self.scenario.truce.issues  # type: ignore[union-attr]
        halts = float(self.menu.pause[e]["halts"])
        terms = in_words(self.menu.truce_terms[e], self.seats.truce_issues, issues)
        clauses = [float(self.menu.clauses[e, i]["conditions"]) for i in range(len(self.seats.parties))]
        values = [
            halts * float(me["bracket"]) + c + float(me["pressure"])
            for me, c in zip(self.actor, clauses, strict=False)
        ]
        demands = [halts * float(me["ask"]) for me in self.actor]
        named = self.seats.truce_proposals[e] if e < len(self.seats.truce_proposals) else None
        return self.tabled(terms, named, "truce_answer", "truce_reason", values, demands)

    def tabled(
        self,
        terms: dict[str, str],
        named: str | None,
        answer: str,
        reason: str,
        values: Sequence[float],
        demands: Sequence[float],
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
        seat = self.talks["proposer"]
        by = self.seats.actors[seat] if seat >= 0 else ""
        return Tabled(by, terms, named, answers, signed=all(answer.yes for answer in answers))

    def happenings(self, before: Sequence[int]) -> Iterator[Happening]:
        """What befell the talks in this round."""
        talks, day = self.talks, float(self.talks["day"])
        for what, who, whom, issue, option in self.session.moves():
            yield Happening(what, who, day, whom, issue, option)
        for v in self.session.struck():
            yield Happening("event", event_name(self.scenario, v), day)
        for what, field, when in (
            ("collapsed", "collapsed", float(talks["pause_end"])),
            ("expired", "expired", float(talks["pause_end"])),
            ("extended", "extended", day),
            ("not_ratified", "rejected", day),
        ):
            if talks[field]:
                yield Happening(what, "", when)
        for i, name in enumerate(self.seats.parties):
            after = THREATS[self.actor[i]["threat"]]
            if after != THREATS[before[i]] and after in ("executed", "exposed"):
                yield Happening(f"threat_{after}", name, day)
        if talks["mediator_left_day"] == day:
            yield Happening("mediator_left", self.seats.actors[talks["mediator_seat"]], day)


def standing(me: Record) -> Standing:
    """Where a party stands."""
    return Standing(
        war_value=float(me["war_value"]),
        reservation=float(me["reservation"]),
        demand=float(me["demand"]),
        believed=(float(me["low"]), float(me["high"])),
        threat=THREATS[me["threat"]],
    )


def in_words(row: Array, names: Sequence[str], issues: Mapping[str, object]) -> dict[str, str]:
    """A package by the names of its issues and options."""
    return {name: issues[name].options[option] for name, option in zip(names, row, strict=True)}  # type: ignore[attr-defined]
