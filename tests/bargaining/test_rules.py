"""Each rule alone, against closed forms and limits; compiled, and as the plain Python that it is."""

from __future__ import annotations

import math
from types import SimpleNamespace

import numpy as np
import pytest

from sim.bargaining.rules import rules as written
from sim.scenario.ceasefire import CeasefireLife
from sim.scenario.peace import PeaceLife

ATTACKER, DEFENDER = 1, -1


@pytest.fixture(params=["compiled", "plain"])
def rules(request: pytest.FixtureRequest) -> SimpleNamespace:
    """All rules by name, one way or the other."""
    there = {name: rule for name, rule in vars(written).items() if callable(rule) and name != "compiled"}
    if request.param == "plain":
        there = {name: getattr(rule, "py_func", rule) for name, rule in there.items()}
    return SimpleNamespace(**there)


def test_what_is_equal_in_decimals_is_at_least_as_much(rules: SimpleNamespace) -> None:
    """0.40 + 0.15 and 0.55 lie some steps of 2^-40 apart."""
    sum_of_two, whole = rules.on_grid(0.40) + rules.on_grid(0.15), rules.on_grid(0.55)
    assert sum_of_two != whole
    assert rules.at_least(sum_of_two, whole)
    assert rules.at_least(whole, sum_of_two)
    assert not rules.at_least(whole, whole + 2 * written.TIE)


def test_utilities_are_whole_numbers_of_the_grid_so_that_equal_sums_are_equal(rules: SimpleNamespace) -> None:
    assert 0.1 + 0.2 != 0.3
    assert rules.on_grid(0.1 + 0.2) == rules.on_grid(0.3)
    for x in (-0.7, 0.0, 1e-13, 0.123456789, 1.0):
        assert (rules.on_grid(x) * written.GRID).is_integer()
        assert abs(rules.on_grid(x) - x) <= 0.5 / written.GRID


@pytest.mark.parametrize(("odds", "chance"), [(1.0, 0.5), (9.0, 0.9), (1 / 9, 0.1), (2.0, 2 / 3)])
def test_log_odds_are_logarithms_of_odds(rules: SimpleNamespace, odds: float, chance: float) -> None:
    assert rules.logistic(math.log(odds)) == pytest.approx(chance)
    assert rules.logistic(-1000.0) == 0.0


def test_only_a_mediator_that_leans_towards_you_is_believed(rules: SimpleNamespace) -> None:
    assert rules.counsel(ATTACKER, 0.5, 0.4) == pytest.approx(0.2)
    assert rules.counsel(DEFENDER, -0.5, 0.4) == pytest.approx(0.2)
    assert rules.counsel(DEFENDER, 0.5, 0.4) == 0.0
    assert rules.counsel(ATTACKER, 0.0, 1.0) == 0.0


@pytest.mark.parametrize("side", [ATTACKER, DEFENDER])
def test_as_many_days_of_fighting_as_learning_takes_halve_optimism(rules: SimpleNamespace, side: int) -> None:
    at_first = rules.win_belief(0.3, side, 0.8, 0.0, 365.0, 0.0)
    after_a_while = rules.win_belief(0.3, side, 0.8, 365.0, 365.0, 0.0)
    in_the_end = rules.win_belief(0.3, side, 0.8, 1e15, 365.0, 0.0)
    assert at_first == pytest.approx(rules.logistic(0.3 + side * 0.8))
    assert after_a_while == pytest.approx(rules.logistic(0.3 + side * 0.4))
    assert in_the_end == pytest.approx(rules.logistic(0.3))


def test_counsel_talks_its_share_of_optimism_away(rules: SimpleNamespace) -> None:
    assert rules.win_belief(0.0, ATTACKER, 1.0, 0.0, 365.0, 0.25) == pytest.approx(rules.logistic(0.75))
    assert rules.win_belief(0.0, ATTACKER, 1.0, 0.0, 365.0, 1.0) == pytest.approx(0.5)


