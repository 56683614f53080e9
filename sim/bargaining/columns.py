"""One row per replication: readable names, units and meanings beside each column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.bargaining.outcomes import OUTCOMES, REASONS, Names, Outcomes
from sim.scenario.paths import dotted

DAYS = {
    "ceasefire_day": "first ceasefire of any kind in force",
    "full_ceasefire_day": "first full ceasefire in force",
    "full_ceasefire_end": "end of that one; empty if there was none or it still held",
    "settlement_day": "a final package signed (and ratified)",
    "last_day": "the talks ended",
    "mediator_left_day": "the mediator walked out; of several the first that did",
    "zone_day": "first day on which a package acceptable to all, or to enough, existed",
}
FLAGS = {
    "zone": "did a zone of possible agreement ever open?",
    "zone_at_end": "was there still one in the last round?",
    "missed": "a zone was there, and no package was signed",
}


@dataclass(frozen=True)
class Column:
    """Values, one per replication; labels turn codes into words, a code of -1 into nothing."""

    name: str
    values: NDArray[Any]
    meaning: str
    unit: str = ""
    labels: Sequence[str] | None = None


def columns(outcomes: Outcomes) -> tuple[Column, ...]:
    """Every column, in the order of the file."""
    return tuple(
        chain.from_iterable(
            part(outcomes) for part in (course, _terms, _actors, _collapses, _factions, _signatures, _inputs)
        )
    )


def course(o: Outcomes) -> Iterator[Column]:
    yield Column("replication", np.arange(len(o)), "its number; play it again alone with the same seed")
    yield Column("outcome", o.outcome, "how the talks ended", labels=OUTCOMES)
    for name, meaning in DAYS.items():
        yield Column(name, getattr(o, name), meaning, "days from the start")
    for name, meaning in FLAGS.items():
        yield Column(name, getattr(o, name), meaning)
    if o.names.endings:
        meaning = "which event ended the talks before their time; empty if none did"
        yield Column("ended_by", o.ended_by, meaning, labels=o.names.endings)
    yield Column("votes_lost", o.votes_lost, "votes at home that were lost, on what had been signed")
    if o.names.at_home:
        yield Column(
            "first_vote_lost_day", o.first_vote_lost_day, "the first of these", "days from the start"
        )
        whose = "whose no that was; empty without one"
        yield Column("first_vote_lost_by", o.first_vote_lost_by, whose, labels=voters(o.names))
    yield Column("balance", o.balance, "war balance at the end; higher for the attacker", "log-odds")
    yield Column("fighting_days", o.fighting_days, "days of full fighting", "days")
    yield Column("peace_days", o.peace_days, "how long peace lasts after a settlement", "days")
    yield Column(
        "slack", o.slack, "by how much the search for packages may have missed the best; 0: exact", "utility"
    )


def voters(names: Names) -> tuple[str, ...]:
    """Who votes at home, in a word each."""
    return tuple(dotted(*filter(None, each)) for each in names.at_home)


def _terms(o: Outcomes) -> Iterator[Column]:
    names = o.names
    for i, issue in enumerate(names.issues):
        meaning = f"{issue} in the settlement"
        yield Column(dotted("terms", issue), o.terms[:, i], meaning, labels=names.options[i])
    for i, issue in enumerate(names.ceasefire_issues):
        meaning = f"{issue} in the first full ceasefire, else in the latest"
        labels = names.ceasefire_options[i]
        yield Column(dotted("ceasefire_terms", issue), o.ceasefire_terms[:, i], meaning, labels=labels)


def _actors(o: Outcomes) -> Iterator[Column]:
    seats, parties, declarers = o.names.actors, o.names.parties, o.names.declarers
    yield from _each(o, "utility", seats, "the settlement to {}", "utility")
    yield from _each(o, "signed", parties, "is {} bound by a settlement?")
    yield from _each(o, "war_value", parties, "what fighting on is worth to {} at the end", "utility")
    yield from _each(o, "reservation", parties, "the worst deal that {} would take at the end", "utility")
    yield from _each(o, "reason", seats, "why {} did not sign the last package", labels=REASONS)
    why = "why {} did not sign the last ceasefire tabled"
    yield from _each(o, "ceasefire_reason", seats, why, labels=REASONS)
    first, days = "the first ceasefire that {} declares on its own", "days from the start"
    yield from _each(o, "unilateral_day", declarers, first, days)
    yield from _each(o, "unilateral_days", declarers, "for how long {} holds its fire on its own", "days")


def _each(
    o: Outcomes,
    key: str,
    names: Sequence[str],
    meaning: str,
    unit: str = "",
    labels: Sequence[str] | None = None,
) -> Iterator[Column]:
    """A column for each of those named."""
    for i, name in enumerate(names):
        yield Column(dotted(key, name), getattr(o, key)[:, i], meaning.format(name), unit, labels)


def _collapses(o: Outcomes) -> Iterator[Column]:
    if o.names.spoilers:
        yield Column(
            "collapses.parties", o.collapses[:, 0], "ceasefires that collapsed, by no spoiler’s doing"
        )
    for s, name in enumerate(o.names.spoilers):
        meaning = f"ceasefires that collapsed by the doing of {name}"
        yield Column(dotted("collapses", "spoilers", name), o.collapses[:, s + 1], meaning)


def _factions(o: Outcomes) -> Iterator[Column]:
    for f, (party, faction) in enumerate(o.names.factions):
        meaning = f"does {faction} of {party} get less than it needs of the last package?"
        yield Column(dotted("below_floor", party, faction), o.below_floor[:, f], meaning)


def _signatures(o: Outcomes) -> Iterator[Column]:
    kinds = (
        ("would_sign", o.names.proposals, o.would_sign, "at the end, rather than fight on"),
        ("would_sign_ceasefire", o.names.ceasefire_proposals, o.would_sign_ceasefire, "at the first text"),
    )
    for kind, proposals, answers, when in kinds:
        for p, proposal in enumerate(proposals):
            for a, actor in enumerate(o.names.actors):
                meaning = f"would {actor} sign {proposal} {when}?"
                yield Column(dotted(kind, proposal, actor), answers[:, p, a], meaning)


def _inputs(o: Outcomes) -> Iterator[Column]:
    for i, path in enumerate(o.names.inputs):
        yield Column(f"input.{path}", o.inputs[:, i], f"what was drawn for {path}")
