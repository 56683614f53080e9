"""What a tournament looks at in the replications of one profile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sim.analysis.intervals import share, share_of
from sim.analysis.sweep import Course
from sim.analysis.tournament.answer import Deals
from sim.bargaining.outcomes import Flags, Floats, Outcomes
from sim.scenario.paths import dotted
from sim.scenario.quantities import Fixed
from sim.scenario.schema import Scenario


@dataclass(frozen=True)
class Taken:
    """Replications of one profile."""

    payoffs: Floats  # [party, replication]
    settled: Flags  # [replication]
    zone: Flags  # [replication]
    missed: Flags  # [replication]

    @property
    def deals(self) -> Deals:
        """How often what could be signed is signed."""
        hits, of = int(self.missed.sum()), int(self.zone.sum())
        return Deals(share_of(self.settled), share_of(self.zone), share(hits, of))


def taken(course: Course, parties: Sequence[str], costs: Mapping[str, Floats]) -> Taken:
    """What each party ends with: the utility of what is signed and in force, else what no deal is then worth to it.

    Less what the fighting until then has cost it. `costs` [replication] are by party, per day.
    """
    settled, amounts = course.events["settlement"], course.amounts
    payoffs = [
        np.where(settled, amounts[dotted("utility", party)], amounts[dotted("war_value", party)])
        - costs[party] * amounts["fighting_days"]
        for party in parties
    ]
    return Taken(np.stack(payoffs), settled, course.events["zone"], course.events["missed"])


def costs(scenario: Scenario, outcomes: Outcomes) -> dict[str, Floats]:
    """[replication] of a day of fighting, by party, as drawn; without a war it costs nothing."""
    return {name: _cost(scenario, outcomes, name) for name in scenario.parties}


def _cost(scenario: Scenario, outcomes: Outcomes, party: str) -> Floats:
    cost, path = scenario.parties[party].cost_per_day, dotted("actors", party, "cost_per_day")
    if scenario.war is None:
        return np.zeros(len(outcomes))
    if isinstance(cost, Fixed):
        return np.full(len(outcomes), cost.value)
    return outcomes.inputs[:, outcomes.names.inputs.index(path)].astype(np.float64)
