"""Textbook results that the talks as a whole must show, each with its closed form."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from worlds import CRISIS, TRUCE, ended, full, life, played, shipped, standard_errors, world

from sim.bargaining.inspect.rounds import Trace
from sim.bargaining.inspect.trace import trace
from sim.bargaining.protocols.session import session
from sim.bargaining.setup.streams import Streams

# --- What is private decides: Fearon 1995, Myerson & Satterthwaite 1983


def test_nobody_fights_over_what_both_know(tmp_path: Path) -> None:
    outcomes = played(tmp_path, CRISIS, runs=200)
    offers = np.unique(outcomes.utility[:, 0])
    assert outcomes.settled.all()
    assert offers == pytest.approx([0.5 - 0.1, 0.5 + 0.1])


def test_two_who_hide_what_they_need_miss_half_of_their_deals(tmp_path: Path) -> None:
    """Both uniform: take it or leave it trades in 1/4 of cases, at best 9/32 could be, in 1/2 there is a zone."""
    text = """
    horizon_days: 1
    round_days: 1
    actors:
      a: {outside_value: {uniform: [0, 1]}, aspiration: 1}
      b: {outside_value: {uniform: [0, 1]}, aspiration: 1}
    issues: {pie: {range: {from: 0, to: 1, step: 0.005}, value: {a: {0: 0, 1: 1}, b: {0: 1, 1: 0}}}}
    """
    outcomes = played(tmp_path, text)
    assert standard_errors(outcomes.zone, 1 / 2) < 3
    assert standard_errors(outcomes.settled, 1 / 4) < 3
    assert standard_errors(outcomes.missed, 1 / 4) < 3


def test_overrating_oneself_closes_the_zone_once_it_outweighs_both_costs(tmp_path: Path) -> None:
    """Both costs are 0.1, so A's belief may be 0.2 above the even odds that B sees: log-odds of 0.7."""
    outcomes = played(tmp_path, CRISIS, "actors.a.optimism={uniform: [0, 2]}")
    assert standard_errors(outcomes.zone, math.log(0.7 / 0.3) / 2) < 3


# --- War as a school: Wagner 2000, Slantchev 2003

STUBBORN = [f"actors.{party}.deadline_days=100000" for party in "ab"]  # so that they fight on and learn


def beliefs(told: Trace) -> list[tuple[float, float]]:
    """By round: how likely A's victory looks to A and to B, when each has 0.1 to lose by fighting."""
    return [(r.parties["a"].war_value + 0.1, 0.9 - r.parties["b"].war_value) for r in told.rounds]


def test_what_the_two_sides_think_of_their_chances_converges_while_they_fight(tmp_path: Path) -> None:
    sure = ["actors.a.optimism=1.2", "actors.b.optimism=0.9", "war.learning_days=20", "horizon_days=60"]
    gaps = np.diff(beliefs(trace(world(tmp_path, CRISIS, *sure, *STUBBORN), 1, 0)), axis=1)[:, 0]
    odds = [sure * 20 / (20 + 60) for sure in (1.2, -0.9)]
    assert len(gaps) == 60
    assert np.all(np.diff(np.abs(gaps)) < 0)
    assert gaps[-1] == pytest.approx(np.diff([1 / (1 + math.exp(-o)) for o in odds])[0])


def test_a_ceasefire_teaches_nobody_that_it_was_wrong(tmp_path: Path) -> None:
    told = trace(world(tmp_path, TRUCE, "war.learning_days=20", "horizon_days=40"), 1, 0)
    assert told.outcome == "ceasefire_holding"
    assert len(set(beliefs(told)[1:])) == 1


@pytest.mark.parametrize(("sure", "learning"), [(0.8, 20), (1.2, 30), (2.0, 10)])
def test_war_opens_a_zone_on_the_day_when_it_has_taught_both_sides_enough(
    tmp_path: Path, sure: float, learning: float
) -> None:
    """Together 0.2 is saved by peace, so each may overrate itself by 0.1: log-odds of 0.6."""
    both = [f"actors.{party}.optimism={sure}" for party in "ab"]
    outcomes = played(
        tmp_path, CRISIS, *both, *STUBBORN, f"war.learning_days={learning}", "horizon_days=99", runs=1
    )
    assert outcomes.zone_day == math.ceil(learning * (sure / math.log(0.6 / 0.4) - 1))


# --- Mediators: Kydd 2003, Touval & Zartman 1985


def zone_day(folder: Path, *overrides: str) -> float:
    """When fighting, and perhaps a mediator, has opened a zone between two who overrate themselves."""
    sure = ["actors.a.optimism=1.2", "actors.b.optimism=1.2", "war.learning_days=30", "horizon_days=99"]
    return float(played(folder, CRISIS, *sure, *STUBBORN, *overrides, runs=1).zone_day[0])


