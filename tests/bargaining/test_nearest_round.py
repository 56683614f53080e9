"""What comes on a day comes in the nearest round, and what goes by days does not go by rounds."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from worlds import SHIPPED, TRUCE, played, world

from sim.bargaining.compiled import compiled
from sim.bargaining.inspect.rounds import Trace
from sim.bargaining.inspect.trace import trace
from sim.bargaining.records import Actor, Talks
from sim.bargaining.rules.life import outdone
from sim.bargaining.rules.rules import is_due
from sim.bargaining.rules.tabling import text_due, widen_beliefs
from sim.bargaining.run.batch import play
from sim.bargaining.types import Array
from sim.scenario.reading import read

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
SUDDEN = "events=[{name: need, day: 3, cost: {russia: 40}}]"  # of a halt, before anybody speaks
IDLE = "actors.s={role: spoiler, hazard: 1}"  # attacks, to no effect: only where there are spoilers is it counted
DRAWN = "{uniform: [15, 57]}"  # days; a whole number of the longest rounds, so that every place in one is as likely


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
    told = [trace(scenario, 1, r) for r in range(16)]
    asked = np.array([each.inputs["actors.m.defiance_days"] for each in told])
    assert what_is_nearest_to(np.array([executed(each) for each in told]), asked, length)


def executed(told: Trace) -> float:
    return next(h.day for r in told.rounds for h in r.happenings if h.what == "threat_executed")


def test_there_are_as_many_ceasefires_in_long_rounds(tmp_path: Path) -> None:
    """Ten days on average until one breaks, 17 of cool-down, the first from day 1: in whatever rounds it is counted."""
    ends = np.cumsum(np.random.default_rng(1).geometric(0.1, (20_000, 40)) + 17, axis=1) - 16
    expected = (ends <= 364).sum(axis=1).mean()
    brittle = ["ceasefire.hazard_per_day=0.1", "ceasefire.cooldown_days=17", "horizon_days=364", IDLE]
    for days in (1, 14):
        found = played(tmp_path, TRUCE, *brittle, f"round_days={days}", runs=1000).collapses.sum(axis=1)
        assert abs(found.mean() - expected) < 4 * found.std() / math.sqrt(len(found))


@compiled
def to_outdo(talks: Talks) -> float:
    return outdone(talks)


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize(
    ("ended", "until", "least"),
    [
        (96.0, 126.0, 0.4),  # nearer to this text than to the last: as if it were in force
        (94.0, 124.0, 1.0),  # before: the cool-down has begun
        (74.0, 104.0, 0.0),  # the cool-down ends before half of the days to the next text
        (76.0, 106.0, 1.0),
    ],
)
def test_a_ceasefire_begins_and_ends_with_the_nearest_text(
    ended: float, until: float, least: float, length: float
) -> None:
    talks = Talks.empty(1)[0]
    talks.round_days, talks.text_days, talks.day = length, 10.0, 100.0
    talks.pause_end, talks.pause_halted, talks.cooldown_until = ended, 0.4, until
    assert to_outdo(talks) == least


@pytest.mark.parametrize("pace", [14.0, 10.0, 3.0, 1.0])
@pytest.mark.parametrize("length", [0.1, 1.0, 3.5, 14.0])
def test_each_text_is_due_in_the_round_nearest_to_its_day(pace: float, length: float) -> None:
    talks, due = Talks.empty(1)[0], dict[int, float]()
    talks.round_days, talks.text_days = min(length, pace), pace
    for _ in range(int(140 / talks.round_days)):
        talks.day += talks.round_days
        if text_due(talks) >= 0:
            due[text_due(talks)] = talks.day
    assert list(due) == list(range(len(due)))
    assert abs(len(due) - 140 / pace) < 1
    assert all(abs(day - pace * (n + 1)) <= length / 2 + 1e-6 for n, day in due.items())


@pytest.mark.parametrize("length", LENGTHS)
def test_nobody_speaks_between_texts(tmp_path: Path, length: float) -> None:
    told = trace(world(tmp_path, REFUSED, "text_days=14", f"round_days={length}"), 1, 0)
    assert len(told.rounds) == 84 // length
    assert [each.day for each in told.rounds if each.final] == [14 * n for n in range(1, 7)]
    assert [each.day for each in told.rounds if each.turn] == [14 * n for n in range(1, 7)]


def test_who_would_sign_at_once_is_asked_when_the_first_text_is_due() -> None:
    """And not six days before, when rounds are days: who is asked then answers as it does on the day."""
    scenario = read(SHIPPED / "ceasefire30.yaml", ["round_days=1", "horizon_days=7", SUDDEN])
    found = play(scenario, 40, 1)
    would = found.would_sign_ceasefire[:, found.names.ceasefire_proposals.index("jeddah_30_days")]
    said = np.zeros((40, 2), bool)
    for replication in range(40):
        tabled = trace(scenario, 1, replication).rounds[-1].ceasefire
        assert tabled
        assert tabled.named == "jeddah_30_days"
        said[replication] = [each.yes for each in tabled.answers[:2]]
    assert np.array_equal(would[:, :2], said)
    assert said.all()  # before, fewer than one in twenty of Russia's would have been a yes


@pytest.mark.parametrize("length", LENGTHS)
def test_who_is_not_exact_errs_with_every_text_and_not_in_every_round(tmp_path: Path, length: float) -> None:
    unsure = ("actors.b.precision=3", "actors.a.precision=3", "actors.m.proposal_rate=0.5", "text_days=14")
    once, found = (
        play(world(tmp_path, REFUSED, f"round_days={days}", *unsure), 100, 1) for days in (14, length)
    )
    assert 0.2 < once.settled.mean() < 1.0
    assert np.array_equal(found.settlement_day, once.settlement_day, equal_nan=True)


def test_no_round_is_longer_than_from_one_text_to_the_next(tmp_path: Path) -> None:
    told = trace(world(tmp_path, REFUSED, "text_days=3", "round_days=14"), 1, 0)
    assert [each.day for each in told.rounds] == [3 * n for n in range(1, 29)]
    assert all(each.final for each in told.rounds)


def test_however_rare_texts_are_there_is_one(tmp_path: Path) -> None:
    told = trace(world(tmp_path, REFUSED, "text_days=300", "round_days=7"), 1, 0)
    assert [each.day for each in told.rounds if each.final] == [84]


def test_what_a_halt_is_worth_fades_by_the_part_of_the_war_that_it_halts() -> None:
    """A week's widening: of the reservation value by 0.007; of the worth of 30 days of 900 by a thirtieth of it."""
    talks, me = Talks.empty(1)[0], Actor.empty(1)[0]
    talks.drift_guard, talks.text_days, talks.pause_days, talks.days_left = 0.001, 7.0, 30.0, 900.0
    widen_beliefs(talks, me)
    assert (me.low, me.high) == pytest.approx((-0.007, 0.007))
    assert (me.bracket_low, me.bracket_high) == pytest.approx((-0.007 / 30, 0.007 / 30))
