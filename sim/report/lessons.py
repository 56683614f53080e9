"""What the others learn from an answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sim.report import wording
from sim.report.utilities import figure
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    from sim.bargaining.inspect.rounds import Round, Standing

TOLD = 0.005  # a bound that moved by less is not worth a sentence


def learnt(scenario: Scenario, round_: Round) -> Iterator[str]:
    """For each party whose answer moved what is believed of it."""
    for name, party in round_.parties.items():
        said = _moved(scenario, party)
        if said:
            how = "refusal" if party.believed[0] > party.supposed[0] else "yes"
            yield f"From the {how} of {wording.actor(scenario, name)} the others learn that {said}."


def _moved(scenario: Scenario, party: Standing) -> str:
    """Which end moved, beside where the truth lies."""
    without = "fighting on" if scenario.war else "no deal"
    (low, high), (was_low, was_high) = party.believed, party.supposed
    truth = f"in truth {figure(party.reservation)}"
    if low - was_low >= TOLD:
        return f"{without} is worth at least {figure(low)} to it; they had reckoned with {figure(was_low)} ({truth})"
    if was_high - high >= TOLD:
        return f"{without} is worth at most {figure(high)} to it; they had reckoned with {figure(was_high)} ({truth})"
    return ""
