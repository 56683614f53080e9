"""Ceasefires of one side alone: how often, for how long, what they halt, and that they count as none."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from bytewise import differing
from worlds import SHIPPED, TRUCE, played, standard_errors, world

from sim.bargaining.inspect.trace import trace
from sim.bargaining.outcomes import Outcomes
from sim.bargaining.run.batch import play
from sim.report.round_by_round import tell_every_round
from sim.scenario.reading import read

# Two rounds of ten days: one ceasefire can be declared, and is over before the end. Each side sees itself winning.
ONCE = TRUCE.split("ceasefire:")[0].replace(
    "horizon_days: 400\nround_days: 1", "horizon_days: 20\nround_days: 10"
)
SURE = 1e6  # occasions a day


def alone(
    party: str = "a", rate: float = SURE, days: float = 4.5, life: str = "scale_days: 1e9", **said: float
) -> str:
    """A setting for a party that takes every occasion."""
    more = "".join(f", {key}: {value}" for key, value in {"gesture": 1, **said}.items())
    return f"actors.{party}.unilateral={{rate: {rate}, days: {days}, life: {{{life}}}{more}}}"


def declared(outcomes: Outcomes) -> np.ndarray:
    return ~np.isnan(outcomes.unilateral_day[:, 0])


# --- Closed forms


@pytest.mark.parametrize(
    ("days", "shape", "scale"), [(4.5, 0.43, 6.0), (3, 1.0, 2.0), (1.25, 0.3, 1.0), (9, 2.0, 5.0)]
)
def test_it_lasts_as_many_days_on_average_as_its_life_and_its_term_say(
    tmp_path: Path, days: float, shape: float, scale: float
) -> None:
    """Days are whole, and the last may be cut off by the term."""
    found = played(tmp_path, ONCE, alone(days=days, life=f"shape: {shape}, scale_days: {scale}"))
    alive = [math.exp(-((d / scale) ** shape)) for d in range(math.ceil(days))]
    expected = sum(share * min(1.0, days - d) for d, share in enumerate(alive))
    lasted = found.unilateral_days[:, 0]
    assert abs(lasted.mean() - expected) < 4 * lasted.std() / math.sqrt(len(lasted)) + 1e-12


@pytest.mark.parametrize("rate", [0.01, 0.05, 0.3])
def test_occasions_come_at_their_rate(tmp_path: Path, rate: float) -> None:
    found = played(tmp_path, ONCE, alone(rate=rate))
    assert standard_errors(declared(found), 1 - math.exp(-10 * rate)) < 4
    assert set(found.unilateral_day[declared(found), 0]) == {
        10.0
    }  # nothing is left to halt after the last round


@pytest.mark.parametrize("halts", [0.0, 0.25, 0.5, 1.0])
def test_so_much_less_is_fought_and_everybody_bears_so_much_less_of_it(tmp_path: Path, halts: float) -> None:
    found = played(
        tmp_path, ONCE, alone(halts=halts, life="shape: 0.5, scale_days: 3"), "war.drift=0.01", runs=200
    )
    assert found.fighting_days == pytest.approx(20 - halts * found.unilateral_days[:, 0])
    assert found.balance == pytest.approx(0.01 * found.fighting_days)


@pytest.mark.parametrize(("one", "two", "both"), [(0.5, 0.5, 1.0), (0.3, 0.4, 0.7), (0.8, 0.7, 1.0)])
def test_what_both_halt_at_once_adds_up_to_no_more_than_all(
    tmp_path: Path, one: float, two: float, both: float
) -> None:
    """The first for seven days, the second for three of them."""
    shares = alone(days=7, halts=one), alone("b", days=3, halts=two)
    found = played(tmp_path, ONCE, *shares, runs=4)
    assert found.fighting_days == pytest.approx(20 - 3 * both - 4 * one)


@pytest.mark.parametrize(("gesture", "pays"), [(-0.00151, False), (-0.00149, True)])
def test_it_is_declared_where_the_gesture_is_worth_what_it_costs(
    tmp_path: Path, gesture: float, pays: bool
) -> None:
    """Half of three days at 0.001 a day is saved."""
    found = played(tmp_path, ONCE, alone(days=3, gesture=gesture), "actors.a.optimism=0", runs=4)
    assert declared(found).all() == declared(found).any() == pays


@pytest.mark.parametrize(("more", "pays"), [(-0.0001, False), (0.0001, True)])
def test_who_is_winning_gives_momentum_away(tmp_path: Path, more: float, pays: bool) -> None:
    """As fighting wears optimism down, the second round's belief counts; without optimism it is the balance alone."""
    chance = [1 / (1 + math.exp(-0.02 * day)) for day in (10, 13)]
    lost = 0.5 * (chance[1] - chance[0] - 3 * 0.001 - 3 * 0.0005)
    told = ["actors.a.optimism=0", "actors.a.pause_worth=0.015", "war.drift=0.02"]
    found = played(tmp_path, ONCE, *told, alone(days=3, gesture=lost + more), runs=4)
    assert declared(found).all() == declared(found).any() == pays


