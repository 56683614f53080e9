"""The properties that the model must have, whatever the scenario: see its description."""

from __future__ import annotations

import math
import re
from pathlib import Path

import numpy as np
import pytest
from worlds import CRISIS, SHIPPED, TRUCE, ended, full, life, played, rise, shipped, standard_errors, world

from sim.bargaining.inspect.trace import trace
from sim.bargaining.inspect.typical import typical
from sim.bargaining.outcomes import Flags, Floats, Outcomes, columns
from sim.bargaining.protocols.session import session
from sim.bargaining.setup.streams import Streams
from sim.scenario.reading import read

FEW = 1000  # replications of scenarios that we ship

# --- 1. Time

PIE = """
horizon_days: 100
round_days: 1
actors: {a: {aspiration: 1, reciprocity: 0}, b: {aspiration: 1, reciprocity: 0}}
issues: {pie: {range: {from: 0, to: 1, step: 0.01}, value: {a: {0: 0, 1: 1}, b: {0: 1, 1: 0}}}}
"""


@pytest.mark.parametrize(("beta", "day"), [(0.5, 71), (1, 50), (2, 25)])
def test_equals_with_equal_clocks_halve_the_pie_once_each_has_come_half_way(
    tmp_path: Path, beta: float, day: int
) -> None:
    pace = [f"actors.{party}.concession={beta}" for party in "ab"]
    outcomes = played(tmp_path, PIE, *pace, runs=8)
    assert day - 1 < 100 * 0.5**beta <= day
    assert outcomes.settlement_day.tolist() == [day] * 8
    assert np.allclose(outcomes.utility, 0.5)


# --- 2. Private information

CRISES = [(0.5, 0.1, 0.0, 0.4), (0.6, 0.05, 0.0, 0.25), (0.5, 0.1, 0.1, 0.5), (0.5, 0.0, 0.0, 0.4)]


def crisis(folder: Path, win: float, own: float, low: float, high: float) -> Outcomes:
    """What war costs A is known; of B the bounds are. Costs in shares of the pie, of which A wins so much."""
    for_a = f"actors.a.cost_per_day={own / 100}"
    for_b = f"actors.b.cost_per_day={{uniform: [{low / 100}, {high / 100}]}}"
    return played(folder, CRISIS, f"war.win_probability={win}", for_a, for_b)


@pytest.mark.parametrize(("win", "own", "low", "high"), CRISES)
def test_who_does_not_know_what_war_costs_the_other_risks_a_war_for_a_better_deal(
    tmp_path: Path, win: float, own: float, low: float, high: float
) -> None:
    """Fearon (1995). A war follows A's offers alone: B knows what A will just accept."""
    outcomes = crisis(tmp_path, win, own, low, high)
    pie, war = np.round(outcomes.utility[:, 0], 6), ~outcomes.settled
    by_b, by_a = round(win - own, 6), round(win + (high - own) / 2, 6)
    assert set(pie[~war]) == {by_a, by_b}
    assert standard_errors(war[pie != by_b], ((high - own) / 2 - low) / (high - low)) < 3
    assert standard_errors(pie == by_b, 0.5) < 3


@pytest.mark.parametrize(("win", "own", "low", "high"), CRISES[:2])
def test_the_risk_is_worth_taking(tmp_path: Path, win: float, own: float, low: float, high: float) -> None:
    outcomes = crisis(tmp_path, win, own, low, high)
    by_b = outcomes.settled & (outcomes.utility[:, 0] < win)
    worth = np.where(outcomes.settled, outcomes.utility[:, 0], outcomes.war_value[:, 0])[~by_b]
    expected = win - own + (high + own) ** 2 / (4 * high)
    assert abs(worth.mean() - expected) < 3 * worth.std() / math.sqrt(len(worth))


def test_nobody_risks_a_war_that_costs_it_as_much_as_it_may_cost_the_other(tmp_path: Path) -> None:
    assert crisis(tmp_path, 0.5, 0.4, 0.0, 0.4).settled.all()


