"""What an actor tries unless told."""

from __future__ import annotations

from sim.bargaining.setup.relevance import is_read
from sim.questions.strategies.way import AS_WRITTEN, Way, way_of
from sim.scenario.paths import dotted
from sim.scenario.schema import Scenario

PACES = ("boulware", "linear", "conceder")
MEDIATORS = {
    "blind": ("insight=0",),
    "sees all": ("insight=1",),
    "silent": ("proposal_rate=0",),
    "impartial": ("bias=0",),
}


def usual(scenario: Scenario, actor: str) -> tuple[Way, ...]:
    """Late, even and early concessions, and what else the protocol knows; of a mediator what it sees and does."""
    if actor not in scenario.parties:
        return tuple(way_of(actor, name, changes) for name, changes in MEDIATORS.items())
    alternating = scenario.protocol == "alternating_offers"
    if not is_read(scenario.protocol, dotted("actors", actor, "concession")):
        return (way_of(actor, AS_WRITTEN, ()),)
    paces = [*PACES, *(["screening"] if scenario.protocol == "mediated" else [])]
    by = [(name, [f"concession={name}", *(["strategy=polynomial"] if alternating else [])]) for name in paces]
    by += [("tit for tat", ["strategy=tit_for_tat"])] if alternating else []
    if scenario.parties[actor].behaviour is None:
        return tuple(way_of(actor, name, changes) for name, changes in by)
    own = way_of(actor, "own code", ())
    return (own, *(way_of(actor, name, [*changes, "behaviour=null"]) for name, changes in by))
