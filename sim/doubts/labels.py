"""Labels that people could take for one another, though what has them is of different kinds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from sim.doubts.doubt import Doubt
from sim.scenario.checks.names import looks
from sim.scenario.schema import Scenario
from sim.scenario.suggestions import shown

Thing: TypeAlias = tuple[str, tuple[str, ...], str | None, str]  # kind, path, label, name


def labels_tell_apart(scenario: Scenario) -> Iterator[Doubt]:
    """Of one kind they must, and that is an error; of two kinds they should. Names alone are nobody's labels."""
    before: dict[str, Thing] = {}
    for thing in _things(scenario):
        kind, path, label, name = thing
        other, _, others, called = before.setdefault(looks(label or name), thing)
        if other != kind and (label or others):
            told = f"reads like {shown(others or called)}, the {other}: readers may take one for the other"
            yield Doubt((*path, "label"), told)


def _things(scenario: Scenario) -> Iterator[Thing]:
    """What stands in sentences by itself; whoever is inside a party is named with it."""
    truce = scenario.ceasefire
    for name, actor in scenario.actors.items():
        yield "actor", ("actors", name), actor.label, name
    for name, proposal in scenario.proposals.items():
        yield "proposal", ("proposals", name), proposal.label, name
    for name, proposal in (truce.proposals if truce else {}).items():
        yield "ceasefire proposal", ("ceasefire", "proposals", name), proposal.label, name
    for v, event in enumerate(scenario.events):
        if event.label or event.name:
            yield "event", ("events", event.name or str(v)), event.label, event.name or ""


DOUBTS = (labels_tell_apart,)