def test_the_terms_told_on_a_fine_scale_are_those_that_were_signed(tmp_path: Path) -> None:
    outcomes = played(tmp_path, CRISIS, "issues.pie.range.step=0.0025", runs=20)
    pie = np.array(outcomes.names.options[0], float)[outcomes.terms[:, 0]]
    assert pie == pytest.approx(outcomes.utility[:, 0])


# --- 3. The mediator

BILL = {
    "book": (2, 4),
    "whip": (2, 2),
    "ball": (2, 1),
    "bat": (2, 2),
    "box": (4, 1),
}  # worth to Bill, to Jack
JACK = {"pen": (10, 1), "toy": (4, 1), "knife": (6, 2), "hat": (2, 2)}
ALL_TO_BILL, ALL_TO_JACK = (sum(worth[i] for worth in (BILL | JACK).values()) for i in (0, 1))
AT_FIRST = sum(worth[0] for worth in BILL.values()), sum(worth[1] for worth in JACK.values())


def barter() -> str:
    """Nash (1950): who has each thing in the end. Each is known to prefer some swaps to none, not which."""
    things = "\n".join(
        f"  {thing}: {{options: [bill, jack], weight: {{bill: {bill}, jack: {jack}}},"
        " value: {bill: [1, 0], jack: [0, 1]}}"
        for thing, (bill, jack) in (BILL | JACK).items()
    )
    bill, jack = AT_FIRST[0] / ALL_TO_BILL, AT_FIRST[1] / ALL_TO_JACK
    return f"""
horizon_days: 1
round_days: 1
actors:
  bill: {{outside_value: {{uniform: [{bill}, 1]}}}}
  jack: {{outside_value: {{uniform: [{jack}, 1]}}}}
  us: {{role: mediator, insight: 0}}
issues:
{things}
"""


def test_a_mediator_without_a_stake_tables_nashs_barter(tmp_path: Path) -> None:
    scenario = world(tmp_path, barter())
    for replication in range(5):
        (only,) = trace(scenario, 1, replication).rounds
        assert only.final is not None
        given = {thing for thing in BILL if only.final.terms[thing] == "jack"}
        taken = {thing for thing in JACK if only.final.terms[thing] == "bill"}
        assert given == {"book", "whip", "ball", "bat"}
        assert taken == {"pen", "toy", "knife"}


def test_the_barter_is_signed_as_often_as_both_gains_suffice(tmp_path: Path) -> None:
    outcomes = played(tmp_path, barter(), runs=1500)
    gains = outcomes.utility[outcomes.settled, :2] * [ALL_TO_BILL, ALL_TO_JACK] - AT_FIRST
    assert np.allclose(gains, [12, 5])
    most = np.array([ALL_TO_BILL, ALL_TO_JACK]) - AT_FIRST
    assert standard_errors(outcomes.settled, float(np.prod([12, 5] / most))) < 3


def test_what_is_supposed_of_a_side_that_would_rather_lose_has_its_lower_end_below(tmp_path: Path) -> None:
    """Its optimism then lowers what war is worth to it. Nothing has been learnt before the first answer."""
    overrides = ["war.if_attacker_wins=nothing", "war.if_defender_wins=all"]
    unsure = ["actors.a.optimism={uniform: [0, 2]}", "actors.a.cost_per_day=0.0001"]
    for replication in range(8):
        a = session(world(tmp_path, CRISIS, *overrides, *unsure), Streams(1, replication, 1)).table.actor[0]
        assert a.low < a.reservation < a.high


# --- 4. Fighting teaches, and only fighting


def test_as_many_days_of_fighting_as_learning_takes_halve_what_a_side_overrates_itself(
    tmp_path: Path,
) -> None:
    free = [f"actors.{party}.cost_per_day=0" for party in "ab"]
    overrides = ["horizon_days=50", "war.learning_days=20", "war.balance=0.3", "actors.a.optimism=0.8", *free]
    rounds = trace(world(tmp_path, CRISIS, *overrides), 1, 0).rounds
    odds = [math.log(r.parties["a"].war_value / (1 - r.parties["a"].war_value)) for r in rounds]
    assert odds[19] == pytest.approx(0.3 + 0.8 / 2)
    assert odds[39] == pytest.approx(0.3 + 0.8 / 3)


