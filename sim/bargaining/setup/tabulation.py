"""What was written down row by row -> Outcomes: frozen columns, with every axis in the order of the scenario file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from sim.bargaining.outcomes import Names, Outcomes
from sim.bargaining.records import Ending
from sim.bargaining.setup.record import Sheet, empty_sheet
from sim.bargaining.setup.structure import factions, order, ratifiers, rounds_of, seating
from sim.bargaining.types import Array, Frame
from sim.scenario.schema import Scenario

# Columns that are numbers of an Ending; the last two say it with the places of the file.
KINDS = {name: np.float64 for name in Ending.names if Ending.dtype[name].kind == "f"} | {
    "outcome": np.int8,
    "zone_at_end": np.bool_,
    "votes_lost": np.int16,
    "first_vote_lost_by": np.int16,
    "ended_by": np.int16,
}
PLAIN = tuple(KINDS)[:-2]


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

    @cached_property
    def at_home(self) -> Array:
        """Where each of those who vote at home stands in the order of the file; behind them -1, for nobody."""
        known = self.scenario.at_home
        places = [known.index(each) for each in ratifiers(self.scenario, seating(self.scenario)) if known]
        return np.array([*places, -1], np.int16)

    @cached_property
    def endings(self) -> Array:
        """Where each event stands among those that can end the talks; -1 for others, and behind them for none."""
        places = np.full(len(self.scenario.events) + 1, -1, np.int16)
        places[list(self.scenario.endings.values())] = np.arange(len(self.scenario.endings))
        return places

    @cached_property
    def last_round(self) -> float:
        """The day before which talks end only if something ends them."""
        return (rounds_of(self.scenario) - 0.5) * self.scenario.step_days

    def write(self, whole: Outcomes, start: int, sheet: Sheet, inputs: Array) -> None:
        """Put some replications into their place. inputs: [replication, input] as drawn."""
        rows, ending = slice(start, start + len(inputs)), sheet.ending
        for name in PLAIN:
            getattr(whole, name)[rows] = ending[name]
        for name, axes in self.axes.items():
            getattr(whole, name)[rows] = getattr(sheet, name)[(slice(None), *axes)]
        whole.first_vote_lost_by[rows] = self.at_home[ending["first_vote_lost_by"]]
        ended_by, sooner = whole.ended_by[rows], ending["last_day"] < self.last_round
        ended_by[:] = -1
        ended_by[sooner] = self.endings[ending["ended_by"][sooner]]
        whole.inputs[rows] = inputs

    def outcomes(self, sheet: Sheet, inputs: Array) -> Outcomes:
        """Of some replications. inputs: [replication, input] as drawn."""
        whole = self.room(sheet, len(inputs))
        self.write(whole, 0, sheet, inputs)
        return whole

    def empty(self, frame: Frame, runs: int) -> Outcomes:
        """Room for so many replications."""
        return self.room(empty_sheet(frame, 0), runs)

    def room(self, sheet: Sheet, runs: int) -> Outcomes:
        """The same, of which some are written down in a sheet like this."""
        parts = {name: getattr(sheet, name)[(slice(0), *axes)] for name, axes in self.axes.items()}
        columns: dict[str, Any] = {
            name: np.empty((runs, *part.shape[1:]), part.dtype) for name, part in parts.items()
        }
        columns |= {name: np.empty(runs, kind) for name, kind in KINDS.items()}
        return Outcomes(
            names=self.names,
            horizon_days=float(self.scenario.horizon_days),
            **columns,
            inputs=np.empty((runs, len(self.inputs)), np.float32),
        )


def outcomes_of(scenario: Scenario, sheet: Sheet, inputs: Mapping[str, Array]) -> Outcomes:
    """Of replications of which the inputs are told by name."""
    table = np.array(list(inputs.values())).reshape(len(inputs), len(sheet.ending))
    return Tabulation(scenario, tuple(inputs)).outcomes(sheet, table.T)


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
