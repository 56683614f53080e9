"""Lives by the program's own formulas, and fits that find what was planted."""

from __future__ import annotations

from dataclasses import replace
from math import exp, log

import numpy as np
import pytest

from sim.backtest import lives
from sim.backtest.halves import both_halves, foretold, foretold_abroad, without_each_country
from sim.backtest.lasting import Lives, by_ends, by_what_was_known, course
from sim.backtest.likeliest import LikeliestFit, by_statuses, slopes_by_statuses
from sim.bargaining.run.driver import play


def test_a_ceasefire_lasts_by_its_life_and_the_product_of_its_factors() -> None:
    text = lives.ceasefire({"definitive": 0.44, "written": 0.68})
    by_hand = [exp(-0.44 * 0.68 * (age / 230) ** 0.28) for age in (30, 365)]
    assert lives.ceasefire_lasts(text, (30.0, 365.0)) == pytest.approx(by_hand)


@pytest.mark.parametrize(("guarded", "factor"), [(False, 1.0), (True, 0.65)])
def test_a_peace_lasts_by_its_life_and_its_protection(guarded: bool, factor: float) -> None:
    by_hand = exp(-factor * (365 / 12_500) ** 0.42)
    assert lives.peace_lasts(lives.peace(guarded), (365.0,)) == pytest.approx([by_hand])


@pytest.mark.slow
@pytest.mark.parametrize("guarded", [False, True])
def test_played_peaces_last_as_long_as_the_formula_says(guarded: bool) -> None:
    """The scenarios are those of the program: who plays them finds the same lives."""
    outcomes = play(lives.read(lives.peace(guarded)), 4_000, 1)
    days = outcomes.peace_days[outcomes.settled]
    share = lives.peace_lasts(lives.peace(guarded), (365.0,))[0]
    assert len(days) > 1_000
    assert (days > 365).mean() == pytest.approx(share, abs=3.5 * (share * (1 - share) / len(days)) ** 0.5)


def planted(count: int = 3_000) -> Lives:
    """A Weibull life of shape 0.5 and scale 100 days, three times as hazardous where a fact is so, seen in part."""
    rng = np.random.default_rng(7)
    fact = (rng.random(count) < 0.5).astype(np.float64)
    age = 100.0 * (-np.log(rng.random(count)) / (1.0 + 2.0 * fact)) ** 2.0
    seen = (rng.random(count) < 0.8) | (age < 20.0)
    return Lives(
        scenarios=("",) * count,
        conflict=tuple(f"{k % 60}" for k in range(count)),
        country=tuple(f"{k % 30}" for k in range(count)),
        odd=np.arange(count) % 60 % 2 == 1,
        facts=fact[:, None],
        factors=1,
        low=np.where(seen, np.floor(age), 20.0),
        high=np.where(seen, np.floor(age) + 1.0, np.inf),
        start=(1.0, 50.0),
    )


def test_slopes_by_the_chain_rule_are_those_of_differences() -> None:
    found, ages = planted(200), np.array([[5.0, 15.0, 60.0]])
    alive, known = found.alive(ages[0])

    def hazard(at: np.ndarray) -> np.ndarray:
        return lives.hazards(at, found.facts, ages)

    loss = by_statuses(hazard, alive, known)
    slopes = slopes_by_statuses(hazard, lambda at: lives.steepness(at, found.facts, ages), alive, known)
    for at in (np.array([-0.5, 4.0, 1.0]), np.array([0.3, 5.0, -0.4])):
        for k, step in enumerate(1e-5 * np.eye(3)):
            assert slopes(at)[k] == pytest.approx((loss(at + step) - loss(at - step)) / 2e-5, abs=1e-6)


def test_errors_are_the_larger_of_those_by_conflicts_and_by_countries() -> None:
    """Two conflicts make a country. Where its conflicts have the same luck, countries count; else conflicts do."""
    found = planted(600)
    alone = replace(found, country=found.conflict)
    both, conflicts = by_ends(found, 1), by_ends(alone, 1)
    countries = by_ends(replace(found, conflict=found.country), 1)
    assert both.error == pytest.approx(np.maximum(conflicts.error, countries.error))
    assert (both.error > conflicts.error).any()
    assert both.at == pytest.approx(conflicts.at)
    assert by_ends(replace(found, country=("one",) * 600), 1).error == pytest.approx(conflicts.error)