@pytest.mark.parametrize(("halts", "fought"), [(1.0, 1.0), (0.4, 1 + 0.6 * 99)])
def test_a_ceasefire_stops_its_share_of_the_war_and_of_what_the_war_teaches(
    tmp_path: Path, halts: float, fought: float
) -> None:
    overrides = [f"ceasefire.issues.scope.halts=[{halts}]", "war.noise=0.1"]
    signed = played(tmp_path, TRUCE, *overrides, "horizon_days=1", runs=8)
    held = played(tmp_path, TRUCE, *overrides, "horizon_days=100", runs=8)
    assert held.fighting_days == pytest.approx(fought)
    assert np.array_equal(held.balance, signed.balance) == (halts == 1.0)


# --- 5. Ceasefires


@pytest.mark.parametrize("round_days", [1, 7])
def test_a_ceasefire_that_nobody_is_tempted_to_break_survives_by_compound_interest(
    tmp_path: Path, round_days: int
) -> None:
    outcomes = played(
        tmp_path, TRUCE, "ceasefire.hazard_per_day=0.02", f"round_days={round_days}", "horizon_days=130"
    )
    held = np.where(np.isnan(outcomes.full_ceasefire_end), np.inf, life(outcomes))
    for days in (1, 10, 29, 30, 31, 60, 120):
        assert standard_errors(held > days, 0.98**days) < 3


def test_an_ordinary_ceasefire_lives_as_data_have_it(tmp_path: Path) -> None:
    """Clayton et al. (2022): 57, 48, 40 and 32 % at 30, 90, 180 and 365 days, give or take what is not known."""
    ordinary = TRUCE.replace("  hazard_per_day: 0\n", "")
    assert ordinary != TRUCE
    outcomes = played(tmp_path, ordinary, "horizon_days=400")
    held = np.where(np.isnan(outcomes.full_ceasefire_end), np.inf, life(outcomes))
    for days, low, high in ((30, 0.46, 0.80), (90, 0.41, 0.71), (180, 0.37, 0.63), (365, 0.30, 0.51)):
        assert low < np.mean(held > days) < high


# --- 6. Screening

SCREENING = [f"actors.{party}.concession=screening" for party in ("russia", "ukraine")]


def screened(*overrides: str) -> Outcomes:
    """The founding talks without clocks, long enough to see their end."""
    return shipped(
        "ceasefire30", *SCREENING, "horizon_days=1500", "round_days=14", "text_days=14", *overrides, runs=600
    )


def test_who_screens_follows_no_deadline() -> None:
    patient = [f"actors.{party}.deadline_days=5000" for party in ("russia", "ukraine")]
    usual, later = (np.nanmedian(o.settlement_day) for o in (screened(), screened(*patient)))
    assert later == pytest.approx(usual, rel=0.1)


def test_who_screens_settles_the_sooner_the_dearer_the_war() -> None:
    dear = [
        f"actors.{party}.cost_per_day={{triangular: [0.0003, 0.0006, 0.001]}}"
        for party in ("russia", "ukraine")
    ]
    usual, sooner = screened(), screened(*dear)
    assert sooner.settled.mean() > usual.settled.mean() > 0.05
    assert np.nanmedian(sooner.settlement_day) < np.nanmedian(usual.settlement_day) - 50


def test_who_screens_and_knows_all_signs_at_once(tmp_path: Path) -> None:
    known = [f"actors.{party}.concession=screening" for party in "ab"]
    outcomes = played(tmp_path, CRISIS, *known, "horizon_days=50", runs=8)
    assert outcomes.settlement_day.tolist() == [1] * 8


def test_with_one_round_screening_is_an_offer_to_take_or_leave(tmp_path: Path) -> None:
    """Fearon (1995), as above."""
    unsure = [
        "war.win_probability=0.5",
        "actors.a.cost_per_day=0.001",
        "actors.b.cost_per_day={uniform: [0, 0.004]}",
    ]
    clock = played(tmp_path, CRISIS, *unsure, runs=200)
    screening = played(
        tmp_path, CRISIS, *unsure, *(f"actors.{p}.concession=screening" for p in "ab"), runs=200
    )
    assert np.array_equal(clock.utility, screening.utility, equal_nan=True)


