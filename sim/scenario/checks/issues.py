"""Issues: what can be agreed, who cares, and what protects whom."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.draft import Draft, Spot, repeated
from sim.scenario.places import Items, PlacedTable
from sim.scenario.problems import Problem
from sim.scenario.proposals import OWN
from sim.scenario.quantities import Choice, Fixed
from sim.scenario.scalars import needed
from sim.scenario.suggestions import listed, shown

GUARANTEE = ("guards", "guarantor", "protects")


def issues_have_options(draft: Draft) -> Iterator[Problem]:
    """As names, or as a grid of numbers."""
    for issue in draft.every_issue:
        if issue["options"] and issue["range"]:
            hint = "`range: null` removes one that another file gave"
            yield issue["options"].key_problem("`options` and `range` exclude one another", hint)
        elif not (issue["options"] or issue["range"]) and issue.entries:
            yield issue.key_problem("what can be agreed? give `options: [...]`, or a `range`")
        elif isinstance(issue["options"].node, Items | PlacedTable) and not issue["options"].node:
            yield issue["options"].problem("what can be agreed? at least one option is needed")


def options_differ(draft: Draft) -> Iterator[Problem]:
    """Two options of one name could not be told apart."""
    for issue in draft.every_issue:
        for option in repeated(issue["options"].items):
            yield option.problem(f"there is an option {option} already")


def labels_are_texts(draft: Draft) -> Iterator[Problem]:
    """In a table of options each name has one."""
    for issue in draft.every_issue:
        for label in issue["options"].entries.values():
            if label.name is None or label.name.missing:
                hint = "an option without one is labelled by its name: `name: name`"
                yield label.key_problem(needed("a label", label.node), hint)


def issues_are_not_called_label(draft: Draft) -> Iterator[Problem]:
    """In a proposal the name would mean something else."""
    for issue in draft.every_issue:
        if issue.path[-1] in OWN:
            yield issue.key_problem("no name for an issue: in a proposal it would say something of that")


def guarantees_are_whole(draft: Draft) -> Iterator[Problem]:
    """How much, by whom, for whom."""
    for issue in draft.issues.values():
        there = [key for key in GUARANTEE if issue[key]]
        missing = [key for key in GUARANTEE if not issue[key]]
        if there and missing:
            message = "`guards`, `guarantor` and `protects` go together; missing: "
            yield issue[there[0]].key_problem(message + listed(missing))


def weights_have_values(draft: Draft) -> Iterator[Problem]:
    """Who cares about an issue must say what its options are worth."""
    for issue in draft.issues.values():
        for actor, weight in issue["weight"].entries.items():
            if actor in draft.actors and actor not in issue["value"].entries and not _is_zero(weight):
                yield weight.key_problem(f"{shown(actor)} has a weight here, but no `value`")


def every_party_cares(draft: Draft) -> Iterator[Problem]:
    """A party without any weight has no utility."""
    if not any(issue["value"].entries for issue in draft.issues.values()):
        return
    for name, party in draft.having("party").items():
        if not any(_cares(name, issue) for issue in draft.issues.values()):
            yield party.key_problem("cares about nothing: no issue has a weight above 0 and a `value` for it")


def _cares(actor: str, issue: Spot) -> bool:
    """Is the weight surely above 0?"""
    if actor not in issue["value"].entries:
        return False
    return not issue["weight"] or not _may_be_zero(issue["weight"][actor])


def _is_zero(weight: Spot) -> bool:
    return isinstance(weight.number, Fixed) and weight.number.value == 0


def _may_be_zero(weight: Spot) -> bool:
    """Can it be 0 with a probability above 0?"""
    if not weight:
        return True
    number = weight.number
    return isinstance(number, (Fixed, Choice)) and number.support[0] == 0


CHECKS = (
    issues_have_options,
    options_differ,
    labels_are_texts,
    issues_are_not_called_label,
    guarantees_are_whole,
    weights_have_values,
    every_party_cares,
)