def test_a_mediator_who_only_wants_peace_brings_it_no_sooner_and_one_who_leans_does(tmp_path: Path) -> None:
    alone = zone_day(tmp_path)
    even, leaning = (
        zone_day(tmp_path, f"actors.us={{role: mediator, insight: 0.8, bias: {bias}}}") for bias in (0, 0.6)
    )
    assert even == alone
    assert leaning < alone


@pytest.mark.parametrize(("multiplier", "zone"), [(2.9, False), (3.1, True)])
def test_a_threat_that_is_believed_opens_a_zone_as_soon_as_it_costs_what_was_missing(
    tmp_path: Path, multiplier: float, zone: bool
) -> None:
    """A is sure of 0.8 where B sees 0.5. The costs make up for 0.2 of that; half a threat has to for 0.1."""
    sure = f"actors.a.optimism={math.log(0.8 / 0.2)}"
    lever = f"actors.us.leverage={{a: {{probability: 0.5, cost: {multiplier}}}}}"
    outcomes = played(tmp_path, CRISIS, sure, "actors.us={role: mediator}", lever, runs=1)
    assert outcomes.zone[0] == zone


# --- Commitment: Fearon 1995, Walter 2002


@pytest.mark.parametrize(("credibility", "zone"), [(0.0, False), (0.37, False), (0.38, True), (1.0, True)])
def test_only_a_guarantor_who_is_believed_opens_a_zone_to_those_who_fear_the_next_attack(
    tmp_path: Path, credibility: float, zone: bool
) -> None:
    """B asks x/(1 - x) of what it stands to lose, 0.2, and there is 0.2 to share: x = 0.8 (1 - q) must be a half."""
    treaty = "{options: [signed], value: {europe: [1]}, guards: [1], guarantor: europe, protects: b}"
    guaranteed = [
        f"actors.europe={{role: backer, credibility: {credibility}}}",
        f"issues.treaty={treaty}",
        "proposals={all: {pie: 1, treaty: signed}, nothing: {pie: 0, treaty: signed}}",
    ]
    outcomes = played(tmp_path, CRISIS, *guaranteed, "actors.b.distrust=0.8", "actors.b.exposure=0.2", runs=1)
    assert outcomes.zone[0] == zone


# --- Shifting power: Powell 2006


@pytest.mark.parametrize(("month", "signed"), [(0.029, 1.0), (0.031, 0.0)])
def test_whom_a_month_of_war_brings_more_than_it_costs_signs_no_truce_though_all_is_known(
    tmp_path: Path, month: float, signed: float
) -> None:
    """A month of war costs A 0.03. Without optimism the drift of a month is worth logistic(30 d) - 1/2 to it."""
    drift = math.log((0.5 + month) / (0.5 - month)) / 30
    calm = ["actors.a.optimism=0", "actors.b.optimism=0", "actors.b.pause_worth=1", "horizon_days=1"]
    outcomes = played(tmp_path, TRUCE, *calm, f"war.drift={drift}", f"war.balance={-drift}", runs=20)
    assert full(outcomes).mean() == signed


# --- How long a truce lasts

PRESSED = [
    "actors.us={role: mediator, proposal_rate: 0, leverage: {a: {probability: 1, cost: 3}}}",
    "actors.a.pause_worth=-0.08",  # with the 0.03 saved: 0.05 worse than war, and 0.06 better than punishment
    "horizon_days=60",
]


def test_a_truce_that_suits_both_is_extended_as_often_as_it_may_be(tmp_path: Path) -> None:
    outcomes = played(tmp_path, TRUCE, "ceasefire.max_extensions=2", runs=8)
    assert np.all(life(outcomes) == 90)
    assert ended(outcomes, "ceasefire_expired").all()


def test_a_truce_signed_under_pressure_is_not_extended(tmp_path: Path) -> None:
    outcomes = played(tmp_path, TRUCE, *PRESSED, runs=8)
    assert np.all(life(outcomes) == 30)
    assert ended(outcomes, "ceasefire_expired").all()
    assert not full(played(tmp_path, TRUCE, *PRESSED[1:], runs=8)).any()


def test_a_truce_signed_under_pressure_frays_as_fast_as_temptation_has_it(tmp_path: Path) -> None:
    tempted = ["ceasefire.hazard_per_day=0.01", "ceasefire.temptation=20"]
    outcomes = played(tmp_path, TRUCE, *PRESSED, *tempted)
    for days in (5, 15, 25):
        assert standard_errors(life(outcomes) > days, 0.99 ** (math.e * days)) < 3
    assert standard_errors(ended(outcomes, "ceasefire_expired"), 0.99 ** (math.e * 30)) < 3


def test_temptation_bites_where_somebody_gains_little() -> None:
    """In a shipped scenario too."""
    calm, tempted = (shipped("ceasefire30", f"ceasefire.temptation={t}", runs=600) for t in (0, 40))
    assert np.mean(life(tempted) > 30) > 1.3 * np.mean(life(calm) > 30)


MISTRUSTFUL = ["ceasefire.hazard_per_day=0.2", "ceasefire.cooldown_days=5", "horizon_days=300"]


