"""Settings that the protocol of the file does not read: told once for each key, however often it stands."""

from __future__ import annotations

from collections.abc import Iterator

from sim.bargaining.setup.relevance import is_read
from sim.doubts.doubt import BlockPart, Doubt, parts
from sim.scenario.actors import Party
from sim.scenario.contents import OF_PROTOCOL
from sim.scenario.paths import dotted
from sim.scenario.schema import Scenario
from sim.scenario.suggestions import listed

# The weighted mean of any protocol reads these, too.
EVERYWHERE = {"capability", "salience"}
# What is no number and counts whatever the protocol, or is told of on its own: an error, or no setting.
COUNTS = {
    "scenario": {
        *("name", "title", "description", "words", "start", "sources", "variant_of", "protocol"),
        *("horizon_days", "round_days", "text_days", "proposals"),
    },
    "party": {"label", "role", "side", "behaviour"},
    "mediator": {"label", "role", "behaviour"},
    "backer": {"label", "role", "behaviour"},
    "spoiler": {
        "label",
        "role",
        "behaviour",
        "floor",
        "ceasefire_floor",
        "hazard",
        "distrust",
    },  # told as one
    "issue": {"label", "options", "range"},
}
ALSO = {"alternating_offers": {"consent"}, "challenge": set[str]()}
BLOCKS = ("war", "actors", "issues")  # told of key by key
# What a clock is set by; and by strategy, what of it is read. Who is not here goes by no clock.
CLOCK = {"concession", "deadline_days", "initial_concession"}
READ = {"polynomial": {"concession", "deadline_days"}, "exponential": CLOCK}


def settings_of_other_protocols(scenario: Scenario) -> Iterator[Doubt]:
    """What only another set of rules would read."""
    found: dict[tuple[str, str], list[tuple[str, ...]]] = {}
    for part in parts(scenario):
        for key in part.said:
            if not reads(scenario, part, key):
                found.setdefault((part.kind, key), []).append((*part.path, key))
    for first, *others in found.values():
        message = f"has no effect: `protocol: {scenario.protocol}` does not read it"
        more = f"nor {listed([dotted(*path) for path in others], 2)}" if others else None
        yield Doubt(first, message, more, idle=True)


def reads(scenario: Scenario, part: BlockPart, key: str) -> bool:
    """Does the protocol read this key there? What stands in a block that it does not read is not told as well."""
    protocol = scenario.protocol
    if key in EVERYWHERE or OF_PROTOCOL.get(key, protocol) != protocol:
        return key in EVERYWHERE
    if protocol == "mediated" or part.kind in ("ceasefire", "ceasefire issue", "event"):
        return True
    if key in COUNTS.get(part.kind, set()) | ALSO[protocol] or (part.kind == "scenario" and key in BLOCKS):
        return True
    return is_read(protocol, dotted(*part.path, key))


def clocks_without_hands(scenario: Scenario) -> Iterator[Doubt]:
    """A strategy that does not go by the clock makes nothing of one, and only one of them starts with a step."""
    if scenario.protocol == "alternating_offers":
        for part in parts(scenario):
            if isinstance(part.block, Party):
                strategy = part.block.strategy
                unused = CLOCK - READ.get(strategy, set())
                for key in sorted(unused.intersection(part.said), key=part.said.index):
                    message = f"has no effect: `strategy: {strategy}` does not go by it"
                    yield Doubt((*part.path, key), message, idle=True)


DOUBTS = (settings_of_other_protocols, clocks_without_hands)
