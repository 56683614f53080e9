"""Votes at home, and factions: how it is decided, and what those at home think."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.draft import Draft, Spot, option_names
from sim.scenario.problems import Problem
from sim.scenario.suggestions import listed, remedy, shown


def votes_are_decided_in_one_way(draft: Draft) -> Iterator[Problem]:
    """By the party's utility, or by bodies with preferences of their own."""
    for ratify in _votes(draft):
        curve = [key for key in ("slope", "mid") if ratify[key]]
        if ratify["by"].entries and curve:
            message = f"`by` and `{curve[0]}` exclude one another: each body has a `slope` and a `floor`"
            yield ratify["by"].key_problem(message)
        elif not ratify["by"].entries and len(curve) < 2:
            yield ratify.key_problem("how is it decided? give `slope` and `mid`, or `by`")


def opinions_are_of_the_issues(draft: Draft) -> Iterator[Problem]:
    """What those at home care for, and what its options are worth to them."""
    for body in _opinions(draft):
        for name, spot in [*body["weight"].entries.items(), *body["value"].entries.items()]:
            if name not in draft.issues:
                yield spot.key_problem(f"there is no issue {shown(name)}", remedy(name, draft.issues))
        for name, spot in body["value"].entries.items():
            if name in draft.issues:
                yield from _misfits(spot, draft.issues[name])


def _misfits(worth: Spot, issue: Spot) -> Iterator[Problem]:
    """Numbers that do not go with the options of an issue."""
    options, given = option_names(issue.node), worth.entries
    if not options:
        return
    if worth.is_list and len(worth.items) != len(options):
        counted = f"{len(worth.items)} value{'s' * (len(worth.items) != 1)} for {len(options)} options"
        yield worth.problem(f"{counted} ({listed(options, 6)})")
    for option, spot in given.items():
        if option not in options:
            yield spot.key_problem(f"there is no option {shown(option)}", remedy(option, options))
    needed = (options[0], options[-1]) if issue["range"] else options
    missing = [option for option in needed if option not in given]
    if worth.is_table and missing:
        yield worth.key_problem(f"says nothing about {listed(missing, 6)}")
    elif worth.is_table and len(given) < len(options) and not all(map(_is_known, given.values())):
        yield worth.key_problem(
            "only between known numbers are there straight lines: give one for every option"
        )


def _is_known(spot: Spot) -> bool:
    return spot.number is None or spot.number.fixed


def _votes(draft: Draft) -> Iterator[Spot]:
    for party in draft.having("party").values():
        if party["ratify"].is_table:
            yield party["ratify"]


def _opinions(draft: Draft) -> Iterator[Spot]:
    """Of who votes at home, and of factions."""
    for ratify in _votes(draft):
        yield from ratify["by"].entries.values()
    for party in draft.having("party").values():
        yield from party["factions"].entries.values()


CHECKS = (votes_are_decided_in_one_way, opinions_are_of_the_issues)