# --- 7. Guarantees

GUARANTEED = [
    "issues.pie.range.step=0.01",
    "actors.europe={role: backer}",
    "issues.treaty={options: [none, signed], value: {europe: [0, 1]}}",
    "issues.treaty.guards=[0, 1]",
    "issues.treaty.guarantor=europe",
    "issues.treaty.protects=b",
    "proposals={all: {pie: 1, treaty: none}, nothing: {pie: 0, treaty: none}}",
    "actors.b.exposure=0.2",
]


def test_who_is_wholly_protected_may_distrust_as_it_likes(tmp_path: Path) -> None:
    told = [
        typical(world(tmp_path, CRISIS, *GUARANTEED, f"actors.b.distrust={distrust}"))
        for distrust in (0, 0.5, 1)
    ]
    protected = told[0].terms[:, 1] == 1
    assert np.array_equal(told[0].value[protected], told[1].value[protected])
    assert np.array_equal(told[0].value[protected], told[2].value[protected])
    assert np.all(told[2].value[~protected, 1] <= told[0].value[~protected, 1])
    assert np.any(told[2].value[~protected, 1] < told[0].value[~protected, 1])


def test_the_better_the_word_of_a_guarantor_the_more_a_deal_is_worth_to_whom_it_protects(
    tmp_path: Path,
) -> None:
    steps = [
        typical(read(SHIPPED / "ceasefire30.yaml", [f"actors.us.credibility={q}"])) for q in (0, 0.3, 0.6, 1)
    ]
    named = sum(name is not None for name in steps[0].named)
    worth = np.array([step.value[:named] for step in steps])
    climbs = np.diff(worth[:, :, 1], axis=0)
    guaranteed = [
        name in ("istanbul_2022", "kellogg_2024", "london_march_2025") for name in steps[0].named[:named]
    ]
    assert np.all(climbs >= 0)
    assert sum(guaranteed) == 3
    assert np.all(climbs[:, guaranteed] > 0)
    assert np.array_equal(worth[0, :, 0], worth[-1, :, 0])


# --- 8. Counsel


def reservations(folder: Path, *overrides: str) -> list[float]:
    """What a and b must get at least, in a crisis in which both overrate themselves."""
    sure = [f"actors.{party}.optimism=0.8" for party in "ab"]
    return [float(r) for r in typical(world(folder, CRISIS, *sure, *overrides)).reservation]


def test_only_the_side_that_a_mediator_leans_to_lets_itself_be_talked_out_of_optimism(tmp_path: Path) -> None:
    alone = reservations(tmp_path)
    even, to_a, to_b = (
        reservations(tmp_path, f"actors.us={{role: mediator, insight: 0.9, bias: {bias}}}")
        for bias in (0, 0.5, -0.5)
    )
    assert even == alone
    assert to_a[0] < alone[0]
    assert to_a[1] == alone[1]
    assert to_b[0] == alone[0]
    assert to_b[1] < alone[1]


# --- 9. Consent

AID = """
horizon_days: 100
round_days: 5
weight_spread: 6
actors:
  a: {outside_value: {uniform: [0.1, 0.7]}}
  b: {outside_value: {uniform: [0.1, 0.7]}}
  donor: {role: backer, floor: {uniform: [0.2, 0.8]}}
issues:
  land: {options: [east, half, west], value: {a: [0, 0.6, 1], b: [1, 0.6, 0], donor: [1, 0.5, 0]}}
  aid: {options: [none, some, much], value: {a: [0, 0.5, 1], b: [0, 0.8, 1], donor: [1, 0.6, 0]}}
  troops: {options: [home, border, inside], value: {a: [1, 0.4, 0], b: [0, 0.7, 1], donor: [1, 0.3, 0]}}
"""
CONSENTS = ["issues.aid.consent={donor: [some, much]}", "issues.troops.consent={donor: [border, inside]}"]


