"""What matters, for the report of every study: little more than the replications at hand."""

from __future__ import annotations

from sim.analysis.replays import in_proportion
from sim.analysis.sensitivity import given
from sim.analysis.sensitivity.answer import Influences
from sim.analysis.sensitivity.experiment import Experiment
from sim.analysis.sensitivity.swings import with_swings
from sim.bargaining.outcomes import Outcomes
from sim.scenario.bundles import tied
from sim.scenario.schema import Scenario

FEWEST, MOST, RUNS = 4, 6, 200  # inputs that are swung, and in how many replications of a large study


def what_matters(scenario: Scenario, outcomes: Outcomes, goal: str, seed: int, *, swings: bool) -> Influences:
    """What inputs do to the goal of the study; swings are of the compiled rules."""
    found = given.influences(outcomes, goal, tied(scenario))
    if not swings or not found.influences:
        return found
    clear = sum(influence.clear for influence in found.influences)
    most = max(FEWEST, min(MOST, clear))
    runs = in_proportion(RUNS, len(outcomes))
    return with_swings(Experiment(scenario, seed), outcomes, [found], most, runs)[0]
