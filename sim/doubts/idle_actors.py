"""Why a setting of an actor does nothing: what else is said of it, and of those whom it would move."""

from __future__ import annotations

from typing import Any

from sim.doubts.doubt import BlockPart, any_may_be, may_be
from sim.doubts.idle_scenario import no_truce
from sim.scenario.actors import CONCESSIONS, Mediator, Spoiler
from sim.scenario.schema import Scenario

SCREENING = CONCESSIONS["screening"]


def no_clock(scenario: Scenario, part: BlockPart) -> str | None:
    """Does a party screen the others, whatever the day?"""
    return (
        None if may_be(block_of(part).concession, SCREENING) else "`concession: screening` goes by no clock"
    )


def no_clock_at_all(scenario: Scenario, part: BlockPart) -> str | None:
    """The same; but what is asked for a ceasefire fades with the deadline."""
    asks = no_truce(scenario, part) is None and may_be(block_of(part).ceasefire_ask)
    return None if asks else no_clock(scenario, part)


def trusts(scenario: Scenario, part: BlockPart) -> str | None:
    """Is a party sure that it will not be cheated?"""
    return None if may_be(block_of(part).distrust) else "without `distrust` it fears no cheating"


def no_threat(scenario: Scenario, part: BlockPart) -> str | None:
    """Is there no threat to carry out?"""
    levers = block_of(part).leverage.values()
    return None if any_may_be(lever.probability for lever in levers) else "no `leverage` may be meant"


def never_leaves(scenario: Scenario, part: BlockPart) -> str | None:
    """Does the mediator stay to the end?"""
    if scenario.war is None:
        return "there is no `war`"
    patient = block_of(part).patience_days.support[0] > scenario.horizon_days
    return "its `patience_days` outlast the talks" if patient else None


def no_guarantee(scenario: Scenario, part: BlockPart) -> str | None:
    """Does nothing rest on an actor's word?"""
    return None if guarantees(scenario, part.path[1]) else "it is no `guarantor` of any issue"


def guarantees(scenario: Scenario, name: str) -> bool:
    return any(issue.guarantor == name for issue in scenario.issues.values())


def not_asked(scenario: Scenario, part: BlockPart) -> str | None:
    """Is there no option of the final package that needs an actor's consent?"""
    return None if floor_counts(scenario, part.path[1], ceasefire=False) else "no option needs its `consent`"


def not_asked_for_truces(scenario: Scenario, part: BlockPart) -> str | None:
    """The same of ceasefires."""
    why = no_truce(scenario, part)
    asked = floor_counts(scenario, part.path[1], ceasefire=True)
    return why or (None if asked else "no option of the ceasefire needs its `consent`")


def floor_counts(scenario: Scenario, name: str, *, ceasefire: bool) -> bool:
    """Is it compared with the floor what some package is worth to it? A mediator with tastes tables by it, too."""
    truce = scenario.ceasefire
    if any(
        name in issue.consent for issue in (truce.issues if ceasefire and truce else scenario.issues).values()
    ):
        return True
    if isinstance(scenario.actors[name], Spoiler):
        return True
    if not isinstance(scenario.actors[name], Mediator):
        return False
    if ceasefire and truce:
        return any(name in issue.worth for issue in truce.issues.values())
    return any_may_be(issue.weight[name] for issue in scenario.issues.values())


def nothing_to_make_good(scenario: Scenario, part: BlockPart) -> str | None:
    """Does no mediator threaten any of those whom a backer would help?"""
    levers = [lever for mediator in scenario.mediators.values() for lever in mediator.leverage.items()]
    helped = any(may_be(lever.probability) for name, lever in levers if name in block_of(part).backfill)
    return None if helped else "no `leverage` is held over whom it would help"


def nobody_is_afraid(scenario: Scenario, part: BlockPart) -> str | None:
    """Do those who are protected fear nothing, and is there no peace that could last the longer for it?"""
    if scenario.war:
        return None
    protected = [scenario.parties[name] for name in block_of(part).protects]
    return None if any_may_be(party.distrust for party in protected) else "whom it protects has no `distrust`"


def block_of(part: BlockPart) -> Any:
    """A block as the table below says that it is."""
    return part.block
