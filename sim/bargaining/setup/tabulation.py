"""What was written down row by row -> Outcomes: frozen columns, with every axis in the order of the scenario file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from sim.bargaining.outcomes import Names, Outcomes, room_for
from sim.bargaining.records import Ending, Records
from sim.bargaining.setup.record import Sheet, empty_sheet
from sim.bargaining.setup.structure import factions, order, ratifiers, rounds_of, seating
from sim.bargaining.types import Array, Frame
from sim.scenario.schema import Scenario


@dataclass(frozen=True)
class Tabulation:
    """Knows where each column of a scenario's outcomes comes from. inputs: what is uncertain, by path."""

    scenario: Scenario
    inputs: tuple[str, ...]

    @cached_property
    def names(self) -> Names:
        """The labels of every axis."""
        return names_of(self.scenario, self.inputs)

    @cached_property
    def axes(self) -> dict[str, tuple[Any, ...]]:
        """By column of a sheet: what of its second axis, or of its second and third, stands where."""
        names, seats = self.names, seating(self.scenario)
        actor, party = order(names.actors, seats.actors), order(names.parties, seats.actors)
        declarer = order(names.declarers, seats.actors)
        return {
            "ceasefire_terms": (order(names.ceasefire_issues, seats.truce_issues),),
            "terms": (order(names.issues, seats.issues),),
            **dict.fromkeys(("signed", "war_value", "reservation"), (party,)),
            **dict.fromkeys(("utility", "reason", "ceasefire_reason"), (actor,)),
            **dict.fromkeys(("unilateral_day", "unilateral_days"), (declarer,)),
            "collapses": (culprits(names, self.scenario),),
            "below_floor": (order(names.factions, factions(self.scenario, seats)),),
            "would_sign": np.ix_(order(names.proposals, seats.proposals), actor),
            "would_sign_ceasefire": np.ix_(order(names.ceasefire_proposals, seats.truce_proposals), actor),
        }

    def outcomes(self, sheet: Sheet, inputs: Array) -> Outcomes:
        """Of some replications. inputs: [replication, input] as drawn."""
        real = [name for name in Ending.names if Ending.dtype[name].kind == "f"]
        days: dict[str, Any] = {name: sheet.ending[name].copy() for name in real}
        others = {name: getattr(sheet, name)[(slice(None), *axes)] for name, axes in self.axes.items()}
        return Outcomes(
            names=self.names,
            horizon_days=float(self.scenario.horizon_days),
            outcome=sheet.ending["outcome"].astype(np.int8),
            zone_at_end=sheet.ending["zone_at_end"].astype(np.bool_),
            votes_lost=sheet.ending["votes_lost"].astype(np.int16),
            first_vote_lost_by=first_vote_lost_by(self.scenario, sheet.ending),
            ended_by=ended_by(self.scenario, sheet.ending),
            **days,
            **others,
            inputs=inputs.astype(np.float32),
        )

    def empty(self, frame: Frame, runs: int) -> Outcomes:
        """Room for so many replications."""
        return room_for(runs, self.outcomes(empty_sheet(frame, 0), np.zeros((0, len(self.inputs)))))


def outcomes_of(scenario: Scenario, sheet: Sheet, inputs: Mapping[str, Array]) -> Outcomes:
    """Of replications of which the inputs are told by name."""
    table = np.array(list(inputs.values())).reshape(len(inputs), len(sheet.ending))
    return Tabulation(scenario, tuple(inputs)).outcomes(sheet, table.T)


def first_vote_lost_by(scenario: Scenario, ending: Records[Ending]) -> Array:
    """[replication] which of those who vote at home, in the order of the file, was the first to say no; -1 for none."""
    known = scenario.at_home
    places = [known.index(each) for each in ratifiers(scenario, seating(scenario)) if known]
    return np.array([*places, -1], np.int16)[ending["first_vote_lost_by"]]


def ended_by(scenario: Scenario, ending: Records[Ending]) -> Array:
    """[replication] which event ended the talks before they would have ended anyway; -1 for none."""
    places = np.full(len(scenario.events) + 1, -1, np.int16)  # the last one is that of no event
    places[list(scenario.endings.values())] = np.arange(len(scenario.endings))
    sooner = ending["last_day"] < (rounds_of(scenario) - 0.5) * scenario.step_days
    return np.where(sooner, places[ending["ended_by"]], np.int16(-1))


def culprits(names: Names, scenario: Scenario) -> list[int]:
    """Where the columns of collapses stand: the parties', then those of spoilers."""
    return (
        [0, *(1 + sorted(scenario.spoilers).index(name) for name in names.spoilers)] if names.spoilers else []
    )


def names_of(scenario: Scenario, inputs: tuple[str, ...]) -> Names:
    """The labels of every axis, in the order of the scenario file."""
    truce = scenario.truce
    truce_issues = truce.issues if truce else {}
    return Names(
        actors=tuple(scenario.actors),
        parties=tuple(scenario.parties),
        issues=tuple(scenario.issues),
        options=tuple(tuple(issue.options) for issue in scenario.issues.values()),
        proposals=tuple(scenario.proposals),
        ceasefire_issues=tuple(truce_issues),
        ceasefire_options=tuple(tuple(issue.options) for issue in truce_issues.values()),
        ceasefire_proposals=tuple(truce.proposals) if truce else (),
        declarers=tuple(scenario.declarers),
        inputs=inputs,
        spoilers=tuple(scenario.spoilers),
        endings=tuple(scenario.endings),
        at_home=scenario.at_home,
        factions=tuple((party, name) for party, block in scenario.divided.items() for name in block.factions),
    )
