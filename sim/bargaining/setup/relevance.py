"""Which uncertain numbers a protocol reads: only these can be told as causes of what came out."""

from __future__ import annotations

from sim.scenario.contents import OF_PROTOCOL
from sim.scenario.paths import STEP

# Of a party, a mediator or a backer; of the war; of an issue. Under every protocol but the mediated one.
ACTOR = {"outside_value", "cost_per_day", "optimism", "floor", "factions"}
WAR = {"balance", "win_probability", "days_left"}
ISSUE = {"weight", "value"}
# Beside the keys that no other protocol reads.
ALSO = {
    "alternating_offers": {"aspiration", "concession", "deadline_days", "precision", "red_lines"},
    "challenge": set[str](),
}


def is_read(protocol: str, path: str) -> bool:
    """Does anything that comes out under this protocol depend on the number with this path?

    >>> is_read("alternating_offers", "actors.us.credibility")
    False
    """
    if protocol == "mediated":
        return True
    block, *rest = [step["quoted"] or step["plain"] for step in STEP.finditer(path)]
    also = ALSO[protocol] | {key for key, reader in OF_PROTOCOL.items() if reader == protocol}
    if block == "actors":
        return rest[1] in ACTOR | also
    if block == "issues":
        return rest[1] in ISSUE | also
    return rest[0] in WAR if block == "war" else block in ("weight_spread", "links", protocol)
