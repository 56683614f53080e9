"""Scenario -> Frame: the structure that all replications share, as arrays of positions."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sim.bargaining.records import Records, SignatureNode
from sim.bargaining.setup.cells import cells
from sim.bargaining.setup.linking import blocks_of, in_order, linked, links_of
from sim.bargaining.types import Array, Frame
from sim.scenario.schema import Scenario
from sim.scenario.signatures import Coalitions


@dataclass(frozen=True)
class Seating:
    """Names in the order of the arrays: by name, so that the order in the file does not matter."""

    parties: tuple[str, ...]
    actors: tuple[str, ...]  # parties, then mediators, then backers, then spoilers
    issues: tuple[str, ...]
    proposals: tuple[str, ...]
    truce_issues: tuple[str, ...]
    truce_proposals: tuple[str, ...]


def seating(scenario: Scenario) -> Seating:
    """The order of every axis."""
    parties = tuple(sorted(scenario.parties))
    truce = scenario.truce
    return Seating(
        parties=parties,
        actors=(
            *parties,
            *sorted(scenario.mediators),
            *sorted(scenario.backers),
            *sorted(scenario.spoilers),
        ),
        issues=tuple(sorted(scenario.issues)),
        proposals=tuple(sorted(scenario.proposals)),
        truce_issues=tuple(sorted(truce.issues)) if truce else (),
        truce_proposals=tuple(sorted(truce.proposals)) if truce else (),
    )


def frame(scenario: Scenario) -> Frame:
    """Everything about the talks that is not a number to be drawn."""
    seats = seating(scenario)
    issues = [scenario.issues[k] for k in seats.issues]
    options = [issue.options for issue in issues]
    found = linked(scenario.links, scenario.issues)
    truce = scenario.truce
    truce_issues = [truce.issues[k] for k in seats.truce_issues] if truce else []
    truce_options = [issue.options for issue in truce_issues]
    truce_found = linked(truce.links, truce.issues) if truce else ()
    consents = needs([issue.consent for issue in issues], options, seats.actors)
    guarantors = [seats.actors.index(issue.guarantor) if issue.guarantor else -1 for issue in issues]
    return Frame(
        rounds=rounds_of(scenario),
        party_count=len(seats.parties),
        ratifiers=len(ratifiers(scenario, seats)),
        factions=len(factions(scenario, seats)),
        spoilers=len(scenario.spoilers),
        listed=scenario.alternating_offers.packages == "menu",
        tolerance=scenario.alternating_offers.tolerance,
        options=counts(options),
        order=in_order(
            [(issue.guarantor is not None, bool(issue.consent)) for issue in issues], found, seats.issues
        ),
        proposals=rows([scenario.proposals[q].terms for q in seats.proposals], seats.issues, options),
        needs=consents,
        links=links_of(found, dict(zip(seats.issues, options, strict=True))),
        blocks=blocks_of(found, dict(zip(seats.issues, options, strict=True)), consents),
        guarantor=np.array(guarantors, np.int64),
        protects=np.array([[name in issue.protects for name in seats.actors] for issue in issues]),
        nodes=coalitions(scenario, seats),
        scale=scales(scenario, seats),
        joins=np.array([[name in issue.value for name in seats.actors] for issue in issues]),
        truce_options=counts(truce_options),
        truce_order=in_order(
            [(issue.halts is not None, bool(issue.consent)) for issue in truce_issues],
            truce_found,
            seats.truce_issues,
        ),
        truce_proposals=rows(
            [truce.proposals[q].terms for q in seats.truce_proposals] if truce else [],
            seats.truce_issues,
            truce_options,
        ),
        truce_needs=needs([issue.consent for issue in truce_issues], truce_options, seats.actors),
        truce_links=links_of(truce_found, dict(zip(seats.truce_issues, truce_options, strict=True))),
        cells=cells(scenario, seats.actors, seats.issues, ratifiers(scenario, seats)),
    )


def ratifiers(scenario: Scenario, seats: Seating) -> tuple[tuple[str, str], ...]:
    """Who votes at home, in order: the party and the name, which is empty where the party's own utility decides."""
    return tuple(
        (party, name)
        for party in seats.parties
        if (ratify := scenario.parties[party].ratify) is not None
        for name in (sorted(ratify.by) or [""])
    )


def factions(scenario: Scenario, seats: Seating) -> tuple[tuple[str, str], ...]:
    """Who can hold its party back, in order: the party and the faction."""
    return tuple(
        (party, name)
        for party in seats.parties
        if party in scenario.divided
        for name in sorted(scenario.divided[party].factions)
    )


def coalitions(scenario: Scenario, seats: Seating) -> Records[SignatureNode]:
    """[node] where some parties are enough; none where all must sign."""
    game = Coalitions(scenario.signing, seats.parties)
    return SignatureNode.filled(() if game.unanimous else game.nodes)


def scales(scenario: Scenario, seats: Seating) -> Array:
    """[issue, option] numbers of a range, places of named options."""
    issues = [scenario.issues[k] for k in seats.issues]
    table = np.zeros((len(issues), max(len(issue.options) for issue in issues)))
    for k, issue in enumerate(issues):
        numbers = map(float, issue.range.numbers) if issue.range else range(len(issue.options))
        table[k, : len(issue.options)] = list(numbers)
    return table


def rounds_of(scenario: Scenario) -> int:
    """How many whole rounds fit into the horizon; at least one."""
    return max(1, math.floor(scenario.horizon_days / scenario.step_days + 1e-9))


def days_between_texts(scenario: Scenario) -> float:
    """From one text to the next; no more than leaves time for one."""
    return min(scenario.pace_days, rounds_of(scenario) * scenario.step_days)


def position(names: Sequence[str], name: str | None) -> int:
    """Place of a name; -1 for none."""
    return -1 if name is None else names.index(name)


def order(wanted: Sequence[Hashable], given: Sequence[Hashable]) -> list[int]:
    """Where each wanted name stands among the given ones."""
    return [given.index(name) for name in wanted]


def counts(options: Sequence[Sequence[str]]) -> Array:
    """[issue] how many options."""
    return np.array([len(o) for o in options], np.int64)


def rows(
    packages: Iterable[Mapping[str, str]], issues: Sequence[str], options: Sequence[Sequence[str]]
) -> Array:
    """[package, issue] positions of the options."""
    table = [[o.index(package[k]) for k, o in zip(issues, options, strict=True)] for package in packages]
    return np.array(table, np.int64).reshape(len(table), len(issues))


def needs(
    consents: Sequence[Mapping[str, Sequence[str]]], options: Sequence[Sequence[str]], actors: Sequence[str]
) -> Array:
    """[issue, option, actor] whose consent an option needs."""
    table = np.zeros((len(options), max(map(len, options), default=0), len(actors)), np.bool_)
    for k, consent in enumerate(consents):
        for actor, needed in consent.items():
            for option in needed:
                table[k, options[k].index(option), actors.index(actor)] = True
    return table


def red_lines(scenario: Scenario, seats: Seating) -> Array:
    """[actor, issue, option] stated red lines."""
    widest = max(len(issue.options) for issue in scenario.issues.values())
    table = np.zeros((len(seats.actors), len(seats.issues), widest), np.bool_)
    for i, party in enumerate(seats.parties):
        for issue, line in scenario.parties[party].red_lines.items():
            for option in line.options:
                table[i, seats.issues.index(issue), scenario.issues[issue].options.index(option)] = True
    return table
