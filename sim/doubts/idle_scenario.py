"""Why a setting does nothing: what the scenario lacks. Each says it in words; None: it does something."""

from __future__ import annotations

from sim.doubts.doubt import BlockPart, any_may_be, may_be
from sim.scenario.ceasefire import Ceasefire
from sim.scenario.issues import CeasefireIssue
from sim.scenario.schema import Scenario


def no_truce(scenario: Scenario, part: BlockPart) -> str | None:
    """Is there no ceasefire to hope for, or to ask anything for?"""
    if scenario.ceasefire is None:
        return "there is no `ceasefire`"
    return "`sequence: peace_first` forbids any ceasefire" if scenario.sequence == "peace_first" else None


def no_pause(scenario: Scenario, part: BlockPart) -> str | None:
    """The same, and no ceasefire that the party declares on its own?"""
    return None if part.path[1] in scenario.declarers else no_truce(scenario, part)


def no_war(scenario: Scenario, part: BlockPart) -> str | None:
    """Is nothing fought?"""
    return None if scenario.war else "there is no `war`"


def no_camps(scenario: Scenario, part: BlockPart) -> str | None:
    """Does nobody ask which side a party is on?"""
    leans = any_may_be(mediator.bias for mediator in scenario.mediators.values())
    return None if scenario.war or leans else "there is no `war`, and no mediator with a `bias`"


def nobody_to_lean_to(scenario: Scenario, part: BlockPart) -> str | None:
    """Can a mediator's leaning favour nobody?"""
    return None if any(party.side for party in scenario.parties.values()) else "no party has a `side`"


def nobody_to_cover(scenario: Scenario, part: BlockPart) -> str | None:
    """Is there no audience cost to take away?"""
    costs = any_may_be(party.audience_cost for party in scenario.parties.values())
    return None if costs else "no party has an `audience_cost`"


def nobody_learns(scenario: Scenario, part: BlockPart) -> str | None:
    """Is nobody's optimism there to be worn down?"""
    hopes = any_may_be(party.optimism for party in scenario.parties.values())
    return None if hopes else "no party has any `optimism`"


def nothing_breaks(scenario: Scenario, part: BlockPart) -> str | None:
    """Can no ceasefire collapse?"""
    truce: Ceasefire | None = scenario.ceasefire
    breaks = truce and (truce.hazard_per_day is None or may_be(truce.hazard_per_day))
    if breaks or (isinstance(part.block, CeasefireIssue) and not any_may_be(part.block.hazard, 1.0)):
        return None
    return "with `hazard_per_day: 0` no ceasefire collapses"


def one_issue(scenario: Scenario, part: BlockPart) -> str | None:
    """Is there only one issue, which then has all the weight?"""
    return "the only issue has all the weight" if len(scenario.issues) == 1 else None


def no_order(scenario: Scenario, part: BlockPart) -> str | None:
    """Is there nothing that could come first?"""
    return None if scenario.ceasefire else "there is no `ceasefire`"
