"""Settings without effect: what else the scenario says, or does not say, leaves them nothing to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sim.doubts.doubt import BlockPart, Doubt, parts
from sim.doubts.idle_actors import (
    never_leaves,
    no_clock,
    no_clock_at_all,
    no_guarantee,
    no_threat,
    nobody_is_afraid,
    not_asked,
    not_asked_for_truces,
    nothing_to_make_good,
    trusts,
)
from sim.doubts.idle_scenario import (
    no_camps,
    no_order,
    no_pause,
    no_truce,
    no_war,
    nobody_learns,
    nobody_to_cover,
    nobody_to_lean_to,
    nothing_breaks,
    one_issue,
)
from sim.scenario.schema import Scenario

Idle = Callable[[Scenario, BlockPart], "str | None"]  # why a key does nothing there; None: it does something


def idle_settings(scenario: Scenario) -> Iterator[Doubt]:
    """Every key that is set and does nothing, under the protocol that reads most of them."""
    if scenario.protocol == "mediated":
        for part in parts(scenario):
            for key in part.said:
                reason = WHY.get((part.kind, key))
                why = reason(scenario, part) if reason else None
                if why:
                    yield Doubt((*part.path, key), f"{nothing(why)}: {why}", idle=True)


def nothing(why: str) -> str:
    """What an idle setting does. Of a floor it is told all the same who would sign which proposal."""
    return "decides nothing" if why.endswith("`consent`") else "has no effect"


WHY: dict[tuple[str, str], Idle] = {
    ("scenario", "weight_spread"): one_issue,
    ("scenario", "sequence"): no_order,
    ("scenario", "peace"): no_war,
    ("war", "learning_days"): nobody_learns,
    ("party", "side"): no_camps,
    ("party", "cost_per_day"): no_war,
    ("party", "optimism"): no_war,
    ("party", "exposure"): trusts,
    ("party", "hope"): no_truce,
    ("party", "pause_worth"): no_pause,
    ("party", "gesture"): no_truce,
    ("party", "ceasefire_ask"): no_truce,
    ("party", "betrayal"): no_truce,
    ("party", "unilateral"): no_war,
    ("party", "reciprocity"): no_clock,
    ("party", "deadline_days"): no_clock_at_all,
    ("party", "credibility"): no_guarantee,
    ("mediator", "bias"): nobody_to_lean_to,
    ("mediator", "cover"): nobody_to_cover,
    ("mediator", "defiance_days"): no_threat,
    ("mediator", "leverage"): no_war,
    ("mediator", "when_leaves"): never_leaves,
    ("mediator", "credibility"): no_guarantee,
    ("mediator", "floor"): not_asked,
    ("mediator", "ceasefire_floor"): not_asked_for_truces,
    ("backer", "credibility"): no_guarantee,
    ("spoiler", "credibility"): no_guarantee,
    ("backer", "floor"): not_asked,
    ("backer", "ceasefire_floor"): not_asked_for_truces,
    ("backer", "backfill"): nothing_to_make_good,
    ("issue", "guards"): nobody_is_afraid,
    ("ceasefire", "temptation"): nothing_breaks,
    ("ceasefire issue", "hazard"): nothing_breaks,
    ("event", "balance"): no_war,
    ("event", "cost"): no_war,
}
DOUBTS = (idle_settings,)