@pytest.mark.parametrize("asked", [CONSENTS[:1], CONSENTS[1:], CONSENTS])
def test_one_more_who_must_agree_makes_no_agreement_likelier(tmp_path: Path, asked: list[str]) -> None:
    free, bound = played(tmp_path, AID), played(tmp_path, AID, *asked)
    assert rise(bound.settled, free.settled) < 0
    assert not np.any(bound.zone & ~free.zone)


def test_what_a_backer_refuses_at_any_price_is_in_no_signed_deal(tmp_path: Path) -> None:
    refused = played(tmp_path, AID, CONSENTS[0], "actors.donor.floor=1")
    aid = refused.terms[refused.settled, 1]
    assert len(aid) > 500
    assert np.all(aid == 0)
    assert np.any(played(tmp_path, AID).terms[:, 1] > 0)


# --- 10. War

DEARER = [
    "actors.russia.cost_per_day={triangular: [0.00016, 0.00032, 0.0006]}",
    "actors.ukraine.cost_per_day={triangular: [0.0001, 0.0003, 0.0006]}",
]


def test_a_war_twice_as_dear_leaves_more_to_agree_on() -> None:
    dear, base = (shipped("ceasefire30", *dearer, runs=FEW) for dearer in (DEARER, ()))
    assert rise(dear.zone, base.zone) > 5
    assert rise(dear.zone_at_end, base.zone_at_end) > 5


def test_an_attacker_that_advances_faster_stops_less_often() -> None:
    faster = shipped("ceasefire30", "war.drift={triangular: [0.0005, 0.0011, 0.0017]}", runs=FEW)
    assert rise(full(faster), full(shipped("ceasefire30", runs=FEW))) < -5


# --- 11. Names

# Nothing is drawn: the mediator proposes every time, the war has no luck, the ceasefire is safe.
DETERMINED = """
horizon_days: 200
round_days: 5
war: {balance: 0.4, drift: 0.001, noise: 0, if_attacker_wins: north_terms, if_defender_wins: south_terms}
actors:
  north: {side: attacker, cost_per_day: 0.0003, pause_worth: -0.02, ceasefire_ask: 0.02, deadline_days: 150}
  south: {side: defender, distrust: 0.4, deadline_days: 120, red_lines: {land: {options: [west]}}}
  us: {role: mediator, bias: 0.2, leverage: {north: {probability: 1, cost: 1.6}}}
  donor: {role: backer, floor: 0.3, credibility: 0.7}
issues:
  land:
    {options: [east, half, west], weight: {north: 5, south: 4, us: 1},
     value: {north: [0, 0.55, 1], south: [1, 0.65, 0], us: [0.3, 0.9, 0.5]}}
  aid:
    {options: [none, some, much], weight: {north: 2, south: 3, donor: 1}, consent: {donor: [some, much]},
     value: {north: [0.9, 0.7, 0], south: [0, 0.75, 1], donor: [0.8, 0.5, 0.1]}}
  troops:
    {options: [home, border], weight: {north: 1, south: 2, donor: 1}, guards: [0, 0.6], guarantor: donor,
     protects: south, value: {north: [1, 0.3], south: [0.1, 1], donor: [0.4, 0.6]}}
proposals:
  north_terms: {land: west, aid: none, troops: home}
  south_terms: {land: east, aid: much, troops: border}
ceasefire:
  hazard_per_day: 0
  issues:
    scope: {options: [sea, full], halts: [0.3, 1], worth: {us: [0.01, 0.05]}}
    prisoners: {options: [kept, freed], worth: {north: [0, 0.011], south: [0, 0.004], us: [0, 0.001]}}
events: [{name: winter, day: 60, cost: {north: 1.3, south: 1.1}, balance: -0.1}]
"""
OTHERWISE = {
    "north": "zulu",
    "south": "alpha",
    "us": "third",
    "donor": "bank",
    "land": "zone",
    "troops": "arms",
}
OTHERWISE |= {"scope": "where", "prisoners": "captives", "north_terms": "z_terms", "south_terms": "a_terms"}


def renamed(text: str, names: dict[str, str]) -> str:
    return re.sub(rf"\b({'|'.join(names)})\b", lambda found: names[found[1]], text)