@pytest.mark.parametrize("by", ["ends", "statuses"])
def test_a_fit_finds_what_was_planted_within_its_interval(by: str) -> None:
    found = planted()
    fit = by_ends(found, 1) if by == "ends" else by_what_was_known(found, (5.0, 15.0), 1)
    for k, truth in enumerate((0.5, 100.0, 3.0)):
        span = fit.factor(k)
        middle, width = log(span.value / truth), log(span.high / span.value)
        assert abs(middle) < 2.0 * width  # some four standard errors
        assert width < 0.5


def test_a_constant_hazard_has_its_textbook_scale_and_error() -> None:
    """With all ends known the scale is the mean age, and its error that over the root of n."""
    age = np.random.default_rng(5).exponential(2_000.0, 900)
    one = Lives(("",) * 900, *(tuple(map(str, range(900))),) * 2, np.zeros(900, np.bool_), np.zeros((900, 0)), 0,
                age, age + 1.0, (1.0, 1_000.0))  # fmt: skip
    found = by_ends(one, 0)
    assert found.factor(1).value == pytest.approx(age.mean(), rel=0.01)
    assert found.error[1] == pytest.approx(1 / 30, rel=0.15)


def test_a_fit_arrives_at_the_same_place_wherever_it_sets_out() -> None:
    """From 1 day the likelihood is bent downwards along the scale, so that a step of Newton's would not go there."""
    found = planted(300)
    near, far = (by_ends(replace(found, start=start), 1) for start in ((0.5, 100.0), (3.0, 1.0)))
    assert far.at == pytest.approx(near.at, abs=1e-5)


def test_each_half_is_foretold_by_the_fit_on_the_other() -> None:
    found = planted(600)
    halves = both_halves(found, lambda half: by_what_was_known(half, (10.0, 100.0), 1))
    ages = (10.0, 100.0)
    changed = Lives(
        found.scenarios, found.conflict, found.country, found.odd, found.facts, 1,
        np.where(found.odd, 0.0, found.low), np.where(found.odd, 1.0, found.high), found.start,
    )  # fmt: skip
    others = both_halves(changed, lambda half: by_what_was_known(half, ages, 1))
    before, after = (
        foretold(of, ages, fits.even, fits.odd) for of, fits in ((found, halves), (changed, others))
    )
    assert (before[found.odd] == after[found.odd]).all()
    assert not np.allclose(before[~found.odd], after[~found.odd])


def test_each_country_is_foretold_by_the_fit_on_all_others() -> None:
    """Whatever came in a country, what is foretold of it is the same, and what is foretold of others is not."""
    found, ages = planted(300), (10.0, 100.0)
    here = np.array([name == "7" for name in found.country])
    changed = replace(found, low=np.where(here, 0.0, found.low), high=np.where(here, 1.0, found.high))

    def fit(part: Lives, start: np.ndarray) -> LikeliestFit:
        return by_what_was_known(part, ages, 1, start)

    start = by_what_was_known(found, ages, 1).at
    before, after = (
        foretold_abroad(of, ages, without_each_country(of, fit, start)) for of in (found, changed)
    )
    assert before[here] == pytest.approx(after[here], abs=1e-7)
    assert (np.abs(before - after)[~here] > 1e-4).all()
    assert len(set(before[:, 0].round(9))) == 2 * 30  # a fact that is so or not, in thirty countries


def test_how_long_something_lasts_is_scored_in_days() -> None:
    """Who knows the day loses nothing, who always says one half a quarter of all days; unknown courses are left out."""
    age = np.array([12.0, 40.0, 80.0, 200.0, 5.0])
    found = Lives(("",) * 5, tuple("abcde"), tuple("abcde"), np.zeros(5, np.bool_), np.zeros((5, 0)), 0,
                  age, np.array([13.0, 41.0, 81.0, np.inf, 90.0]), (1.0, 50.0))  # fmt: skip
    said = {
        "who knows": lambda ages: (age[:, None] >= np.array(ages)).astype(np.float64),
        "who shrugs": lambda ages: np.full((5, len(ages)), 0.5),
    }
    base, *rows = course("s", found, 120.0, said, (), 1)
    assert [row.of for row in (base, *rows)] == [4, 4, 4]
    assert [row.loss.value for row in rows] == pytest.approx([0.0, 30.0])
    by_hand = 0.0
    for day in range(1, 121):
        alive = [a >= day for a in age[:4]]
        by_hand += sum(((sum(alive) - a + 0.5) / 4 - a) ** 2 for a in alive) / 4
    assert base.loss.value == pytest.approx(by_hand)
