"""What additive utilities and constant reserved values cannot say, of what a scenario says."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.actors import DEMANDS, Party
from sim.scenario.quantities import Fixed, Quantity
from sim.scenario.schema import Scenario
from sim.scenario.signatures import Coalitions
from sim.scenario.suggestions import listed, shown


def left_out(scenario: Scenario) -> Iterator[str]:
    """Everything that an export leaves out, a sentence each."""
    yield from _of_parties(scenario.parties)
    yield from _of_demands(scenario)
    yield from _of_others(scenario)
    yield from _of_the_world(scenario)


def _of_parties(parties: dict[str, Party]) -> Iterator[str]:
    for name, party in parties.items():
        if party.red_lines:
            lines = f"the red lines of {shown(name)} ({listed(party.red_lines)})"
            yield f"{lines} are not in it: additive utilities have none"
    if any(party.distrust.span[1] > 0 for party in parties.values()):
        yield "distrust is not in it: what it takes off a package depends on who guarantees it at the time"
    if any(party.audience_cost.span[1] > 0 for party in parties.values()):
        yield "audience costs are not in it: they depend on the course of the talks"
    if divided := [name for name, party in parties.items() if party.factions]:
        yield f"factions are not in it: what is said of the party itself ({listed(divided)}) is what counts there"
    if voting := [name for name, party in parties.items() if party.ratify]:
        yield f"ratification is not in it: no vote at home ({listed(voting)}) undoes what is signed there"


def _of_demands(scenario: Scenario) -> Iterator[str]:
    """Who has clocks or a strategy of its own; defaults are nobody's statement."""
    usual = _demands(Party(deadline_days=Fixed(scenario.horizon_days)))
    own = [name for name, party in scenario.parties.items() if party.behaviour or _demands(party) != usual]
    if own:
        yield f"clocks and strategies ({listed(own)}) are not in it: negotiators there bring their own"


def _demands(party: Party) -> list[object]:
    """What is stated about how its demand moves, whatever it rests on."""
    stated = (getattr(party, name) for name in DEMANDS)
    return [value.span if isinstance(value, Quantity) else value for value in stated]


def _of_others(scenario: Scenario) -> Iterator[str]:
    absent = [name for name in scenario.actors if name not in scenario.parties]
    if absent:
        yield f"{listed(absent)}: only parties negotiate there; nobody else proposes, threatens or must consent"
    if scenario.protocol == "challenge":
        yield "capability and salience are not in it: nobody is challenged there"


def _of_the_world(scenario: Scenario) -> Iterator[str]:
    if scenario.war:
        yield "the war is not in it: the reserved value is what fighting on was worth at the start"
    if scenario.ceasefire:
        yield "the ceasefire is not in it: only final packages are negotiated there"
    if not Coalitions(scenario.signing, tuple(scenario.parties)).unanimous:
        yield "signatures are not in it: whatever is agreed there is agreed by all"
    if scenario.links:
        count = len(scenario.links)
        yield f"links ({count}) are not in it: there everything can be combined, and is worth the sum of its parts"
    if scenario.events:
        yield f"events ({len(scenario.events)}) are not in it: nothing happens there from outside"
