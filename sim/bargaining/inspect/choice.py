"""Why a package was tabled: what its proposer expected of it, and of what it passed over. Formulas 10 and 12."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cmp_to_key
from typing import Literal, TypeAlias

import numpy as np

from sim.bargaining.protocols.session import Session
from sim.bargaining.records import Actor, Lever, PartyReading, Records, Records2, Weighed
from sim.bargaining.rules.rules import HOPELESS, TIE
from sim.bargaining.rules.tabling import beats, leaning, text_due, widen_beliefs
from sim.bargaining.types import Array

SLIM = 1.5 * HOPELESS  # nobody is ever believed certain to refuse: the least chance, or a little more
Rule: TypeAlias = Literal["opening", "product", "logit", "own_mind"]


@dataclass(frozen=True)
class Reading:
    """What the proposer makes of another party and a package.

    Of a ceasefire value is the gain over fighting on, and the hidden number what a full halt is worth to the party.
    """

    party: str
    value: float  # what the package is worth to the party: no secret
    turns: float | None  # the hidden reservation value up to which it would sign (of a halt: from which on)
    low: float  # between which ends the proposer supposes that number
    high: float
    today: float  # chance that it signs today; 0 if there is next to none
    ever: float | None  # if there is next to none today: chance that it ever signs; None of a ceasefire
    weight: float  # exponent with which the chance counts: above 1 if the proposer leans to the party


@dataclass(frozen=True)
class Prospect:
    """A package as its proposer sees it."""

    terms: dict[str, str]  # issue: option
    named: str | None
    gain: float  # to the proposer, were it signed
    score: float  # gain times the weighed chances that all others sign
    readings: tuple[Reading, ...]  # of all other parties


@dataclass(frozen=True)
class Rationale:
    """Why this package and no other."""

    rule: Rule  # the opening; the greatest score; by chance, as scores are; or what code of a modeller's own preferred
    considered: int  # packages that it would have gained from and could table
    chosen: Prospect
    favourite: Prospect | None  # what it would gain most from, if that is another one
    runner_up: Prospect | None  # the next best score


@dataclass(frozen=True)
class Before:
    """Everybody before a round was played."""

    actor: Records[Actor]
    lever: Records2[Lever]
    number: int  # of the round, from 0

    @classmethod
    def of(cls, session: Session) -> Before:
        """As they stand now."""
        return cls(session.table.actor.copy(), session.table.lever.copy(), session.round)


def supposed(session: Session, before: Before) -> Records[Actor]:
    """[actor] everybody as in the round just played, but known by the others as before anybody had answered in it."""
    actor, names = session.table.actor.copy(), ("low", "high", "bracket_low", "bracket_high")
    known = before.actor if session.struck_by is None else session.struck_by
    for name in names:
        actor[name] = known[name]
    if session.scenario.protocol == "mediated" and text_due(session.talks) > 0:
        for i in range(len(session.seats.parties)):
            widen_beliefs(session.talks, actor[i])
    return actor


def choice(session: Session, before: Before, row: int, ceasefire: bool) -> Rationale | None:
    """Why that row of the menu was tabled in the round just played; None where chances are not weighed."""
    talks, weighed = session.talks, session.weighed(supposed(session, before), ceasefire)
    if weighed is None:
        return None
    view = _View(session, ceasefire, *weighed)
    opening = text_due(talks) == 0 and row == talks["truce_opening" if ceasefire else "opening"]
    ranked = view.ranked("score", "gain")
    favourite = next(iter(view.ranked("gain", "score")), row)
    return Rationale(
        rule="opening" if opening else view.rule(ranked, row),
        considered=len(ranked),
        chosen=view.prospect(row),
        favourite=view.prospect(favourite) if view.better(favourite, row) else None,
        runner_up=next((view.prospect(other) for other in ranked if not view.alike([other], row)), None),
    )


@dataclass(frozen=True)
class _View:
    """The menu in the proposer's eyes."""

    session: Session
    ceasefire: bool
    rows: Records[Weighed]
    readings: Records2[PartyReading]

    @property
    def terms(self) -> Array:
        """[package, issue] the menu."""
        return self.session.menu.truce_terms if self.ceasefire else self.session.menu.terms

    def ranked(self, *keys: str) -> list[int]:
        """The rows that can be tabled, by these keys and the good of others; of equals the earliest terms."""
        talks, of = self.session.talks, "_truces" if self.ceasefire else ""
        matter = range(int(talks[f"named{of}"]), int(talks[f"listed{of}"]))
        gains, measured = self.rows["gain"].tolist(), self.rows[[*keys, "rest"]].tolist()
        found = [row for row in matter if gains[row] > TIE]

        def order(one: int, two: int) -> int:
            won = int(beats(*measured[one], *measured[two]))
            return -won if won else 1 if tuple(self.terms[one]) > tuple(self.terms[two]) else -1

        return sorted(found, key=cmp_to_key(order))

    def rule(self, ranked: list[int], row: int) -> Rule:
        """By which rule the proposer came to that row; of who is not exact any that could be tabled is by the rules."""
        seat = int(self.session.talks["proposer"])
        if seat < len(self.session.seats.parties) and np.isfinite(
            self.session.table.actor[seat]["precision"]
        ):
            return "logit" if self.alike(ranked, row) else "own_mind"
        return "product" if self.alike(ranked[:1], row) else "own_mind"

    def alike(self, rows: list[int], row: int) -> bool:
        """Do these rows say what that one says?"""
        return any((self.terms[other] == self.terms[row]).all() for other in rows)

    def better(self, row: int, than: int) -> bool:
        """Would the proposer gain more from this row?"""
        return bool(self.rows["gain"][row] > self.rows["gain"][than])

    def prospect(self, row: int) -> Prospect:
        """One row in words and numbers."""
        seats, scenario = self.session.seats, self.session.scenario
        names = seats.truce_proposals if self.ceasefire else seats.proposals
        if self.ceasefire:
            assert scenario.truce
            terms = in_words(self.terms[row], seats.truce_issues, scenario.truce.issues)
        else:
            terms = in_words(self.terms[row], seats.issues, scenario.issues)
        others = [j for j in range(len(seats.parties)) if j != self.session.talks["proposer"]]
        return Prospect(
            terms=terms,
            named=named(self.terms, row, names),
            gain=float(self.rows["gain"][row]),
            score=float(self.rows["score"][row]),
            readings=tuple(self._reading(row, j) for j in others),
        )

    def _reading(self, row: int, j: int) -> Reading:
        seen: PartyReading = self.readings[row, j]
        turns, chance = float(seen["turns"]), float(seen["chance"])
        hopeless, ever = chance <= HOPELESS, chance / HOPELESS
        return Reading(
            party=self.session.seats.parties[j],
            value=float(seen["value"]),
            turns=None if np.isnan(turns) else turns,
            low=float(seen["low"]),
            high=float(seen["high"]),
            today=0.0 if hopeless else chance,
            ever=(ever if ever > SLIM else 0.0) if hopeless and not self.ceasefire else None,
            weight=float(leaning(self.session.talks, self.session.table.actor[j])),
        )


def named(menu: Array, row: int, names: Sequence[str]) -> str | None:
    """The first proposal that says what a row of the menu says; named ones come first on it."""
    return next((name for q, name in enumerate(names) if (menu[q] == menu[row]).all()), None)


def in_words(row: Array, names: Sequence[str], issues: Mapping[str, object]) -> dict[str, str]:
    """A package by the names of its issues and options."""
    return {name: issues[name].options[option] for name, option in zip(names, row, strict=True)}  # type: ignore[attr-defined]
