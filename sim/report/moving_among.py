"""What is told of some replications only: how many days until a ceasefire or a settlement, and on which terms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.bargaining.outcomes import Floats, Outcomes
from sim.report import wording
from sim.scenario.schema import Scenario

FULL, SETTLED = "full", "settled"  # which replications
FEWEST = 50  # of them: below, a page says nothing of these


@dataclass(frozen=True)
class Among:
    """A mean, or a share, over replications in which something came."""

    name: str
    of: str  # FULL or SETTLED
    mean: bool  # of numbers; else it is a share, of ones
    values: Sequence[float]  # in the order of the replications that these are


def among(scenario: Scenario, outcomes: Outcomes, kept: int) -> Iterator[Among]:
    """Of the replications that a page holds: so many, the first."""
    full, ended = outcomes.full_ceasefire_day[:kept], outcomes.settlement_day[:kept]
    paused, settled = ~np.isnan(full), outcomes.settled[:kept]
    if scenario.truce is not None and paused.sum() >= FEWEST:
        yield Among("Days until a full ceasefire", FULL, True, _days(full[paused]))
    if settled.sum() < FEWEST:
        return
    if scenario.can_fail:
        yield Among("Days until a settlement", SETTLED, True, _days(ended[settled]))
    for k, issue in enumerate(outcomes.names.issues):
        yield _term(scenario, issue, outcomes.terms[:kept][settled, k])


def _days(days: Floats) -> list[int]:
    return [round(day) for day in days.tolist()]


def _term(scenario: Scenario, issue: str, chosen: NDArray[np.integer]) -> Among:
    """Of an issue with numbers the mean; of another the share of the option that comes most often."""
    topic, label = scenario.issues[issue], wording.sentence(wording.issue(scenario, issue))
    if topic.range is not None:
        unit = f", {topic.range.unit}" if topic.range.unit else ""
        return Among(f"{label}{unit}", SETTLED, True, [float(topic.options[o]) for o in chosen.tolist()])
    often = int(np.bincount(chosen).argmax())
    said = wording.option(topic, topic.options[often])
    return Among(f"{label}: {said}", SETTLED, False, (chosen == often).astype(int).tolist())
