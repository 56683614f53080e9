"""Who must sign: votes that can be counted."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.draft import Draft, repeated
from sim.scenario.problems import Problem
from sim.scenario.signatures import Coalitions, Signatures, TooManyCoalitions
from sim.scenario.suggestions import shown


def somebody_has_votes(draft: Draft) -> Iterator[Problem]:
    """A share of nothing is reached by nobody's signature."""
    weights = draft.root["signatures"]["weights"]
    given = {party: weights[party].number for party in draft.having("party")}
    if given and all(number is not None and number.support == (0.0, 0.0) for number in given.values()):
        yield weights.key_problem("at least one party needs a weight above 0")


def each_is_required_once(draft: Draft) -> Iterator[Problem]:
    """A name that stands twice is a slip."""
    for name in repeated(draft.root["signatures"]["required"].items):
        yield name.problem(f"{shown(str(name.name))} is required already")


def coalitions_can_be_told_apart(draft: Draft) -> Iterator[Problem]:
    """Weights of many parties of which all sums differ make too many kinds of coalitions."""
    spot, parties = draft.root["signatures"], tuple(map(str, draft.having("party")))
    try:
        rule = Signatures.model_validate(spot.node)
    except ValueError:
        return  # told already, or `all`
    fits = any(rule.weights.get(party, 1.0) for party in parties) and set(rule.required) <= set(parties)
    if fits and not _can_be_told_apart(Coalitions(rule, parties)):
        hint = "round the weights, to whole per cents say"
        yield spot["weights"].key_problem("too many different sums to tell coalitions apart", hint)


def _can_be_told_apart(game: Coalitions) -> bool:
    try:
        return bool(game.nodes)
    except TooManyCoalitions:
        return False


CHECKS = (somebody_has_votes, each_is_required_once, coalitions_can_be_told_apart)