# --- Laws


def test_without_an_occasion_no_byte_changes(tmp_path: Path) -> None:
    file = SHIPPED / "ceasefire30.yaml"
    plain, never = play(read(file), 200, 1), play(read(file, [alone("russia", rate=0)]), 200, 1)
    assert set(differing(never, plain)) == {"names", "unilateral_day", "unilateral_days"}


def test_it_is_no_ceasefire_that_was_agreed(tmp_path: Path) -> None:
    found = played(tmp_path, ONCE, alone(halts=1), runs=20)
    assert declared(found).all()
    assert np.isnan([found.ceasefire_day, found.full_ceasefire_day]).all()
    assert set(found.outcome) == {0}


def test_the_length_of_a_round_decides_little(tmp_path: Path) -> None:
    """Two occasions a year, for three days."""
    days = [
        played(
            tmp_path, ONCE, "horizon_days=364", f"round_days={step}", alone(rate=0.0055, days=3)
        ).unilateral_days
        for step in (7, 3.5, 1)
    ]
    assert [each.mean() for each in days] == pytest.approx([days[0].mean()] * 3, rel=0.06)


def test_one_that_all_agree_on_takes_its_place(tmp_path: Path) -> None:
    """Both sign on the first day, after the party has declared its own in no round before."""
    later = ["actors.b.ceasefire_ask=0.06", "actors.b.deadline_days=20", "horizon_days=60"]
    found = played(tmp_path, TRUCE, alone(days=50), *later, runs=4)
    began = found.full_ceasefire_day
    assert (began > 2).all()
    assert found.unilateral_days[:, 0] == pytest.approx(began - 1)  # declared on the first day
    assert found.fighting_days == pytest.approx(1 + (began - 1) / 2)


def test_another_may_be_declared_when_one_is_over(tmp_path: Path) -> None:
    found = played(tmp_path, ONCE, "horizon_days=100", alone(days=3), runs=4)
    assert found.unilateral_days[:, 0].tolist() == [27.0] * 4
    assert found.unilateral_day[:, 0].tolist() == [10.0] * 4


# --- As it is told


def test_it_is_told_round_by_round(tmp_path: Path) -> None:
    kept = world(tmp_path, ONCE, alone(days=3))
    said = [passage.text for passage in tell_every_round(kept, trace(kept, 1, 0)).passages]
    assert "A declares a ceasefire of its own, for 3 days." in said[1]
    assert "A has kept the ceasefire that it declared on its own to its last day." in said[2]
    broken = world(tmp_path, ONCE, alone(days=1.25, life="scale_days: 1e-9"))
    said = [passage.text for passage in tell_every_round(broken, trace(broken, 1, 0)).passages]
    assert "for 1.25 days." in said[1]
    assert "The ceasefire that a declared on its own breaks before its last day." in said[2]
