"""What happened in one replication, round by round."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sim.bargaining.agents.blame import unrepeatable
from sim.bargaining.inspect.choice import Before, Choice, choice, in_words, named, supposed
from sim.bargaining.outcomes import OUTCOMES, REASONS, Outcomes
from sim.bargaining.protocols.session import Session
from sim.bargaining.protocols.session import session as open_session
from sim.bargaining.records import Actor
from sim.bargaining.rules.enough import is_signed
from sim.bargaining.rules.tabling import text_due
from sim.bargaining.search.valuing import is_below
from sim.bargaining.setup.record import classify
from sim.bargaining.setup.sampling.events import event_name
from sim.bargaining.setup.streams import Streams
from sim.bargaining.setup.structure import factions, ratifiers
from sim.bargaining.types import NOT_ASKED, YES
from sim.scenario.paths import dotted
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    from sim.bargaining.agents.casting import Agents

SIGNED = ("settlement", "not_ratified")  # outcomes of talks that a signature ended
THREATS = ("none", "standing", "executed", "exposed")


@dataclass(frozen=True)
class Answer:
    """What one actor said to a package. Value and demand are utilities; None for consents."""

    actor: str
    yes: bool
    reason: str  # one of REASONS
    value: float | None
    demand: float | None
    factions: tuple[str, ...] = ()  # of its own, that get less than they need


@dataclass(frozen=True)
class Tabled:
    """A package on the table and the answers to it."""

    by: str  # "" if nobody tabled it, but it came of all positions
    terms: dict[str, str]  # issue: option
    named: str | None  # the proposal of that name, if it is one
    answers: tuple[Answer, ...]
    signed: bool  # by all who must, or by enough
    choice: Choice | None = None  # why this one, where the proposer weighs chances and it was asked for


@dataclass(frozen=True)
class Standing:
    """Where a party stands in a round; utilities."""

    war_value: float
    reservation: float
    demand: float
    believed: tuple[float, float]  # what the others think its reservation value may be
    threats: dict[str, str]  # by mediator that can threaten it: standing, executed, exposed, or none any more
    supposed: tuple[float, float]  # what they thought in this round before anybody had answered
    aspiration: float  # what it asked for at first
    win: float  # its belief that the attacker imposes its terms; 0 without a war


@dataclass(frozen=True)
class Happening:
    """Something that was not an answer."""

    # collapsed, expired, extended, threat_executed, threat_exposed, mediator_left, not_ratified, reopened;
    # event, event_over, ends_talks; of a ceasefire of a party's own: declared, kept (to its last day), broken;
    # of who sits in a seat: left (the ceasefire in force), took_back (one of its own);
    # under challenge: yields (after a confrontation), meets (half-way), gives_in (without a fight)
    what: str
    who: str  # the actor or event concerned, or ""
    day: float
    whom: str = ""  # towards whom who moved; whose threat it was
    issue: str = ""
    option: str = ""  # where it stands now
    sets: tuple[tuple[str, float], ...] = ()  # of an event that begins: what it sets, by path
    days: float = (
        0.0  # for how many a ceasefire of its own is declared, or it has refused whose threat it was
    )


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
    turn: str  # who could table something; "" under challenge
    in_force: dict[str, str] | None  # the terms of the ceasefire in force
    until: float | None  # the day on which it runs out
    positions: dict[str, dict[str, float]]  # challenge: by issue and actor, on the issue's scale


@dataclass(frozen=True)
class Trace:
    """One replication from beginning to end."""

    replication: int
    outcome: str  # one of OUTCOMES
    rounds: tuple[Round, ...]
    inputs: dict[str, float]  # what was drawn, by the path in the file
    start: dict[str, dict[str, float]]  # challenge: where everybody stood at first; see Round.positions


def trace(
    scenario: Scenario,
    seed: int,
    replication: int,
    *,
    agents: Agents | None = None,
    reasons: bool = False,
) -> Trace:
    """Play one replication of a study again and tell every round; with agents of a modeller's own, through Mesa.

    With `reasons` also why each package was tabled, which takes a while longer.
    """
    if agents:
        from sim.bargaining.agents.model import NegotiationModel

        model = NegotiationModel(scenario, rng=seed, replication=replication, agents=agents)
        witness = Witness(model.session, model.step, reasons)
    else:
        session = open_session(scenario, Streams(seed, replication, 1))
        witness = Witness(session, session.step, reasons)
    start, rounds = witness.session.positions(), tuple(witness.rounds())
    inputs = {path: float(values[0]) for path, values in witness.session.inputs.items()}
    return Trace(replication, OUTCOMES[classify(witness.talks)], rounds, inputs, start)


def refuse_other_end(told: Trace, outcomes: Outcomes) -> None:
    """Raises Unrepeatable if what is told did not end as the study has it."""
    row, last, names = told.replication, told.rounds[-1], outcomes.names
    final = last.final if told.outcome in SIGNED else None
    signed = dict(final.terms) if final and final.signed else {}
    table = zip(names.issues, names.options, outcomes.terms[row], strict=True)
    wanted = {issue: options[o] for issue, options, o in table if o >= 0}
    ends = (OUTCOMES[outcomes.outcome[row]], outcomes.last_day[row], outcomes.balance[row], wanted)
    if (told.outcome, last.day, last.balance, signed) != ends:
        raise unrepeatable(row)


class Witness:
    """Sits beside one replication and tells what it sees."""

    def __init__(self, session: Session, step: Callable[[], None], reasons: bool) -> None:
        self.session, self.step, self.reasons = session, step, reasons
        self.scenario, self.seats = session.scenario, session.seats
        self.menu, self.talks, self.actor = session.menu, session.talks, session.table.actor

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

    def seat(self, number: int) -> str:
        """Who sits there; nobody for a negative number."""
        return self.seats.actors[number] if number >= 0 else ""

    def why(self, before: Before, row: int, ceasefire: bool) -> Choice | None:
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
        why: Choice | None,
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

    def happenings(self, before: Before) -> Iterator[Happening]:
        """What befell the talks in this round."""
        talks, day = self.talks, float(self.talks["day"])
        for what, who, whom, issue, option in self.session.moves():
            yield Happening(what, who, day, whom, issue, option)
        for what, v in self.session.struck():
            sets = self.set_by(v) if what == "event" else ()
            yield Happening(what, event_name(self.scenario, v), day, sets=sets)
        for what, field, when in (
            ("collapsed", "collapsed", float(talks["pause_end"])),
            ("expired", "expired", float(talks["pause_end"])),
            ("extended", "extended", day),
        ):
            if talks[field]:
                yield Happening(what, self.seat(int(talks["breaker"])) if what == "collapsed" else "", when)
        if talks["refuser"] >= 0:
            yield from self.voted_down(day)
        yield from self.threats(before)
        for m, name in enumerate(self.mediators):
            if self.actor[len(self.seats.parties) + m]["left_day"] == day:
                yield Happening("mediator_left", name, day)
        for i, name in enumerate(self.seats.parties):
            yield from self.alone(name, before.actor[i], self.actor[i])
        for what, who in self.session.left:
            yield Happening(what, who, day)

    @property
    def mediators(self) -> tuple[str, ...]:
        """In the order of their seats."""
        first = len(self.seats.parties)
        return self.seats.actors[first : first + len(self.scenario.mediators)]

    def threats(self, before: Before) -> Iterator[Happening]:
        """Those that were carried out, or turned out to be empty."""
        lever = self.session.table.lever
        for i, name in enumerate(self.seats.parties):
            for m, mediator in enumerate(self.mediators):
                after = THREATS[lever[m, i]["threat"]]
                if after != THREATS[before.lever[m, i]["threat"]] and after in ("executed", "exposed"):
                    defied = float(lever[m, i]["defiance"])
                    yield Happening(f"threat_{after}", name, float(self.talks["day"]), mediator, days=defied)

    def threatened(self, i: int) -> dict[str, str]:
        """By mediator that has, or had, something to threaten party i with: what became of it."""
        lever = self.session.table.lever[:, i]
        told = {name: THREATS[lever[m]["threat"]] for m, name in enumerate(self.mediators)}
        return {
            name: threat for m, (name, threat) in enumerate(told.items()) if lever[m]["probability"] > 0.0
        }

    def alone(self, name: str, before: Actor, me: Actor) -> Iterator[Happening]:
        """What became of a party's own ceasefires; of one that a ceasefire of all has taken the place of, nothing."""
        day = float(self.talks["day"])
        if day - float(self.talks["round_days"]) < before["lone_until"] <= day:
            yield Happening("broken" if before["lone_broken"] else "kept", name, float(before["lone_until"]))
        if me["lone_until"] > day and me["lone_until"] != before["lone_until"]:
            yield Happening("declared", name, day, days=float(me["lone_term"]))

    def set_by(self, v: int) -> tuple[tuple[str, float], ...]:
        """The numbers that an event sets, as they were drawn."""
        event, drawn = self.scenario.events[v], self.session.inputs
        at = dotted("events", event_name(self.scenario, v), "sets")
        known = event.sets.numbers if event.sets else ()
        return tuple(
            (path, float(drawn[f"{at}.{path}"][0]) if f"{at}.{path}" in drawn else number.typical)
            for path, number in known
        )

    def voted_down(self, day: float) -> Iterator[Happening]:
        """A vote at home was lost, and the talks end or go on; nothing is said of one that others can do without."""
        party, body = ratifiers(self.scenario, self.seats)[self.talks["refuser"]]
        if self.talks["rejected"] or self.talks["reopened"]:
            what = "not_ratified" if self.talks["rejected"] else "reopened"
            yield Happening(what, party if body else "", day, body)


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
