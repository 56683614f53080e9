"""Names that refer to actors, issues and options must be names of some."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from sim.scenario.actors import ROLES
from sim.scenario.draft import Draft, Spot, option_names
from sim.scenario.problems import Problem
from sim.scenario.suggestions import remedy, shown

VETO = "parties veto everything anyway"


def actors_exist(draft: Draft) -> Iterator[Problem]:
    """Wherever any actor can stand."""
    tables = [issue[key] for issue in draft.issues.values() for key in ("weight", "value", "salience")]
    tables += [issue["worth"] for issue in draft.truce_issues.values()]
    tables += [event["credibility"] for event in draft.events]
    tables += [event["sets"]["actors"] for event in draft.events]
    tables += [link[key] for link in draft.every_link for key in ("value", "worth")]
    yield from _keys_in_role(draft, tables, ROLES)
    guarantors = (issue["guarantor"] for issue in draft.issues.values())
    yield from _names_in_role(draft, guarantors, ("party", "mediator", "backer"))


def parties_exist(draft: Draft) -> Iterator[Problem]:
    """Wherever only a party can stand."""
    mediators, backers = draft.having("mediator").values(), draft.having("backer").values()
    tables = [mediator["leverage"] for mediator in mediators]
    tables += [mediator["when_leaves"]["cost"] for mediator in mediators]
    tables += [backer["backfill"] for backer in backers]
    tables += [event["cost"] for event in draft.events]
    tables += [draft.root["signatures"]["weights"]]
    yield from _keys_in_role(draft, tables, ("party",))
    protected = chain.from_iterable(issue["protects"].singles for issue in draft.issues.values())
    yield from _names_in_role(draft, protected, ("party",))
    yield from _names_in_role(draft, draft.root["alternating_offers"]["order"].items, ("party",))
    yield from _names_in_role(draft, draft.root["signatures"]["required"].items, ("party",))


def consenters_exist(draft: Draft) -> Iterator[Problem]:
    """Wherever only those can stand who are asked for consent."""
    consents = [issue["consent"] for issue in draft.every_issue]
    yield from _keys_in_role(draft, consents, ("mediator", "backer"), VETO)
    floors = [event["floor"] for event in draft.events]
    yield from _keys_in_role(draft, floors, ("mediator", "backer", "spoiler"))


def tastes_can_be_set(draft: Draft) -> Iterator[Problem]:
    """A mediator has none that an event could change: it tables by them, or by none, from first to last."""
    issues = [issue for event in draft.events for issue in event["sets"]["issues"].entries.values()]
    tables = [issue[key] for issue in issues for key in ("weight", "value")]
    yield from _keys_in_role(draft, tables, ("party", "backer"), "a mediator keeps what it wants")


def options_exist(draft: Draft) -> Iterator[Problem]:
    """Of consents and red lines."""
    for issue in draft.every_issue:
        for options in issue["consent"].entries.values():
            yield from _no_options(issue, options.items)
    for party in draft.having("party").values():
        for name, line in party["red_lines"].entries.items():
            if name in draft.issues:
                yield from _no_options(draft.issues[name], line["options"].items)
            else:
                yield line.key_problem(f"there is no issue {shown(name)}", remedy(name, draft.issues))


def _keys_in_role(
    draft: Draft, tables: Iterable[Spot], roles: tuple[str, ...], why: str | None = None
) -> Iterator[Problem]:
    for table in tables:
        for name, entry in table.entries.items():
            wrong = _miscast(draft, name, roles, why)
            if wrong:
                yield entry.key_problem(*wrong)


def _names_in_role(draft: Draft, spots: Iterable[Spot], roles: tuple[str, ...]) -> Iterator[Problem]:
    for spot in spots:
        wrong = spot.name and _miscast(draft, spot.name, roles)
        if wrong:
            yield spot.problem(*wrong)


def _miscast(
    draft: Draft, name: str, roles: tuple[str, ...], why: str | None = None
) -> tuple[str, str | None] | None:
    """What is wrong with this name where an actor in one of these roles is needed, and a hint."""
    if name not in draft.actors:
        return f"there is no actor {shown(name)}", remedy(name, draft.having(*roles) or draft.actors)
    role = draft.roles[name]
    if role in roles or role not in ROLES:
        return None
    return f"{shown(name)} is a {role}, not a {_one_of(roles)}", why


def _one_of(roles: tuple[str, ...]) -> str:
    return " or a ".join([", a ".join(roles[:-1]), roles[-1]]) if len(roles) > 1 else roles[0]


def _no_options(issue: Spot, spots: Iterable[Spot]) -> Iterator[Problem]:
    options = option_names(issue.node)
    for spot in spots:
        if options and spot.name is not None and spot.name not in options:
            yield spot.problem(f"there is no option {shown(spot.name)}", remedy(spot.name, options))


CHECKS = (actors_exist, parties_exist, consenters_exist, tastes_can_be_set, options_exist)
