"""What comes on a day comes in the nearest round, and what goes by days does not go by rounds."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from worlds import TRUCE, world

from sim.bargaining.compiled import compiled
from sim.bargaining.inspect.trace import Trace, trace
from sim.bargaining.rules.life import outdone
from sim.bargaining.rules.rules import is_due
from sim.bargaining.rules.tabling import widen_beliefs
from sim.bargaining.run.batch import play
from sim.bargaining.types import ACTOR, TALKS, Array, Record

LENGTHS = (1.0, 3.5, 14.0)  # of a round, days
# b signs nothing that there is; the mediator tables it in every round.
REFUSED = """
horizon_days: 84
actors:
  a: {outside_value: 0.1}
  b: {outside_value: 0.6, deadline_days: 1}
  m: {role: mediator, proposal_rate: 1}
issues: {pie: {options: [x, y], value: {a: [1, 0], b: [0.5, 1]}, weight: {a: 1, b: 1}}}
"""
WAR = """
horizon_days: 84
war: {win_probability: 0.5, noise: 0, days_left: 100, if_attacker_wins: all_a, if_defender_wins: all_b}
actors:
  a: {side: attacker, cost_per_day: 0}
  b: {side: defender, cost_per_day: 0}
  m: {role: mediator, proposal_rate: 1}
issues: {pie: {options: [x, y], value: {a: [1, 0], b: [0, 1]}}}
proposals: {all_a: {pie: x}, all_b: {pie: y}}
"""
DRAWN = "{uniform: [15, 57]}"  # days; a whole number of the longest rounds, so that every place in one is as likely


def one(dtype: np.dtype) -> Record:
    return np.zeros(1, dtype).view(np.recarray)[0]


def what_is_nearest_to(days: Array, asked: Array, length: float) -> bool:
    """So near that only the place within a round, as likely anywhere, can make the difference: no bias."""
    error = length / math.sqrt(12 * len(days)) + 1e-9
    return bool(np.abs(days - asked).max() <= length / 2 + 1e-6 and abs(np.mean(days - asked)) < 3 * error)


@pytest.mark.parametrize("length", LENGTHS)
def test_the_round_nearest_to_a_day_is_its_round(length: float) -> None:
    dues = 7 * length + length * (np.arange(50) + 0.5) / 50
    rounds = length * np.arange(1, 12)
    met = np.array([min(day for day in rounds if is_due(day, due, length)) for due in dues])
    assert np.abs(met - dues).max() <= length / 2
    assert np.mean(met - dues) == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("length", LENGTHS)
def test_a_mediator_leaves_when_its_patience_is_over_however_long_rounds_are(
    tmp_path: Path, length: float
) -> None:
    found = play(world(tmp_path, REFUSED, f"round_days={length}", f"actors.m.patience_days={DRAWN}"), 400, 1)
    asked = found.inputs[:, found.names.inputs.index("actors.m.patience_days")]
    assert what_is_nearest_to(found.mediator_left_day, asked, length)


@pytest.mark.parametrize("length", LENGTHS)
def test_a_threat_comes_true_when_so_many_days_were_refused_however_long_rounds_are(
    tmp_path: Path, length: float
) -> None:
    threat = (
        "actors.m.leverage.b.probability=1",
        "actors.m.leverage.b.cost=2",
        "actors.b.cost_per_day=0.001",
    )
    scenario = world(tmp_path, WAR, f"round_days={length}", f"actors.m.defiance_days={DRAWN}", *threat)
    told = [trace(scenario, 1, r) for r in range(40)]
    asked = np.array([each.inputs["actors.m.defiance_days"] for each in told])
    assert what_is_nearest_to(np.array([executed(each) for each in told]), asked, length)


def executed(told: Trace) -> float:
    return next(h.day for r in told.rounds for h in r.happenings if h.what == "threat_executed")


def test_there_are_as_many_ceasefires_in_long_rounds(tmp_path: Path) -> None:
    """Ten days on average until one breaks, 17 of cool-down: thirteen in a year, in whatever rounds it is counted."""
    brittle = ["ceasefire.hazard_per_day=0.1", "ceasefire.cooldown_days=17", "horizon_days=364"]
    found = [
        np.mean(
            [breaches(trace(world(tmp_path, TRUCE, *brittle, f"round_days={days}"), 1, r)) for r in range(20)]
        )
        for days in (1, 14)
    ]
    assert found == pytest.approx([364 / 27] * 2, abs=1.0)


def breaches(told: Trace) -> int:
    return sum(h.what == "collapsed" for r in told.rounds for h in r.happenings)


@compiled
def to_outdo(talks: Record, halted: float) -> float:
    return outdone(talks, halted)


@pytest.mark.parametrize(
    ("ended", "until", "least"),
    [
        (96.0, 126.0, 0.4),  # in the second half of the round: as if it were in force
        (94.0, 124.0, 1.0),  # before: the cool-down has begun
        (74.0, 104.0, 0.0),  # the cool-down ends within half a round
        (76.0, 106.0, 1.0),
    ],
)
def test_a_ceasefire_begins_and_ends_in_the_nearest_round(ended: float, until: float, least: float) -> None:
    talks = one(TALKS)
    talks.round_days, talks.day, talks.pause_end, talks.cooldown_until = 10.0, 100.0, ended, until
    assert to_outdo(talks, 0.4 if ended > 90 else 0.0) == least


def test_what_a_halt_is_worth_fades_by_the_part_of_the_war_that_it_halts() -> None:
    """A week's widening: of the reservation value by 0.007; of the worth of 30 days of 900 by a thirtieth of it."""
    talks, me = one(TALKS), one(ACTOR)
    talks.drift_guard, talks.round_days, talks.pause_days, talks.days_left = 0.001, 7.0, 30.0, 900.0
    widen_beliefs(talks, me)
    assert (me.low, me.high) == pytest.approx((-0.007, 0.007))
    assert (me.bracket_low, me.bracket_high) == pytest.approx((-0.007 / 30, 0.007 / 30))