@pytest.mark.parametrize(("win", "cost_a", "cost_b"), [(0.5, 0.1, 0.4), (0.6, 0.05, 0.25), (0.9, 0.0, 0.0)])
def test_fearons_range_is_as_wide_as_both_costs(
    rules: SimpleNamespace, win: float, cost_a: float, cost_b: float
) -> None:
    least_for_a = rules.war_value(win, 1.0, 0.0, cost_a)
    most_for_a = 1.0 - rules.war_value(win, 0.0, 1.0, cost_b)
    assert (least_for_a, most_for_a) == pytest.approx((win - cost_a, win + cost_b))
    assert most_for_a - least_for_a == pytest.approx(cost_a + cost_b)


@pytest.mark.parametrize(("backfill", "left"), [(0.0, 1.5), (0.5, 1.25), (1.0, 1.0)])
def test_backers_make_good_their_share_of_a_cut_off(
    rules: SimpleNamespace, backfill: float, left: float
) -> None:
    assert rules.softened(1.5, backfill) == pytest.approx(left)


def test_a_measure_takes_what_it_would_cost_and_never_helps(rules: SimpleNamespace) -> None:
    assert rules.harmed(0.5, 0.3) == pytest.approx(0.2)
    assert rules.harmed(0.5, 0.9) == 0.0


@pytest.mark.parametrize("fear", [0.0, 0.25, 0.5, 1.0])
@pytest.mark.parametrize("unguarded", [0.0, 0.5, 1.0])
def test_a_promise_is_worth_between_its_word_and_being_cheated(
    rules: SimpleNamespace, fear: float, unguarded: float
) -> None:
    kept, war, exposure = 0.8, 0.4, 0.1
    worth = rules.perceived(kept, unguarded, war, fear, exposure, 0.0, 1.0)
    assert worth == pytest.approx(kept + fear * unguarded * ((war - exposure) - kept))


def test_nobody_fears_to_be_cheated_of_what_is_worse_than_war(rules: SimpleNamespace) -> None:
    assert rules.perceived(0.2, 1.0, 0.4, 1.0, 0.1, 0.0, 1.0) == 0.2


def test_giving_up_what_was_asked_for_in_public_costs_in_proportion(rules: SimpleNamespace) -> None:
    assert rules.perceived(0.6, 0.0, 0.0, 0.0, 0.0, 0.5, 0.9) == pytest.approx(0.6 - 0.5 * 0.3)
    assert rules.perceived(0.95, 0.0, 0.0, 0.0, 0.0, 0.5, 0.9) == 0.95


@pytest.mark.parametrize(("seen", "pace"), [(0.0, 0.4), (0.5, 0.5), (1.0, 0.6)])
def test_who_reciprocates_concedes_faster_the_more_it_has_been_given(
    rules: SimpleNamespace, seen: float, pace: float
) -> None:
    assert rules.responsive(0.5, 0.2, seen) == pytest.approx(pace)
    assert rules.responsive(0.5, 0.0, seen) == 0.5
    assert rules.responsive(0.5, 1.0, 0.0) == written.SLOWEST


@pytest.mark.parametrize(("beta", "conceded"), [(0.2, 0.03125), (1.0, 0.5), (5.0, 0.870551)])
def test_half_way_to_the_deadline_faratins_tactics_have_conceded(
    rules: SimpleNamespace, beta: float, conceded: float
) -> None:
    assert rules.share_conceded(50.0, 100.0, beta) == pytest.approx(conceded, rel=1e-6)
    assert rules.share_conceded(0.0, 100.0, beta) == 0.0
    assert rules.share_conceded(100.0, 100.0, beta) == rules.share_conceded(170.0, 100.0, beta) == 1.0


@pytest.mark.parametrize(("beta", "day"), [(0.5, 70.7107), (1.0, 50.0), (2.0, 25.0)])
def test_half_of_the_way_is_conceded_at_the_deadline_times_a_half_to_the_beta(
    rules: SimpleNamespace, beta: float, day: float
) -> None:
    assert rules.share_conceded(day, 100.0, beta) == pytest.approx(0.5, rel=1e-5)


def test_demands_slide_from_what_is_hoped_for_to_what_is_needed(rules: SimpleNamespace) -> None:
    assert rules.demand(0.4, 0.9, 0.0) == pytest.approx(0.9)
    assert rules.demand(0.4, 0.9, 0.5) == pytest.approx(0.65)
    assert rules.demand(0.4, 0.9, 1.0) == pytest.approx(0.4)
    assert rules.demand(0.9, 0.4, 0.3) == 0.9


