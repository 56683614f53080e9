"""Small talks about a war, made from what was known of it before anybody knew how it ended. Frozen: nothing here was
changed after the first score.

All that a row does not say is as it comes, or one of the numbers that `ceasefire30` takes from sources: how sure of
themselves people are, how long wars went on, how many settlements were broken.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from sim.analysis.intervals import share_of
from sim.backtest import lives
from sim.bargaining.run import driver
from sim.scenario.schema import Scenario

RUNS = 1_000  # replications of each kind of war
YEAR, WEEK = 365, 7
OPTIMISM = {"triangular": [0.0, 0.7, 1.4]}  # people who call a thing 80 % sure are right in some 65 %
PATIENCE = {"quantiles": {0: 11, 0.25: 140, 0.5: 600, 0.75: 1220, 1: 3640}}  # as long as wars went on
BALANCE = {"uniform": [-1, 1]}  # who would win is not known
COST, DEARER = 0.0002, 0.0004  # per day: the default, and where it is fought in full
BROKEN_AFTER_DEAL, BROKEN_AFTER_NONE = 0.29, 0.54  # new wars within five years
MADE = (
    f"mediated protocol, {YEAR} days, a round every {WEEK}; one prize in tenths, worth as much to both; "
    "balance uniform from −1 to 1; optimism triangular (0, 0.7, 1.4); deadlines as long as wars went on "
    f"(median 600 days); cost {COST:g} a day, {DEARER:g} in a full-scale war; distrust "
    f"{BROKEN_AFTER_DEAL:g}, {BROKEN_AFTER_NONE:g} where the same two fought before; concession linear, "
    "boulware where a government or the existence of a side is at stake; a mediator where there was one; "
    f"{RUNS:,} replications of each kind of war; as it comes: noise 0.02, days_left 730, learning_days "
    "365, aspiration 0.95, reciprocity 0.2, insight 0.3, proposal_rate 1, and 0 for drift, exposure, "
    "audience_cost, bias and cover"
)


@dataclass(frozen=True)
class WarFacts:
    """What scenarios are made from."""

    mediated: bool
    full_scale: bool
    protracted: bool  # have the same two fought before?
    vital: bool  # is the existence of a side, or its government, at stake?


def talks(war: WarFacts) -> str:
    """The scenario."""
    side = {
        "cost_per_day": DEARER if war.full_scale else COST,
        "optimism": OPTIMISM,
        "deadline_days": PATIENCE,
        "distrust": BROKEN_AFTER_NONE if war.protracted else BROKEN_AFTER_DEAL,
        "concession": "boulware" if war.vital else "linear",
    }
    actors: dict[str, Any] = {name: {**side, **seat} for name, seat in lives.SIDES.items()}
    if war.mediated:
        actors["mediator"] = {"role": "mediator"}
    return lives.written(
        {
            "horizon_days": YEAR,
            "round_days": WEEK,
            "war": {**lives.WAR, "balance": BALANCE},
            "actors": actors,
            "proposals": {"all": {"prize": "100"}, "none": {"prize": "0"}},
            "issues": {"prize": shares()},
        }
    )


def shares() -> dict[str, Any]:
    """What they fight over can be shared out in tenths, and is worth as much to both."""
    parts = [part / 10 for part in range(11)]
    value = {"first": parts, "second": parts[::-1]}
    return {"options": [f"{10 * part}" for part in range(11)], "value": value}


@cache
def settled(text: str, seed: int, runs: int) -> float:
    """The share of replications that settle within the year."""
    return share(lives.read(text), seed, runs)


def share(scenario: Scenario, seed: int, runs: int) -> float:
    """The same of any talks."""
    return share_of(np.asarray(driver.play(scenario, runs, seed).settled)).share
