"""People who are not exact: quantal response in signing and in tabling."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from worlds import SHIPPED, TRUCE, world

from sim.bargaining.compiled import compiled
from sim.bargaining.inspect.trace import trace
from sim.bargaining.outcomes import OUTCOMES, Floats
from sim.bargaining.records import Actor, Judged, Talks
from sim.bargaining.rules.rules import doubt, likely, likely_on_average
from sim.bargaining.rules.tabling import learn
from sim.bargaining.run.batch import play
from sim.bargaining.setup.sampling import draw
from sim.bargaining.setup.streams import Streams
from sim.bargaining.setup.unheeded import unheeded
from sim.scenario.reading import read
from sim.scenario.schema import Scenario

N = 20_000
MANY = 4.0  # standard errors
# One round, in which demands have come down to what no deal is worth; whoever has the turn tables one of two texts.
TALKS = """
horizon_days: 1
round_days: 1
actors:
  a: {outside_value: 0.2, precision: 6}
  b: {outside_value: 0.3, precision: 9}
issues: {pie: {options: [x, y], value: {a: [1, 0.5], b: [0.4, 0.9]}}}
"""
VALUE, OUTSIDE, PRECISION = np.array([[1, 0.5], [0.4, 0.9]]), (0.2, 0.3), (6.0, 9.0)


def logistic(x: Floats | float) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.asarray(x))))


def shares(scenario: Scenario, runs: int = N) -> Floats:
    """[option] how often it is signed."""
    found = play(scenario, runs, 1)
    return np.bincount(found.terms[found.outcome == OUTCOMES.index("settlement"), 0], minlength=2) / runs


def by_hand(precision: tuple[float, float] = PRECISION) -> Floats:
    """[option] by the formulas."""
    total = np.zeros(2)
    for me, other in ((0, 1), (1, 0)):
        signed = logistic(precision[other] * (VALUE[other] - OUTSIDE[other]))
        weight = np.exp(precision[me] * (VALUE[me] - OUTSIDE[me]) * signed)
        total += 0.5 * weight / weight.sum() * signed
    return total


def near(found: Floats, wanted: Floats) -> bool:
    return bool((np.abs(found - wanted) < MANY * np.sqrt(wanted * (1 - wanted) / N) + 1e-9).all())


def test_two_texts_are_signed_as_often_as_the_formulas_say(tmp_path: Path) -> None:
    assert near(shares(world(tmp_path, TALKS)), by_hand())
    assert not near(shares(world(tmp_path, TALKS)), by_hand((6.0, 12.0)))
    assert not near(shares(world(tmp_path, TALKS)), by_hand((3.0, 9.0)))


def test_who_is_not_exact_at_all_tosses_coins(tmp_path: Path) -> None:
    found = shares(world(tmp_path, TALKS, "actors.a.precision=0", "actors.b.precision=0"))
    assert near(found, np.array([0.25, 0.25]))


def test_a_genuine_red_line_is_never_signed_by_mistake(tmp_path: Path) -> None:
    line = "actors.b.red_lines={pie: {options: [x]}}"
    assert shares(world(tmp_path, TALKS, "actors.b.precision=0", line), 2000)[0] == 0.0


def test_the_mistakes_of_one_party_say_nothing_of_the_other(tmp_path: Path) -> None:
    """a signs without fail what is better than no deal; b tables what a is sure to sign."""
    found = shares(world(tmp_path, TALKS, "actors.a.precision=.inf"))
    signed = logistic(9.0 * (VALUE[1] - 0.3))
    a_tables = np.array([1.0, 0.0]) if 0.8 * signed[0] > 0.3 * signed[1] else np.array([0.0, 1.0])
    weight = np.exp(9.0 * (VALUE[1] - 0.3))
    assert near(found, 0.5 * a_tables * signed + 0.5 * weight / weight.sum())


LONGER = """
horizon_days: 60
round_days: 5
actors:
  a: {outside_value: {uniform: [0.1, 0.5]}, distrust: 0.3}
  b: {outside_value: {uniform: [0.1, 0.5]}, deadline_days: {uniform: [20, 80]}}
  m: {role: mediator, proposal_rate: 0.5}
issues:
  land: {range: {from: 0, to: 10, step: 1}, value: {a: {0: 0, 10: 1}, b: {0: 1, 4: 0.7, 10: 0}}}
  gold: {range: {from: 0, to: 5, step: 1}, value: {a: {0: 1, 2: 0.8, 5: 0}, b: {0: 0, 5: 1}}}
