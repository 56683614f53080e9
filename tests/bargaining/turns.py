"""Alternating offers watched from outside: random domains, all packages listed and sorted, every offer."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any, NamedTuple

import hypothesis.strategies as st
from oracle import excluded, together
from strategies import STRATEGIES, links

from sim.bargaining.protocols.alternating_offers.session import Session
from sim.bargaining.rules.rules import TIE
from sim.bargaining.setup.streams import Streams
from sim.scenario.reading import scenario_of
from sim.scenario.schema import Scenario

EIGHTHS = st.integers(0, 8).map(lambda eighth: eighth / 8)  # few enough that ties are common
TALKS = {"protocol": "alternating_offers", "round_days": 1}
Terms = tuple[int, ...]


def opened(scenario: Scenario, replication: int = 0) -> Session:
    return Session(scenario, Streams(1, replication, 1))


@st.composite
def domains(draw: st.DrawFn, strategies: tuple[str, ...] = STRATEGIES, consents: bool = True) -> Scenario:
    """Two or three parties, one to four issues; doubtful red lines, and a mediator whose consent some options need."""
    parties = ["a", "b", "c"][: draw(st.integers(2, 3))]
    issues = {f"k{k}": draw(an_issue(parties, consents)) for k in range(draw(st.integers(1, 4)))}
    rule = draw(st.sampled_from([{}, {"order": parties[::-1]}, {"packages": "menu"}, {"tolerance": 0.05}]))
    adds = st.sampled_from([{"value": {"a": 0.25, "m": -0.125}}, {"value": {"b": -0.5}}])
    return scenario_of(
        {
            **TALKS,
            "horizon_days": draw(st.integers(1, 12)),
            "alternating_offers": rule,
            "actors": {
                **{name: draw(a_party(issues, strategies)) for name in parties},
                "m": {"role": "mediator", "floor": draw(EIGHTHS)},
            },
            "issues": issues,
            "links": draw(links(issues, {}, adds)),
        }
    )


@st.composite
def an_issue(draw: st.DrawFn, parties: list[str], consents: bool) -> dict[str, Any]:
    options = ["w", "x", "y", "z"][: draw(st.integers(2, 4))]
    values = st.lists(EIGHTHS, min_size=len(options), max_size=len(options))
    needing = st.sets(st.sampled_from(options)).map(sorted) if consents else st.just([])
    return {
        "options": options,
        "value": {name: draw(values) for name in (*parties, "m")},
        "consent": {"m": needed} if (needed := draw(needing)) else {},
    }


@st.composite
def a_party(draw: st.DrawFn, issues: dict[str, Any], strategies: tuple[str, ...]) -> dict[str, Any]:
    lined = draw(st.sets(st.sampled_from(sorted(issues)), max_size=1))
    return {
        "outside_value": draw(EIGHTHS),
        "aspiration": draw(st.sampled_from([0.5, 0.9, 1])),
        "concession": draw(st.sampled_from([0.25, 1, 4])),
        "strategy": draw(st.sampled_from(strategies)),
        "red_lines": {
            name: {"options": [draw(st.sampled_from(issues[name]["options"]))], "probability": 0.7}
            for name in lined
        },
    }


# --- All packages, without the engine's ladders


class Rung(NamedTuple):
    """A package as one actor sees it; the first is worth most, and of equals has the lowest number."""

    loss: float  # minus its utility
    number: int  # in the order of issues and options, or of the menu
    terms: Terms


def packages(session: Session) -> list[Terms]:
    """What can be offered, in order: block by block of issues that are linked."""
    if session.frame.listed:
        return [tuple(row) for row in session.finals.terms[: session.talks["packages"]].tolist()]
    every = product(*map(range, session.frame.options.tolist()))
    members = [k for k in session.frame.blocks.member.ravel() if k >= 0]
    fine = (terms for terms in every if not excluded(session.frame.links, terms))
    return sorted(fine, key=lambda terms: [terms[k] for k in members])


def utility(session: Session, a: int, terms: Terms) -> float:
    parts = sum(session.draw.gain[a, k, o] for k, o in enumerate(terms))
    return float(parts) + float(together(session.frame.links, session.draw.synergy, a, terms))


def barred(session: Session, i: int, terms: Terms) -> bool:
    """Across a genuine red line?"""
    lines, genuine = session.draw.lines, session.draw.genuine
    return any(genuine[i, k] and lines[i, k, o] for k, o in enumerate(terms))


def consented(session: Session, terms: Terms) -> bool:
    """Would everybody else let it pass who is asked?"""
    parties, actors = session.frame.party_count, len(session.seats.actors)
    return all(
        utility(session, a, terms) >= session.table.actor[a]["floor"] - TIE
        for a in range(parties, actors)
        if any(session.frame.needs[k, o, a] for k, o in enumerate(terms))
    )


def rungs(session: Session, i: int) -> list[Rung]:
    """Everything that party i could sign, best first."""
    return sorted(
        Rung(-utility(session, i, terms), number, terms)
        for number, terms in enumerate(packages(session))
        if not barred(session, i, terms)
    )


# --- Every offer


class Offer(NamedTuple):
    """What was offered, and by whom, and who said what to it."""

    by: int
    day: float
    terms: Terms | None
    demands: list[float]  # [party] when it last had a turn
    answers: list[int]  # [actor] types.NOT_ASKED, NO, YES


def offers(session: Session) -> Iterator[Offer]:
    """Play to the end, an offer at a time."""
    parties = session.frame.party_count
    while session.running:
        session.step()
        talks, actor = session.talks, session.table.actor
        row = int(talks["package"])
        yield Offer(
            by=int(talks["proposer"]),
            day=float(talks["day"]),
            terms=None if row < 0 else tuple(session.finals.terms[row].tolist()),
            demands=[float(me["demand"]) for me in actor[:parties]],
            answers=[int(me["answer"]) for me in actor],
        )


def duel(
    a: dict[str, Any], b: dict[str, Any], *, days: float = 100, order: str = "ab", **rest: Any
) -> Session:
    """Two parties and a pie of a hundred slices; utility is the share of it, and all of it is asked for at first."""
    pie = {"from": 0, "to": 1, "step": rest.pop("step", 0.01)}
    scenario = {
        **TALKS,
        "horizon_days": days,
        "alternating_offers": {"order": list(order)},
        "actors": {"a": {"aspiration": 1, **a}, "b": {"aspiration": 1, **b}},
        "issues": {"pie": {"range": pie, "value": {"a": {0: 0, 1: 1}, "b": {0: 1, 1: 0}}}},
    }
    return opened(scenario_of(scenario | rest))
