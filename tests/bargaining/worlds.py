"""Small worlds to hold the engine to, shipped ones played once for all, distances in standard errors."""

from __future__ import annotations

import math
from functools import cache
from pathlib import Path

import numpy as np

from sim.bargaining.outcomes import OUTCOMES, Flags, Floats, Outcomes
from sim.bargaining.run.batch import play
from sim.scenario.reading import read
from sim.scenario.schema import Scenario

SHIPPED = Path(__file__).parents[2] / "scenarios"

# Two countries and a pie. Fighting on costs each 0.1 of it; one round, after which demands are down.
CRISIS = """
horizon_days: 1
round_days: 1
war: {noise: 0, days_left: 100, if_attacker_wins: all, if_defender_wins: nothing}
actors:
  a: {side: attacker, optimism: 0, aspiration: 1, reciprocity: 0, cost_per_day: 0.001}
  b: {side: defender, optimism: 0, aspiration: 1, reciprocity: 0, cost_per_day: 0.001}
issues:
  pie: {range: {from: 0, to: 1, step: 0.005}, value: {a: {0: 0, 1: 1}, b: {0: 1, 1: 0}}}
proposals: {all: {pie: 1}, nothing: {pie: 0}}
"""

# Both are sure to win, and nothing teaches them better: no peace, but a pause saves each 0.03 in thirty days.
TRUCE = """
horizon_days: 400
round_days: 1
war: {noise: 0, days_left: 100, learning_days: 1e9, if_attacker_wins: all, if_defender_wins: nothing}
actors:
  a: {side: attacker, optimism: 3, cost_per_day: 0.001, hope: 0}
  b: {side: defender, optimism: 3, cost_per_day: 0.001, hope: 0}
issues: {pie: {options: [b, a], value: {a: [0, 1], b: [1, 0]}}}
proposals: {all: {pie: a}, nothing: {pie: b}}
ceasefire:
  hazard_per_day: 0
  temptation: 0
  cooldown_days: 1000
  max_extensions: 1000
  issues: {scope: {options: [full], halts: [1]}}
"""


def world(folder: Path, text: str, *overrides: str) -> Scenario:
    """The scenario that a text describes, with values set over it."""
    file = folder / "world.yaml"
    file.write_text(text, encoding="utf-8")
    return read(file, overrides)


def played(folder: Path, text: str, *overrides: str, runs: int = 2000) -> Outcomes:
    """What came of the world that a text describes."""
    return play(world(folder, text, *overrides), runs, seed=1)


@cache
def shipped(name: str, *overrides: str, runs: int) -> Outcomes:
    """What came of a scenario of ours; all of them share their luck."""
    return play(read(SHIPPED / f"{name}.yaml", overrides), runs, seed=1)


def ended(outcomes: Outcomes, how: str) -> Flags:
    """[replication] was this the outcome?"""
    return outcomes.outcome == OUTCOMES.index(how)


def full(outcomes: Outcomes) -> Flags:
    """[replication] was there a full ceasefire?"""
    return ~np.isnan(outcomes.full_ceasefire_day)


def life(outcomes: Outcomes) -> Floats:
    """[replication] days that the first full ceasefire held, so far as was watched; NaN without one."""
    end = outcomes.full_ceasefire_end
    return np.where(np.isnan(end), outcomes.last_day, end) - outcomes.full_ceasefire_day


def standard_errors(hits: Flags, expected: float) -> float:
    """How many of them lie between the share of hits and the share expected."""
    return float(abs(hits.mean() - expected) / math.sqrt(expected * (1.0 - expected) / len(hits)))


def rise(after: Flags | Floats, before: Flags | Floats) -> float:
    """By how many standard errors a mean rose from one world to another that shares its luck."""
    change = after.astype(np.float64) - before
    return float(change.mean() / max(change.std() / math.sqrt(len(change)), 1e-12))
