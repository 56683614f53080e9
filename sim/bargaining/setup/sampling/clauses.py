"""What can be agreed: guarantees, red lines, what goes together, ceasefires."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sim.bargaining.setup.linking import linked
from sim.bargaining.setup.sampling.records import numbers
from sim.bargaining.setup.sampling.sampler import Sampler
from sim.bargaining.setup.sampling.tastes import gridded, widest
from sim.bargaining.setup.structure import Seating, red_lines
from sim.bargaining.types import Array
from sim.scenario.issues import CeasefireIssue, Issue
from sim.scenario.links import CeasefireLink, Link
from sim.scenario.paths import dotted
from sim.scenario.schema import Scenario


def draw_synergy(
    links: Sequence[Link | CeasefireLink],
    issues: Mapping[str, Issue] | Mapping[str, CeasefireIssue],
    seats: Seating,
    sampler: Sampler,
    *path: str,
) -> Array:
    """[link, actor] what options that go together add, on the grid."""
    found = linked(links, issues)
    table = numbers(len(found), len(seats.actors))
    for n, rule in enumerate(found):
        link = links[rule.link]
        for actor, number in () if rule.never else link.adds.items():
            where = dotted(*path, link.name or str(rule.link), link.key, actor)
            table[n, seats.actors.index(actor)] = gridded(sampler.number(where, number))
    return table


def draw_guards(scenario: Scenario, seats: Seating, sampler: Sampler) -> Array:
    """[issue, option] strength of what a guarantor promises."""
    guards = numbers(len(seats.issues), widest(scenario))
    for k, name in enumerate(seats.issues):
        issue = scenario.issues[name]
        for o, strength in enumerate(issue.guards or ()):
            guards[k, o] = sampler.number(dotted("issues", name, "guards", issue.options[o]), strength)
    return guards


def draw_lines(scenario: Scenario, seats: Seating) -> Array:
    """[actor, issue, option] stated red lines, which events move."""
    return red_lines(scenario, seats).astype(object)


def draw_genuine(scenario: Scenario, seats: Seating, sampler: Sampler) -> Array:
    """[actor, issue] is the red line more than posture?"""
    genuine = numbers(len(seats.actors), len(seats.issues))
    for i, party in enumerate(seats.parties):
        for issue, line in scenario.parties[party].red_lines.items():
            path, k = dotted("actors", party, "red_lines", issue), seats.issues.index(issue)
            drawn = sampler.number(f"{path}.probability", line.probability)
            genuine[i, k] = sampler.coin(f"{path}.genuine", line.probability, drawn)
    return genuine


def truce_shape(scenario: Scenario) -> tuple[int, int]:
    """How many ceasefire issues, and the most options of one."""
    issues = scenario.truce.issues.values() if scenario.truce else ()
    return len(issues), max((len(issue.options) for issue in issues), default=0)


def draw_truce_table(scenario: Scenario, seats: Seating, sampler: Sampler, key: str, default: float) -> Array:
    """[ceasefire issue, option] of `halts` or `hazard`."""
    table = numbers(*truce_shape(scenario), fill=default)
    for k, name in enumerate(seats.truce_issues):
        issue = scenario.truce.issues[name]  # type: ignore[union-attr]
        for o, quantity in enumerate(getattr(issue, key) or ()):
            path = dotted("ceasefire", "issues", name, key, issue.options[o])
            table[k, o] = sampler.number(path, quantity)
    return table


def draw_worth(scenario: Scenario, seats: Seating, sampler: Sampler) -> Array:
    """[actor, ceasefire issue, option] worth of the conditions, on the grid."""
    table = numbers(len(seats.actors), *truce_shape(scenario))
    for k, name in enumerate(seats.truce_issues):
        issue = scenario.truce.issues[name]  # type: ignore[union-attr]
        for actor, worth in issue.worth.items():
            for o, quantity in enumerate(worth):
                path = dotted("ceasefire", "issues", name, "worth", actor, issue.options[o])
                table[seats.actors.index(actor), k, o] = gridded(sampler.number(path, quantity))
    return table
