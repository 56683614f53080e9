"""What an actor at the table can know: what is public, what the others believe, and its own numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sim.bargaining.records import Actor
from sim.bargaining.types import NO, NOT_ASKED, YES
from sim.scenario.frozen import Frozen

if TYPE_CHECKING:
    from sim.bargaining.agents.agents import Package, Seat
    from sim.bargaining.agents.texts import Texts
    from sim.bargaining.protocols.session import Session

ANSWERS = {NOT_ASKED: "", NO: "no", YES: "yes"}


@dataclass(frozen=True)
class Offer:
    """A text that was tabled, and the answers to it."""

    day: float
    by: str
    package: Package
    signed: tuple[str, ...]
    refused: tuple[str, ...]


@dataclass(frozen=True)
class Belief:
    """Between which ends the others suppose two hidden numbers of a party."""

    reservation: tuple[float, float]  # the worst deal that it prefers to fighting on
    bracket: tuple[float, float]  # what a full halt of the fighting is worth to it, before conditions


@dataclass(frozen=True)
class Noted:
    """An offer as the arrays hold it: most are never asked about."""

    day: float
    by: int
    number: int
    row: list[int]
    answers: list[int]
    ceasefire: bool


class Sees:
    """What one actor can know now."""

    def __init__(self, seat: Seat) -> None:
        self._seat, self._model = seat, seat.model

    @property
    def _session(self) -> Session:
        return self._model._session

    @property
    def day(self) -> float:
        """Days since the talks began."""
        return self._model.day

    @property
    def balance(self) -> float:
        """Of the war, in log-odds: higher for the attacker."""
        return self._model.balance

    @property
    def halted(self) -> float:
        """The share of the fighting that ceasefires halt."""
        return self._model.halted

    @property
    def turn(self) -> str:
        """Who tables in this round; empty where nobody does."""
        return self._model.turn

    @property
    def ceasefire(self) -> Package | None:
        """The one in force, if there is one."""
        return self._model.package(int(self._session.talks["pause"]), ceasefire=True)

    @property
    def ceasefire_until(self) -> float | None:
        """The day on which it runs out."""
        talks = self._session.talks
        return float(talks["pause_expiry"]) if talks["pause"] >= 0 else None

    @property
    def offers(self) -> tuple[Offer, ...]:
        """All that was tabled in the rounds that are over, of either kind, in order."""
        return tuple(offered(self._model, self._session, each) for each in self._model._noted)

    @property
    def roles(self) -> Mapping[str, str]:
        """By actor, everybody at the table: party, mediator, backer, spoiler."""
        scenario = self._session.scenario
        return Frozen({name: scenario.actors[name].role for name in self._session.seats.actors})

    @property
    def issues(self) -> Mapping[str, tuple[str, ...]]:
        """The options of every issue of a final package."""
        return self._options(ceasefire=False)

    @property
    def ceasefire_issues(self) -> Mapping[str, tuple[str, ...]]:
        """The options of every issue of a ceasefire; none where there is no ceasefire to be agreed."""
        return self._options(ceasefire=True) if self._session.scenario.truce else Frozen({})

    @property
    def red_lines(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        """By actor and issue: the options that it says it will never sign. Whether it means it is its secret."""
        seats, lines = self._session.seats, self._session.draw.lines
        names, options, _ = self._model.axes(False)
        found = {
            actor: {
                issue: tuple(option for o, option in enumerate(options[k]) if lines[a, k, o])
                for k, issue in enumerate(names)
                if lines[a, k, : len(options[k])].any()
            }
            for a, actor in enumerate(seats.actors)
        }
        return Frozen({actor: Frozen(each) for actor, each in found.items() if each})

    @property
    def beliefs(self) -> Mapping[str, Belief]:
        """By party, oneself included: what all others believe of it. Only where beliefs are formed: `mediated`."""
        session = self._session
        if session.scenario.protocol != "mediated":
            return Frozen({})
        return Frozen({name: belief(session.table.actor[i]) for i, name in enumerate(session.seats.parties)})

    @property
    def numbers(self) -> Actor:
        """Every number about oneself; the fields are those of records.Actor."""
        return self._seat.numbers

    def _options(self, ceasefire: bool) -> Mapping[str, tuple[str, ...]]:
        names, options, _ = self._model.axes(ceasefire)
        return Frozen({name: tuple(each) for name, each in zip(names, options, strict=True)})

    def __repr__(self) -> str:
        public = [name for name in vars(Sees) if not name.startswith("_")]
        return f"Sees(what {self._seat.name} can know on day {self.day:g}: {', '.join(public)})"


def belief(me: Actor) -> Belief:
    """What the others believe of a party."""
    ends = [float(me[end]) for end in ("low", "high", "bracket_low", "bracket_high")]
    return Belief((ends[0], ends[1]), (ends[2], ends[3]))


def noted(session: Session, ceasefire: bool) -> Noted | None:
    """What was tabled of that kind in the round just played; None for nothing."""
    talks, menu = session.talks, session.menu
    number = int(talks["pause_package" if ceasefire else "package"])
    if number < 0:
        return None
    row = (menu.truce_terms if ceasefire else menu.terms)[number].tolist()
    answers = session.table.actor["truce_answer" if ceasefire else "answer"].tolist()
    return Noted(float(talks["day"]), int(talks["proposer"]), number, row, answers, ceasefire)


def offered(texts: Texts, session: Session, each: Noted) -> Offer:
    """The same in words."""
    names = session.seats.actors
    signed, refused = (
        tuple(names[a] for a in np.flatnonzero(np.array(each.answers) == answer)) for answer in (YES, NO)
    )
    by = names[each.by] if each.by >= 0 else ""
    return Offer(each.day, by, texts.text(each.number, each.row, each.ceasefire), signed, refused)
