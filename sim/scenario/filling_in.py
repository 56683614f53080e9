"""What the parts of a scenario take from one another where they say nothing themselves."""

from __future__ import annotations

from typing import TypeVar

from sim.scenario.actors import AnyActor, Party
from sim.scenario.issues import Issue
from sim.scenario.quantities import Fixed, Quantity
from sim.scenario.ratifying import Opinion, by_option

AnyOpinion = TypeVar("AnyOpinion", bound=Opinion)


def with_deadline(actor: AnyActor, horizon: Quantity) -> AnyActor:
    """A party that names no deadline has until the end."""
    if not isinstance(actor, Party) or "deadline_days" in actor.model_fields_set:
        return actor
    return actor.replaced(deadline_days=horizon)


def with_opinions(actor: AnyActor, issues: dict[str, Issue]) -> AnyActor:
    """With what its factions and those who vote at home think, option by option."""
    if not isinstance(actor, Party):
        return actor
    factions = {name: _with_values(faction, issues) for name, faction in actor.factions.items()}
    actor = actor.replaced(factions=factions) if factions else actor
    if actor.ratify is None:
        return actor
    bodies = {name: _with_values(body, issues) for name, body in actor.ratify.by.items()}
    return actor.replaced(ratify=actor.ratify.replaced(by=bodies))


def _with_values(body: AnyOpinion, issues: dict[str, Issue]) -> AnyOpinion:
    """What does not fit stays as it is: it is told elsewhere."""
    found = {
        name: by_option(given, issues[name].options, issues[name].range is not None) or given
        for name, given in body.value.items()
        if name in issues
    }
    return body.replaced(value={**body.value, **found})


def weights_of_all(issue: Issue, actors: dict[str, AnyActor]) -> dict[str, Quantity]:
    """Without a table of weights, 1 for all who have values."""
    given = issue.weight if "weight" in issue.model_fields_set else dict.fromkeys(issue.value, Fixed(1.0))
    return {name: given.get(name, Fixed(0.0)) for name in actors}
