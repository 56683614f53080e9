"""What every doubt is made of, and what most of them ask of a scenario."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sim.scenario.fields import Block
from sim.scenario.issues import Issue
from sim.scenario.quantities import REASONS, Fixed, Quantity
from sim.scenario.schema import Scenario


@dataclass(frozen=True)
class Doubt:
    """Something that can be played, and that probably nobody meant."""

    path: tuple[str, ...]  # where it stands, or the innermost block around it
    message: str
    hint: str | None = None
    idle: bool = False  # it does nothing: of what a file inherits it may mean just that


@dataclass(frozen=True)
class BlockPart:
    """A block of a scenario, the way there, and what it is: party, mediator, issue ..."""

    kind: str
    path: tuple[str, ...]
    block: Block
    usual: Mapping[str, object] = field(default_factory=dict)  # defaults that follow from the rest

    @property
    def said(self) -> tuple[str, ...]:
        """The keys with another value than they would have anyway."""
        fields = type(self.block).model_fields
        keys = (key for key in fields if key not in REASONS and not fields[key].is_required())
        return tuple(
            key for key in keys if getattr(self.block, key) != self.usual.get(key, fields[key].default)
        )


def parts(scenario: Scenario) -> Iterator[BlockPart]:
    """The blocks whose keys may have no effect."""
    yield BlockPart("scenario", (), scenario)
    if scenario.war:
        yield BlockPart("war", ("war",), scenario.war)
    for name, actor in scenario.actors.items():
        role = type(actor).__name__.lower()
        yield BlockPart(role, ("actors", name), actor, {"deadline_days": Fixed(scenario.horizon_days)})
    for name, issue in scenario.issues.items():
        yield BlockPart("issue", ("issues", name), issue)
    if scenario.ceasefire:
        yield BlockPart("ceasefire", ("ceasefire",), scenario.ceasefire)
        for name, topic in scenario.ceasefire.issues.items():
            yield BlockPart("ceasefire issue", ("ceasefire", "issues", name), topic)
    for v, event in enumerate(scenario.events):
        yield BlockPart("event", ("events", event.name or str(v)), event)


def may_be(quantity: Quantity | None, other: float = 0.0) -> bool:
    """Can the quantity be anything but this number?"""
    return quantity is not None and quantity.support != (other, other)


def any_may_be(quantities: Iterable[Quantity], other: float = 0.0) -> bool:
    """Can one of them be anything but this number?"""
    return any(may_be(quantity, other) for quantity in quantities)


def minds(issue: Issue, actor: str) -> bool:
    """Does it matter to an actor how this issue is settled?"""
    row = issue.value.get(actor, ())
    return may_be(issue.weight[actor]) and any(value != row[0] or not value.fixed for value in row)


def mean_shares(scenario: Scenario, actor: str) -> Mapping[str, float]:
    """By issue: the actor's weights at their means, as shares of their sum."""
    weights = {name: issue.weight[actor].mean for name, issue in scenario.issues.items()}
    total = sum(weights.values()) or 1.0
    return {name: weight / total for name, weight in weights.items()}


def mean_utility(scenario: Scenario, actor: str, package: Mapping[str, str]) -> float:
    """What a package is worth to an actor, every number at its mean."""
    shares, issues = mean_shares(scenario, actor), scenario.issues
    rows = {
        name: dict(zip(issue.options, issue.value.get(actor, ()), strict=False))
        for name, issue in issues.items()
    }
    return sum(share * rows[name][package[name]].mean for name, share in shares.items() if rows[name])
