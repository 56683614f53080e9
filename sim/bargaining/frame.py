"""Scenario -> Frame: the structure that all replications share, as arrays of positions."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from sim.bargaining.nouns import WEIGHT_STEPS, Array, Frame
from sim.scenario.schema import Scenario

ENUMERATED = 512  # so few packages are all put on the menu
FINE = 8  # an issue with more options than this is a scale
MOST_SCOPES = 64


@dataclass(frozen=True)
class Seating:
    """Names in the order of the arrays: by name, so that the order in the file does not matter."""

    parties: tuple[str, ...]
    actors: tuple[str, ...]  # parties, then the mediator, then backers
    issues: tuple[str, ...]
    proposals: tuple[str, ...]
    truce_issues: tuple[str, ...]
    truce_proposals: tuple[str, ...]


def seating(scenario: Scenario) -> Seating:
    """The order of every axis."""
    parties = tuple(sorted(scenario.parties))
    mediator = (scenario.mediator[0],) if scenario.mediator else ()
    truce = scenario.truce
    return Seating(
        parties=parties,
        actors=parties + mediator + tuple(sorted(scenario.backers)),
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
    truce = scenario.truce
    truce_issues = [truce.issues[k] for k in seats.truce_issues] if truce else []
    truce_options = [issue.options for issue in truce_issues]
    halting = [any(q.span[1] > 0 for q in issue.halts or ()) for issue in truce_issues]
    guarantors = [seats.actors.index(issue.guarantor) if issue.guarantor else -1 for issue in issues]
    consenting = [issue.consent for issue in [*issues, *truce_issues]]
    return Frame(
        rounds=rounds_of(scenario),
        party_count=len(seats.parties),
        listed=scenario.alternating_offers.packages == "menu",
        tolerance=scenario.alternating_offers.tolerance,
        options=counts(options),
        fine=counts(options) > FINE,
        proposals=rows([scenario.proposals[q].terms for q in seats.proposals], seats.issues, options),
        packages=every_package(counts(options)),
        needs=needs([issue.consent for issue in issues], options, seats.actors),
        guarantor=np.array(guarantors, np.int64),
        protects=np.array([[name in issue.protects for name in seats.actors] for issue in issues]),
        lines=red_lines(scenario, seats),
        weightings=tilted(simplex_points(len(seats.parties)), seats.actors, consenting),
        balanced=tilted(np.full((1, len(seats.parties)), 1 / len(seats.parties)), seats.actors, consenting),
        scale=scales(scenario, seats),
        joins=np.array([[name in issue.value for name in seats.actors] for issue in issues]),
        truce_options=counts(truce_options),
        truce_proposals=rows(
            [truce.proposals[q].terms for q in seats.truce_proposals] if truce else [],
            seats.truce_issues,
            truce_options,
        ),
        truce_packages=every_package(counts(truce_options)),
        truce_scopes=scopes(truce_options, halting),
        truce_needs=needs([issue.consent for issue in truce_issues], truce_options, seats.actors),
    )


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
    return max(1, math.floor(scenario.horizon_days / scenario.round_days + 1e-9))


def position(names: Sequence[str], name: str | None) -> int:
    """Place of a name; -1 for none."""
    return -1 if name is None else names.index(name)


def counts(options: Sequence[Sequence[str]]) -> Array:
    """[issue] how many options."""
    return np.array([len(o) for o in options], np.int64)


def rows(
    packages: Iterable[Mapping[str, str]], issues: Sequence[str], options: Sequence[Sequence[str]]
) -> Array:
    """[package, issue] positions of the options."""
    table = [[o.index(package[k]) for k, o in zip(issues, options, strict=True)] for package in packages]
    return np.array(table, np.int64).reshape(len(table), len(issues))


def every_package(sizes: Array) -> Array:
    """[package, issue] all of them where they are few, none where they are many."""
    if len(sizes) == 0 or math.prod(sizes.tolist()) > ENUMERATED:
        return np.zeros((0, len(sizes)), np.int64)
    return np.array(list(product(*map(range, sizes))), np.int64)


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


def scopes(options: Sequence[Sequence[str]], halting: Sequence[bool]) -> Array:
    """[scope, ceasefire issue] where there are many: each combination of what halts fighting; -1 elsewhere."""
    if math.prod(map(len, options)) <= ENUMERATED:
        return np.zeros((0, len(options)), np.int64)
    sizes = [len(o) if halts else 1 for o, halts in zip(options, halting, strict=True)]
    every = math.prod(sizes)
    some = np.unique(np.linspace(0, every - 1, min(every, MOST_SCOPES)).round().astype(np.int64))
    return np.where(halting, np.stack(np.unravel_index(some, sizes), axis=1), -1)


def tilted(shares: Array, actors: Sequence[str], consents: Iterable[Mapping[str, object]]) -> Array:
    """[weighting, actor] shares of the parties, with and without a tilt to those whose consent is needed."""
    needed = {actor for consent in consents for actor in consent}
    consenting = np.array([actor in needed for actor in actors])
    plain = np.hstack([shares, np.zeros((len(shares), len(actors) - shares.shape[1]))])
    if not consenting.any():
        return on_steps(plain)
    return on_steps(np.vstack([plain, (plain + consenting / consenting.sum()) / 2]))


def simplex_points(parties: int) -> Array:
    """[point, party] evenly spread shares: the gaps between sorted points of an additive recurrence."""
    points = 7 if parties == 2 else 7 + 12 * (parties - 2)
    cuts = np.sort((0.5 + np.arange(points)[:, None] * recurrence(parties - 1, points)) % 1.0, axis=1)
    edges = np.hstack([np.zeros((points, 1)), cuts, np.ones((points, 1))])
    return np.diff(edges, axis=1)


def recurrence(dimensions: int, points: int) -> Array:
    """[dimension] steps that fill a cube evenly: even ones on a line, else powers of a generalised golden ratio."""
    if dimensions == 1:
        return np.array([1.0 / points])
    ratio = 2.0
    for _ in range(60):
        ratio = (1.0 + ratio) ** (1.0 / (dimensions + 1))  # the root of x^(d+1) = x + 1
    return np.array([ratio**-k for k in range(1, dimensions + 1)])


def on_steps(weights: Array) -> Array:
    """Weights as whole steps."""
    return np.round(weights * WEIGHT_STEPS) / WEIGHT_STEPS