@pytest.mark.parametrize(
    "change",
    ["horizon_days=200", "actors.north.pause_worth=0.02", "actors.donor.floor=0.7", "horizon_days=50"],
)
def test_where_nothing_is_drawn_other_names_make_no_difference(tmp_path: Path, change: str) -> None:
    plain = played(tmp_path, DETERMINED, change, runs=2)
    other = played(tmp_path, renamed(DETERMINED, OTHERWISE), renamed(change, OTHERWISE), runs=2)
    assert other.names.parties == ("zulu", "alpha")
    for column in columns():
        assert getattr(plain, column).tobytes() == getattr(other, column).tobytes(), column


def picture(outcomes: Outcomes) -> list[Flags | Floats]:
    """How often there was a deal or could have been, and what either party got out of it."""
    return [outcomes.settled, outcomes.zone, *outcomes.utility[outcomes.settled, :2].T]


def test_where_something_is_drawn_other_names_are_other_luck_and_no_other_world(tmp_path: Path) -> None:
    plain = played(tmp_path, AID, CONSENTS[0])
    other = played(tmp_path, renamed(AID, {"a": "z", "b": "a"}), CONSENTS[0])
    assert other.names.parties == ("z", "a")
    for one, two in zip(picture(plain), picture(other), strict=True):
        assert abs(one.mean() - two.mean()) < 3 * math.sqrt(one.var() / len(one) + two.var() / len(two))


# --- 12. Insight


@pytest.mark.parametrize("insight", [0.4, 0.9])
def test_a_mediator_that_reads_the_parties_better_does_no_harm(insight: float) -> None:
    """Without a lean: one that leans also counsels, and who is less sure of victory sees more at stake in a pause."""
    blind, seeing = (
        shipped("ceasefire30", "actors.us.bias=0", f"actors.us.insight={seen}", runs=FEW)
        for seen in (0, insight)
    )
    assert rise(~np.isnan(seeing.ceasefire_day), ~np.isnan(blind.ceasefire_day)) > -2
    assert rise(full(seeing), full(blind)) > -2
    assert rise(seeing.settled, blind.settled) > -2


# The mediator would rather pay no price, without which A mostly does not sign before its patience with war is over.
PRICED = [
    *("horizon_days=60", "round_days=5", "actors.us={role: mediator}"),
    *(
        "actors.a.pause_worth={uniform: [-0.1, 0.04]}",
        "actors.a.ceasefire_ask=0.05",
        "actors.a.deadline_days=400",
    ),
    "ceasefire.issues.scope.worth={us: [0.01]}",
    "ceasefire.issues.price={options: [none, some], worth: {a: [0, 0.03], us: [0.03, 0.02]}}",
]


@pytest.mark.parametrize("insight", [0.4, 0.9, 1])
def test_who_sees_through_a_party_does_not_insist_on_what_it_will_sign_only_later(
    tmp_path: Path, insight: float
) -> None:
    blind, seeing = (played(tmp_path, TRUCE, *PRICED, f"actors.us.insight={i}") for i in (0, insight))
    assert 0.2 < full(blind).mean() < 0.8
    assert rise(full(seeing), full(blind)) > -2


# --- 13. Ceasefires that are brittle, small or late


def test_the_likelier_a_ceasefire_breaks_on_any_day_the_fewer_hold() -> None:
    calm, usual, brittle = (
        shipped("ceasefire30", f"ceasefire.life={{shape: 1, scale_days: {days}}}", runs=FEW)
        for days in (200, 50, 20)
    )
    assert rise(ended(usual, "ceasefire_holding"), ended(calm, "ceasefire_holding")) < -3
    assert rise(ended(brittle, "ceasefire_holding"), ended(usual, "ceasefire_holding")) < -3


def test_where_only_power_stations_are_spared_there_is_no_full_ceasefire() -> None:
    energy = shipped("energy_only", runs=FEW // 4)
    assert not full(energy).any()
    assert np.mean(~np.isnan(energy.ceasefire_day)) > 0.9


def test_where_peace_comes_first_there_is_no_ceasefire_at_all() -> None:
    assert np.isnan(shipped("peace_first", runs=FEW // 4).ceasefire_day).all()