def test_who_was_betrayed_asks_for_more_and_trusts_less(tmp_path: Path) -> None:
    """b gains less from a pause, so it is b that breaks it: a keeps half of its trust each time."""
    worse = ["actors.b.pause_worth=-0.01", "actors.a.betrayal=0.5", "actors.b.betrayal=0.5"]
    played_on = session(world(tmp_path, TRUCE, *MISTRUSTFUL, *worse), Streams(1, 0, 1))
    a, b = played_on.table.actor[0], played_on.table.actor[1]
    asks, signed = [], []
    while played_on.running:
        played_on.step()
        asks.append(round(float(a.ask / (a.cost * 30)), 6))
        signed.append(float(played_on.talks.truces_begun))
    assert list(dict.fromkeys(asks))[:3] == [0.0, 0.5, 0.75]
    assert b.suspicion == b.distrust_now == 0.0
    assert a.distrust_now == a.suspicion > 0.7
    assert signed[-1] >= 3


@pytest.mark.parametrize(("length", "signs"), [(3, True), (9, True), (30, False), (180, False)])
def test_for_a_side_that_loses_by_pausing_longer_is_harder(tmp_path: Path, length: int, signs: bool) -> None:
    """A pause costs a 0.01 in thirty days, 0.03 saved and 0.04 disliked; the gesture is worth 0.005 to it."""
    losing = ["actors.a.pause_worth=-0.04", "actors.a.gesture=0.005", f"ceasefire.days={length}"]
    assert full(played(tmp_path, TRUCE, *losing, runs=4)).all() == signs


def test_the_better_protected_the_longer_a_peace_lasts(tmp_path: Path) -> None:
    """Both are in a hurry and sign at once; the treaty protects both in full if its guarantor is believed."""
    ready = ["actors.a.optimism=0", "actors.b.optimism=0", "actors.a.concession=10", "actors.b.concession=10"]
    treaty = [
        "actors.eu={role: backer}",
        "issues.treaty={options: [signed], value: {eu: [1]}, guards: [1], guarantor: eu, protects: [a, b]}",
        "proposals={all: {pie: a, treaty: signed}, nothing: {pie: b, treaty: signed}}",
        "issues.pie={options: [b, half, a], value: {a: [0, 0.5, 1], b: [1, 0.5, 0]}}",
    ]
    lives = {}
    for credibility in (0, 1):
        outcomes = played(tmp_path, TRUCE, *ready, *treaty, f"actors.eu.credibility={credibility}")
        assert outcomes.settled.all()
        lives[credibility] = outcomes.peace_days
    for days in (90, 365, 1825):
        wear = (days / 12_500) ** 0.42
        assert standard_errors(lives[0] > days, math.exp(-wear)) < 3
        assert standard_errors(lives[1] > days, math.exp(-0.65 * wear)) < 3


def test_nobody_asks_how_long_a_peace_lasts_where_there_is_no_war() -> None:
    outcomes = shipped("minimal", runs=100)
    assert outcomes.settled.any()
    assert np.isnan(outcomes.peace_days).all()


def test_nobody_signs_the_next_truce_before_the_cool_down_is_over(tmp_path: Path) -> None:
    brittle = ["ceasefire.hazard_per_day=0.1", "ceasefire.cooldown_days=17", "horizon_days=200"]
    told = trace(world(tmp_path, TRUCE, *brittle), 1, 0).rounds
    ends = [h.day for r in told for h in r.happenings if h.what == "collapsed"]
    starts = [r.day for r in told if r.ceasefire and r.ceasefire.signed]
    assert len(ends) > 3
    assert starts[1:] == [end + 17 for end in ends][: len(starts) - 1]


# --- Shocks


def test_an_event_may_have_a_date_and_a_chance(tmp_path: Path) -> None:
    """The third day of the talks; in 0.3 of them, and then for all to feel."""
    shock = "events=[{on: 2025-03-19, chance: 0.3, balance: -0.5}]"
    outcomes = played(tmp_path, TRUCE, "start=2025-03-16", shock, "horizon_days=5", runs=4000)
    felt = outcomes.balance == -0.5
    assert standard_errors(felt, 0.3) < 3
    early = played(tmp_path, TRUCE, "start=2025-03-16", shock, "horizon_days=2", runs=100)
    assert not early.balance.any()


@pytest.mark.parametrize(("day", "felt"), [(0, 1), (0.5, 1), (1, 1), (2, 2), (2.5, 3), (40, 40)])
def test_an_event_is_felt_on_its_day_or_at_the_next_meeting(tmp_path: Path, day: float, felt: int) -> None:
    shock = f"events=[{{day: {day}, balance: -0.5}}]"
    told = trace(world(tmp_path, TRUCE, shock, "horizon_days=40"), 1, 0).rounds
    assert [r.balance for r in told] == [-0.5 if r.day >= felt else 0.0 for r in told]
