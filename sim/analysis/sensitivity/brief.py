"""What matters, for the report of every study: little more than the replications at hand."""

from __future__ import annotations

from sim.analysis.inputs import Carrier
from sim.analysis.replays import in_proportion
from sim.analysis.sensitivity import given
from sim.analysis.sensitivity.answer import Influences
from sim.analysis.sensitivity.experiment import Experiment
from sim.analysis.sensitivity.swings import with_swings
from sim.bargaining.outcomes import Outcomes
from sim.scenario.bundles import tied_inputs
from sim.scenario.schema import Scenario

FEWEST, MOST, RUNS = 4, 6, 200  # inputs that are swung, and in how many replications of a large study


def carriers(outcomes: Outcomes, name: str) -> tuple[Carrier, ...]:
    """The inputs that carry the spread of an event or a measure, the strongest first: what the answer hangs on.

    Those that can be told from chance.
    """
    found = given.clearest(outcomes, name)
    return tuple(Carrier(path, min(1.0, max(0.0, part))) for path, part in found.items())


def of_inputs(scenario: Scenario, outcomes: Outcomes, name: str) -> Influences:
    """What inputs do to an event or a measure, from the replications at hand."""
    return given.influences(outcomes, name, tied_inputs(scenario))


def swung(scenario: Scenario, outcomes: Outcomes, found: Influences, seed: int) -> Influences:
    """With swings of the strongest inputs: by the compiled rules."""
    if not found.influences:
        return found
    clear = sum(influence.clear for influence in found.influences)
    most = max(FEWEST, min(MOST, clear))
    runs = in_proportion(RUNS, len(outcomes))
    return with_swings(Experiment(scenario, seed), outcomes, [found], most, runs)[0]
