"""What could stand in the way of a deal, taken away: one obstacle at a time, as anybody would type it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import reduce
from typing import Any, Literal, TypeAlias

from sim.bargaining.setup.relevance import is_read
from sim.scenario.changing import value_at, with_changed
from sim.scenario.paths import dotted
from sim.scenario.quantities import Fixed, Quantity
from sim.scenario.schema import Scenario
from sim.scenario.writing import in_a_line

Kind: TypeAlias = Literal[
    "red_line",
    "faction",
    "consent",
    "floor",
    "guarantee",
    "distrust",
    "audience_cost",
    "cost",
    "optimism",
    "ratification",
    "event",
]
Edits: TypeAlias = dict[str, Quantity | tuple[str, ...] | None]  # by path: what stands there instead
DEARER = 2.0  # times the cost of war
OF_PARTIES: tuple[Kind, ...] = ("distrust", "audience_cost", "cost", "optimism", "ratification")
OF_WAR = ("cost", "optimism")


@dataclass(frozen=True)
class Removal:
    """One obstacle, and whose it is; nobody's is an event that ends the talks."""

    kind: Kind
    actor: str
    issue: str | None = None  # of a red line
    faction: str | None = None  # that holds its party back
    event: str | None = None  # that ends the talks


def removals(scenario: Scenario) -> tuple[Removal, ...]:
    """Every obstacle that this scenario has: what is not there, or is not read, cannot be taken away."""
    return tuple(change for change in _thinkable(scenario) if _does_something(scenario, change))


def changed(scenario: Scenario, *taken: Removal) -> Scenario:
    """The same scenario without these obstacles."""
    return edited(
        scenario, {path: value for change in taken for path, value in edits(scenario, change).items()}
    )


def edited(scenario: Scenario, made: Edits) -> Scenario:
    """The scenario with these edits."""
    return reduce(lambda so_far, path: with_changed(so_far, path, lambda _: made[path]), made, scenario)


def settings(scenario: Scenario, change: Removal) -> tuple[str, ...]:
    """The change as it is typed after `--set`, one each."""
    return typed(edits(scenario, change))


def typed(made: Edits) -> tuple[str, ...]:
    """Edits as they are typed after `--set`, one each."""
    return tuple(f"{path}={in_a_line(value)}" for path, value in made.items())


def edits(scenario: Scenario, change: Removal) -> Edits:
    """What a change puts where."""
    of_actor = ("actors", change.actor)
    match change.kind:
        case "red_line":
            return {dotted(*of_actor, "red_lines", change.issue or "", "probability"): Fixed(0.0)}
        case "faction":
            return {dotted(*of_actor, "factions", change.faction or "", "floor"): Fixed(0.0)}
        case "consent":
            return {
                dotted("issues", issue, "consent", change.actor): ()
                for issue in vetoes(scenario, change.actor)
            }
        case "event":
            return {dotted("events", change.event or "", "chance"): Fixed(0.0)}
        case "guarantee":
            return {dotted(*of_actor, "credibility"): Fixed(1.0)}
        case "ratification":
            return {dotted(*of_actor, "ratify"): None}
        case "cost":
            cost = scenario.parties[change.actor].cost_per_day
            return {dotted(*of_actor, "cost_per_day"): _bare(cost.scaled(DEARER))}
    return {dotted(*of_actor, change.kind): Fixed(0.0)}


def partly(scenario: Scenario, change: Removal, part: float) -> Edits | None:
    """What a part of a change puts where, less than all of it; None for what is so or not, such as a veto.

    The way from what is there to what a change puts there: three quarters of no distrust is a quarter of the distrust.
    """
    there = {path: value_at(scenario, path) for path in edits(scenario, change)}
    if not all(isinstance(value, Quantity) for value in there.values()):
        return None
    dearer = change.kind == "cost"
    factor = 1.0 + part * (DEARER - 1.0) if dearer else 1.0 - part
    by = part if change.kind == "guarantee" else 0.0  # towards 1; all others go towards 0
    return {path: _bare(value.scaled(factor).moved(by)) for path, value in there.items()}


def vetoes(scenario: Scenario, actor: str) -> tuple[str, ...]:
    """The issues on which something needs this actor's consent."""
    return tuple(name for name, issue in scenario.issues.items() if issue.consent.get(actor))


def _thinkable(scenario: Scenario) -> Iterator[Removal]:
    for name, party in scenario.parties.items():
        yield from (Removal("red_line", name, issue) for issue in party.red_lines)
    for name, party in scenario.divided.items():
        yield from (Removal("faction", name, faction=faction) for faction in party.factions)
    yield from (Removal("consent", name) for name in scenario.actors if vetoes(scenario, name))
    yield from (
        Removal("floor", name) for name in scenario.mediators
    )  # a backer's does nothing but withhold consent
    guarantors = {issue.guarantor: None for issue in scenario.issues.values() if issue.guards}
    yield from (Removal("guarantee", name) for name in guarantors if name)
    for kind in OF_PARTIES:
        if scenario.war or kind not in OF_WAR:
            yield from (Removal(kind, name) for name in scenario.parties)
    yield from (Removal("event", "", event=name) for name in scenario.endings)


def _does_something(scenario: Scenario, change: Removal) -> bool:
    made = edits(scenario, change)
    read = change.kind == "consent" or all(is_read(scenario.protocol, path) for path in made)
    return read and any(value != _bare(value_at(scenario, path)) for path, value in made.items())


def _bare(value: Any) -> Any:
    """A number without what it rests on: that belongs to the number that stood there."""
    return replace(value, basis=None, note=None) if isinstance(value, Quantity) else value
