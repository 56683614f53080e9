"""What of a scenario can stand in a file."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.actors import Party
from sim.scenario.fields import Strict
from sim.scenario.issues import Topic
from sim.scenario.quantities import REASONS
from sim.scenario.schema import Scenario

# Keys that one protocol alone reads.
OF_PROTOCOL = {
    "alternating_offers": "alternating_offers",
    "strategy": "alternating_offers",
    "initial_concession": "alternating_offers",
    "offers": "alternating_offers",
    "challenge": "challenge",
    "capability": "challenge",
    "salience": "challenge",
    "signatures": "mediated",
    "unilateral": "mediated",
    "decision": "mediated",
}


def contents(block: Strict, scenario: Scenario) -> Iterator[tuple[str, object]]:
    """Keys and values of a block, without its basis and note and without what follows from the rest or is idle."""
    for name, field in type(block).model_fields.items():
        value = getattr(block, name)
        idle = value == field.default and OF_PROTOCOL.get(name, scenario.protocol) != scenario.protocol
        if (
            name not in REASONS
            and value not in (None, ())
            and not idle
            and not _follows(name, block, scenario)
        ):
            yield field.alias or name, value


def _follows(name: str, block: Strict, scenario: Scenario) -> bool:
    """Does this value follow from the rest of the scenario?"""
    if isinstance(block, Party):
        whole = name in ("factions", "decision") and not block.factions and block.decision == "weighted"
        return whole or (name == "outside_value" and scenario.war is not None)
    return isinstance(block, Topic) and name == "options" and block.range is not None
