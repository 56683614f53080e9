"""What is told of one replication, round by round. Plain frozen values."""

from __future__ import annotations

from dataclasses import dataclass

from sim.bargaining.inspect.choice import Rationale


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
    choice: Rationale | None = None  # why this one, where the proposer weighs chances and it was asked for


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