@pytest.mark.parametrize("reservation", [-0.2, 0.1, 0.5])
@pytest.mark.parametrize("conceded", [0.05, 0.5, 1.0])
def test_an_answer_gives_away_the_reservation_value_at_which_it_would_turn(
    rules: SimpleNamespace, reservation: float, conceded: float
) -> None:
    asked = rules.demand(reservation, 0.9, conceded)
    assert rules.revealed(asked, 0.9, conceded) == pytest.approx(reservation)


@pytest.mark.parametrize(("x", "chance"), [(0.2, 1e-4), (0.3, 0.25), (0.4, 0.5), (0.6, 1.0), (9.0, 1.0)])
def test_of_a_hidden_number_only_the_bounds_are_known(
    rules: SimpleNamespace, x: float, chance: float
) -> None:
    assert rules.chance_below(x, 0.2, 0.6, x - 0.6) == pytest.approx(chance)


def test_a_number_known_exactly_is_below_or_not(rules: SimpleNamespace) -> None:
    assert rules.chance_below(0.5, 0.5, 0.5, 0.0) == 1.0
    assert rules.chance_below(0.5 - 1e-8, 0.5, 0.5, -1e-8) == written.HOPELESS


def test_a_mediator_that_leans_counts_one_consent_for_more(rules: SimpleNamespace) -> None:
    assert rules.weighed(0.25, 1.0) == 0.25
    assert rules.weighed(0.25, 1.5) == pytest.approx(0.125)
    assert rules.weighed(0.25, 0.5) == pytest.approx(0.5)
    assert rules.weighed(0.25, 0.0) == 1.0


@pytest.mark.parametrize(("insight", "seen"), [(0.0, 0.1), (0.5, 0.3), (1.0, 0.5)])
def test_insight_moves_a_belief_its_share_of_the_way_to_the_truth(
    rules: SimpleNamespace, insight: float, seen: float
) -> None:
    assert rules.pulled(0.1, 0.5, insight) == pytest.approx(seen)


def test_a_pause_is_worth_what_it_saves_less_what_momentum_would_have_won(rules: SimpleNamespace) -> None:
    saved = rules.pause_bracket(0.001, 30.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 600.0)
    lost = rules.pause_bracket(0.0, 30.0, 0.04, 0.5, 0.0, 0.0, 0.0, 0.0, 600.0)
    liked = rules.pause_bracket(0.0, 30.0, 0.0, 1.0, 0.01, 0.0, 0.0, 0.0, 600.0)
    hoped = rules.pause_bracket(0.0, 30.0, 0.0, 1.0, 0.0, 0.0, 0.5, 0.4, 600.0)
    assert (saved, lost, liked, hoped) == pytest.approx((0.03, -0.02, 0.01, 0.01))
    assert rules.pause_bracket(0.0, 30.0, 0.0, 1.0, 0.0, 0.0, 0.5, -0.4, 600.0) == 0.0


def test_all_but_a_gesture_grows_with_the_length_of_a_pause(rules: SimpleNamespace) -> None:
    short, long = (
        rules.pause_bracket(0.001, days, 0.001 * days, 0.5, 0.01, 0.004, 0.5, 0.4, 600.0)
        for days in (3.0, 30.0)
    )
    assert short - 0.004 == pytest.approx((long - 0.004) / 10.0)


@pytest.mark.parametrize("halts", [0.1, 0.5, 1.0])
def test_with_the_bracket_needed_a_ceasefire_gives_just_what_is_asked(
    rules: SimpleNamespace, halts: float
) -> None:
    ask, conditions, pressure = 0.05, -0.02, 0.03
    bracket = rules.needed_bracket(ask, conditions, pressure, halts)
    assert halts * bracket + conditions + pressure == pytest.approx(ask * halts)


def test_a_ceasefire_is_the_safer_the_more_it_gives_to_whom_it_gives_least(rules: SimpleNamespace) -> None:
    assert rules.tempted(1.5, 0.0, -0.3) == 1.5
    assert rules.tempted(1.0, 20.0, -0.05) == pytest.approx(math.e)
    assert rules.tempted(2.0, 20.0, 0.05) == pytest.approx(2.0 / math.e)
    assert rules.tempted(1.0, 200.0, -9.0) == pytest.approx(math.exp(100))
    assert rules.tempted(0.0, 200.0, -9.0) == 0.0


