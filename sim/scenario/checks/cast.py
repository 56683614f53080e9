"""Who takes part: enough parties."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.draft import Draft, repeated
from sim.scenario.problems import Problem
from sim.scenario.suggestions import listed, shown


def two_parties(draft: Draft) -> Iterator[Problem]:
    """Nobody negotiates alone."""
    if len(draft.actors) >= 2 and len(draft.having("party")) < 2:
        yield draft.root["actors"].key_problem("at least two actors must be parties (role: party)")


def turns_are_all_parties(draft: Draft) -> Iterator[Problem]:
    """Whoever has no turn could never speak."""
    order = draft.root["alternating_offers"]["order"]
    for name in repeated(order.items):
        yield name.problem(f"{shown(str(name.name))} has a turn already")
    missing = [party for party in draft.having("party") if party not in {turn.name for turn in order.items}]
    if order.items and missing:
        yield order.problem(f"every party needs a turn, and none is given to {listed(missing)}")


def minds_of_their_own_decide(draft: Draft) -> Iterator[Problem]:
    """Under challenge nobody proposes or answers."""
    if draft.root["protocol"].name == "challenge":
        for actor in draft.actors.values():
            if actor["behaviour"]:
                message = "nobody proposes or answers under `protocol: challenge`, so it would decide nothing"
                yield actor["behaviour"].key_problem(message)


CHECKS = (
    two_parties,
    turns_are_all_parties,
    minds_of_their_own_decide,
)