"""


def test_the_more_exact_the_nearer_to_the_rules_without_mistakes(tmp_path: Path) -> None:
    exact = play(world(tmp_path, LONGER), 600, 1)
    alike = []
    for precision in (5, 100, 2000, 1e9):
        both = [f"actors.{party}.precision={precision}" for party in "ab"]
        found = play(world(tmp_path, LONGER, *both), 600, 1)
        alike.append(np.mean((found.terms == exact.terms).all(axis=1) & (found.last_day == exact.last_day)))
    assert alike == sorted(alike)
    assert alike[0] < 0.2
    assert alike[-1] > 0.97  # of equals any is tabled, where the rules have an order


def test_exact_parties_need_no_luck(tmp_path: Path) -> None:
    scenario = world(tmp_path, LONGER)
    assert draw(scenario, 12, Streams(1, 0, 3))[0].slips.shape == (3, 2, 0, 4)
    assert draw(world(tmp_path, TALKS), 1, Streams(1, 0, 3))[0].slips.shape == (3, 2, 1, 4)


def test_a_longer_talk_begins_with_the_same_mistakes(tmp_path: Path) -> None:
    short, long = (draw(world(tmp_path, TALKS), rounds, Streams(1, 0, 3))[0].slips for rounds in (3, 9))
    assert (long[:, :, :3] == short).all()


# --- In turns


def test_in_turns_an_offer_is_signed_by_chance(tmp_path: Path) -> None:
    """One step: a offers what is worth least to itself of what meets its demand, and b answers.

    No package is worth less than 0.4 to b, which is the bottom of its demands.
    """
    turns = ("protocol=alternating_offers", "alternating_offers.order=[a, b]", "actors.a.precision=.inf")
    scenario = world(tmp_path, TALKS, *turns)
    assert near(shares(scenario), np.array([0.0, float(likely(9.0, 0.9 - 0.4))]))


# --- What the others make of it


def test_a_chance_on_average_is_the_integral(tmp_path: Path) -> None:
    for precision, least, most in ((5, -1, 0.3), (40, -0.2, 0.1), (3, 0.1, 0.1 + 1e-7), (0, -1, 1)):
        grid = least + (most - least) * (np.arange(20_000) + 0.5) / 20_000
        assert likely_on_average(precision, least, most) == pytest.approx(
            logistic(precision * grid).mean(), abs=1e-7
        )
    assert likely_on_average(1e6, -0.25, 0.75) == pytest.approx(0.75)


@compiled
def teach(talks: Talks, me: Actor, eyes: Judged) -> None:
    learn(talks, me, eyes, 0)


def learnt(precision: float, answer: int, by: int) -> tuple[float, float]:
    """What is believed of a reservation value, half-way to the deadline, after an answer to a text worth 0.5."""
    me, eyes = Actor.empty(1)[0], Judged.empty(1)[0]
    me.low, me.high, me.aspiration, me.conceded, me.precision, me.answer = (
        0.0,
        0.4,
        0.8,
        0.5,
        precision,
        answer,
    )
    eyes.value = 0.5  # turns at 0.2
    talks = Talks.empty(1)[0]
    talks.proposer = by
    teach(talks, me, eyes)
    return float(me.low), float(me.high)


def test_an_answer_that_may_be_a_mistake_teaches_less() -> None:
    assert learnt(math.inf, 1, by=1) == pytest.approx((0.2, 0.4))
    assert learnt(math.inf, 2, by=1) == pytest.approx((0.0, 0.2))
    off = doubt(100.0, 0.5)
    assert off == pytest.approx(math.log(19) / 50)
    assert learnt(100.0, 1, by=1) == pytest.approx((0.2 - off, 0.4))
    assert learnt(100.0, 2, by=1) == pytest.approx((0.0, 0.2 + off))
    assert learnt(1.0, 1, by=1) == learnt(0.0, 1, by=1) == pytest.approx((0.0, 0.4))
    assert learnt(100.0, 2, by=0) == pytest.approx((0.0, 0.2))  # its own text
    assert logistic(100.0 * 0.5 * off) == pytest.approx(0.95)


# --- Ceasefires


def test_a_ceasefire_is_signed_by_chance_too(tmp_path: Path) -> None:
    """Worth 0.03 to both (see worlds.TRUCE), nothing asked for: in one round, whoever tables it, the other may slip."""
    known = ("horizon_days=1", "actors.a.precision=40", "actors.b.precision=40")
    found = play(world(tmp_path, TRUCE, *known), N, 1)
    share = np.mean(found.outcome == OUTCOMES.index("ceasefire_holding"))
    wanted = float(logistic(40 * 0.03))
    assert abs(share - wanted) < MANY * math.sqrt(wanted * (1 - wanted) / N)


# --- Told


def test_whoever_is_not_exact_is_said_to_choose_by_chance(tmp_path: Path) -> None:
    told = trace(world(tmp_path, LONGER, "actors.a.precision=15"), 1, 3, reasons=True).rounds
    rules = {r.final.by: r.final.choice.rule for r in told if r.final and r.final.choice}
    assert rules == {"a": "logit", "b": "product", "m": "product"}


@pytest.mark.parametrize(
    ("overrides", "said"),
    [
        ((), ""),
        (("protocol=challenge",), "nobody signs under `protocol: challenge`, so it is not read"),
        (("protocol=alternating_offers",), "in turns answers are not exact, and offers are"),
    ],
)
def test_check_says_where_nobody_makes_mistakes(
    tmp_path: Path, overrides: tuple[str, ...], said: str
) -> None:
    lines = list(unheeded(world(tmp_path, TALKS, *overrides)))
    assert lines == ([f"actors.{party}.precision: {said}" for party in "ab"] if said else [])


def test_check_says_where_there_are_too_many_packages() -> None:
    scenario = read(SHIPPED / "ceasefire30.yaml", ["actors.russia.precision=15"])
    (line,) = unheeded(scenario)
    assert line.startswith(
        "actors.russia.precision: 103,680 packages are more than 2,048: it tables one of those"
    )