def test_what_is_not_said_is_what_data_say(rules: SimpleNamespace) -> None:
    """ETH/PRIO: alive at 30, 90, 365 days; UCDP: in force at 90, 365, 1,825."""
    seen = (
        (
            CeasefireLife(),
            {
                30: (0.46, 0.57, 0.8),
                90: (0.41, 0.48, 0.71),
                180: (0.37, 0.4, 0.63),
                365: (0.3, 0.32, 0.51),
            },
        ),
        (PeaceLife(), {90: (0.86, 0.9, 0.94), 365: (0.75, 0.79, 0.84), 1825: (0.63, 0.68, 0.73)}),
    )
    for life, ages in seen:
        for age, (low, best, high) in ages.items():
            alive = math.exp(-rules.worn(age, life.shape.typical, life.scale_days.typical))
            assert low <= alive <= high
            assert alive == pytest.approx(best, abs=0.04)


@pytest.mark.parametrize(("shape", "scale"), [(0.28, 230.0), (0.5, 16.5), (1.0, 40.0), (2.0, 100.0)])
def test_lives_are_weibulls_in_whole_days(rules: SimpleNamespace, shape: float, scale: float) -> None:
    wear = -np.log1p(-(np.arange(20_000) + 0.5) / 20_000)
    days = np.array([rules.age_when(hazard, shape, scale) for hazard in wear])
    assert days[0] == 1.0
    assert np.all(np.diff(days) >= 0)
    assert np.all(days == np.ceil(days))
    for length in (1, 7, 30, 90, 365):
        assert np.mean(days > length) == pytest.approx(math.exp(-((length / scale) ** shape)), abs=1e-4)
        assert rules.age_when(rules.worn(length, shape, scale), shape, scale) == length


def test_what_has_no_chance_never_happens(rules: SimpleNamespace) -> None:
    assert rules.age_when(5.0, 1.0, math.inf) == math.inf
    assert rules.worn(1e6, 1.0, math.inf) == 0.0
    assert rules.age_when(math.inf, 0.3, 100.0) == math.inf
    assert rules.happens_within(0.0, 1000.0) == 0.0


def test_each_breach_takes_the_same_share_of_the_trust_that_is_left(rules: SimpleNamespace) -> None:
    assert rules.wearier(0.2, 0.0) == 0.2
    assert rules.wearier(0.2, 0.5) == pytest.approx(0.6)
    assert rules.wearier(rules.wearier(0.0, 0.5), 0.5) == pytest.approx(0.75)
    assert rules.wearier(0.3, 1.0) == 1.0


def test_who_screens_starts_where_a_milder_demand_would_give_away_what_it_spares(
    rules: SimpleNamespace,
) -> None:
    """Of a share F that signs at once it would lose, of the others it would spare so many days: formula 8."""
    doubt, cost, price = 0.4, 0.0002, 0.0006
    first = rules.screened(doubt, cost, price, 0.0)
    at_once = 1.0 - first / doubt
    assert at_once == pytest.approx(cost * (1.0 - at_once) / price)
    assert rules.screened(doubt, cost, price, 100.0) == pytest.approx(first - 0.06)
    assert rules.screened(doubt, cost, price, 1e4) == 0.0
    assert rules.screened(0.0, cost, price, 0.0) == 0.0
    assert rules.screened(doubt, 0.0, 0.0, 0.0) == 0.0


def test_a_vote_at_home_is_even_at_its_middle_and_surer_away_from_it(rules: SimpleNamespace) -> None:
    assert rules.ratified(0.4, 10.0, 0.4) == 0.5
    assert rules.ratified(0.5, 10.0, 0.4) == pytest.approx(1 / (1 + math.exp(-1)))
    assert rules.ratified(0.9, 0.0, 0.4) == 0.5


def test_rare_events_come_at_their_rate(rules: SimpleNamespace) -> None:
    assert rules.happens_within(0.001, 7.0) == pytest.approx(0.007, rel=0.01)
    assert rules.happens_within(0.1, 10.0) == pytest.approx(1 - math.exp(-1))
    in_two_weeks = 1 - (1 - rules.happens_within(0.1, 7.0)) ** 2
    assert rules.happens_within(0.1, 14.0) == pytest.approx(in_two_weeks)
