"""Named packages: said twice, or tabled by those who would never sign them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sim.doubts.doubt import Doubt
from sim.doubts.tastes import certain
from sim.scenario.proposals import Proposal
from sim.scenario.schema import Scenario
from sim.scenario.suggestions import listed, shown


def proposals_differ(scenario: Scenario) -> Iterator[Doubt]:
    """Two names for one package."""
    yield from _twins(("proposals",), scenario.proposals)
    if scenario.ceasefire:
        yield from _twins(("ceasefire", "proposals"), scenario.ceasefire.proposals)


def _twins(path: tuple[str, ...], proposals: Mapping[str, Proposal]) -> Iterator[Doubt]:
    before: dict[tuple[tuple[str, str], ...], str] = {}
    for name, proposal in proposals.items():
        first = before.setdefault(tuple(sorted(proposal.items())), name)
        if first != name:
            yield Doubt((*path, name), f"is the same package as {shown(first)}")


def openings_can_be_signed(scenario: Scenario) -> Iterator[Doubt]:
    """Without a mediator a party tables the opening, and any may be the one."""
    if scenario.opening is None or scenario.protocol != "mediated":
        return
    refusing = crossed(scenario, scenario.opening)
    if len(refusing) == len(scenario.parties):
        told = f"crosses a red line of every party ({listed(refusing)})"
        yield Doubt(("opening",), told, "who would table that?")
    elif refusing and not scenario.mediators:
        told = f"crosses a red line of {listed(refusing)}, which may have to table it"
        yield Doubt(("opening",), told, "without a mediator chance says which party tables the opening")


def crossed(scenario: Scenario, proposal: str) -> list[str]:
    """The parties of which the package crosses a line that is surely genuine."""
    package = scenario.proposals[proposal]
    return [
        name
        for name, party in scenario.parties.items()
        if any(certain(line) and package[issue] in line.options for issue, line in party.red_lines.items())
    ]


DOUBTS = (proposals_differ, openings_can_be_signed)
