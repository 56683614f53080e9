"""Every distribution is what its name says: moments by quadrature and by draws, ends, order."""

from __future__ import annotations

import math
import re
from collections.abc import Callable

import numpy as np
import pytest
from scipy import stats

from sim.scenario.extremes import Extreme
from sim.scenario.quantities import Beta, Choice, Fixed, Normal, Quantiles, Quantity, Triangular, Uniform

DRAWS = 200_000

# Each with its mean and variance from the textbook.
KNOWN: dict[str, tuple[Quantity, float, float]] = {
    "fixed": (Fixed(0.3), 0.3, 0.0),
    "uniform": (Uniform(-1, 3), 1.0, 16 / 12),
    "triangular": (Triangular(0, 1, 5), 2.0, (0 + 1 + 25 - 0 - 0 - 5) / 18),
    "triangular with its mode at the low end": (Triangular(0, 0, 3), 1.0, 0.5),
    "triangular with its mode at the high end": (Triangular(0, 3, 3), 2.0, 0.5),
    "normal": (Normal(2, 0.5), 2.0, 0.25),
    "half a normal": (Normal(0, 1, low=0), math.sqrt(2 / math.pi), 1 - 2 / math.pi),
    "normal cut off on both sides": (
        Normal(0, 1, low=-1, high=1),
        0.0,
        1 - 2 * stats.norm.pdf(1) / (2 * stats.norm.cdf(1) - 1),
    ),
    "beta": (Beta(2, 5), 2 / 7, 10 / (49 * 8)),
    "quantiles": (
        Quantiles((0.0, 0.5, 1.0), (0.0, 1.0, 3.0)),
        1.25,
        (1 / 3 + 13 / 3) / 2 - 1.25**2,
    ),
    "stretched beta": (Beta(0.5, 0.5, low=10, high=20), 15.0, 12.5),
    "choice": (Choice((0.0, 1.0, 4.0), (0.5, 0.25, 0.25)), 1.25, 2.6875),
}
UNCERTAIN = [name for name in KNOWN if name != "fixed"]


@pytest.mark.parametrize("name", KNOWN)
def test_it_knows_its_mean_and_variance(name: str) -> None:
    quantity, mean, variance = KNOWN[name]
    assert quantity.mean == pytest.approx(mean, rel=1e-12, abs=1e-12)
    assert quantity.variance == pytest.approx(variance, rel=1e-12, abs=1e-12)


@pytest.mark.parametrize("name", KNOWN)
def test_twice_a_number_is_twice_its_value_at_every_share_to_the_last_bit(name: str) -> None:
    """So that a world in which something is dearer keeps its luck."""
    quantity, mean, variance = KNOWN[name]
    shares = np.random.default_rng(7).random(1000)
    assert quantity.scaled(2.0).at(shares).tolist() == (2.0 * quantity.at(shares)).tolist()
    assert quantity.scaled(3.0).mean == pytest.approx(3.0 * mean, rel=1e-12, abs=1e-12)
    assert quantity.scaled(3.0).variance == pytest.approx(9.0 * variance, rel=1e-12, abs=1e-12)


@pytest.mark.parametrize("name", UNCERTAIN)
def test_draws_have_these_moments_within_four_standard_errors(name: str) -> None:
    quantity, mean, variance = KNOWN[name]
    values = quantity.at(np.random.default_rng(7).random(DRAWS))
    squares = (values - mean) ** 2
    assert abs(values.mean() - mean) < 4 * values.std() / math.sqrt(DRAWS)
    assert abs(squares.mean() - variance) < 4 * squares.std() / math.sqrt(DRAWS)


@pytest.mark.parametrize(
    ("quantity", "known"),
    [
        (Uniform(-1, 3), stats.uniform(-1, 4)),
        (Triangular(0, 1, 5), stats.triang(0.2, 0, 5)),
        (Normal(2, 0.5), stats.norm(2, 0.5)),
        (Normal(2, 0.5, low=1.5, high=4), stats.truncnorm(-1, 4, 2, 0.5)),
        (Beta(2, 5, low=1, high=3), stats.beta(2, 5, 1, 2)),
    ],
    ids=lambda thing: type(thing).__name__.lower() if isinstance(thing, Quantity) else "",
)
def test_it_is_the_exact_inverse_of_the_distribution_function(
    quantity: Quantity, known: stats.rv_continuous
) -> None:
    shares = np.linspace(0.0005, 0.9995, 4001)
    assert quantity.at(shares) == pytest.approx(known.ppf(shares), rel=1e-10, abs=1e-12)


@pytest.mark.parametrize("name", KNOWN)
def test_values_rise_with_the_share_and_stay_in_the_support(name: str) -> None:
    quantity = KNOWN[name][0]
    values = quantity.at(np.linspace(0, 1, 1001)[1:-1].reshape(3, 333))
    assert values.shape == (3, 333)
    assert np.all(np.diff(values.ravel()) >= 0)
    assert np.all((quantity.support[0] <= values) & (values <= quantity.support[1]))


@pytest.mark.parametrize("name", [name for name in KNOWN if name != "normal"])
def test_the_ends_of_probability_are_the_ends_of_the_support(name: str) -> None:
    quantity = KNOWN[name][0]
    if all(map(math.isfinite, quantity.support)):
        assert tuple(quantity.at(np.array([0.0, 1.0]))) == pytest.approx(quantity.support)


def test_a_choice_has_exactly_these_odds() -> None:
    values = Choice((0.2, 0.9), (0.75, 0.25)).at(np.arange(1000) / 1000)
    assert np.count_nonzero(values == 0.2) == 750
    assert np.count_nonzero(values == 0.9) == 250


def test_a_value_without_probability_is_never_chosen() -> None:
    choice = Choice((0.0, 0.5, 9.0), (0.0, 1.0, 0.0))
    assert choice.support == choice.span == (0.5, 0.5)
    assert set(choice.at(np.linspace(0, 1, 11))) == {0.5}


def test_the_typical_value_is_the_median_and_not_the_mode() -> None:
    assert Triangular(0, 0, 1).typical == pytest.approx(1 - math.sqrt(0.5))
    assert Fixed(0.7).typical == 0.7
    assert Normal(2, 0.5).typical == 2.0


def test_the_span_of_an_endless_side_ends_where_half_a_per_cent_is_left() -> None:
    assert Normal(2, 0.5).span == pytest.approx((2 - 0.5 * 2.5758293, 2 + 0.5 * 2.5758293))
    assert Normal(0, 1, low=0).span == pytest.approx((0, 2.8070338))
    assert Uniform(1, 2).span == (1, 2)


def test_only_a_known_number_is_fixed() -> None:
    assert [name for name, (quantity, _, _) in KNOWN.items() if quantity.fixed] == ["fixed"]


def test_infinity_is_a_known_number_too() -> None:
    endless = Fixed(math.inf)
    assert endless.span == (math.inf, math.inf)
    assert np.all(np.isinf(endless.at(np.array([0.1, 0.9]))))


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Uniform(1, 1), "low 1 is not below high 1"),
        (lambda: Triangular(0, 2, 1), "mode 2 lies outside [0, 1]"),
        (lambda: Normal(0, 0), "sd 0 is not above 0"),
        (lambda: Normal(0, 1, low=8, high=9), "hardly any of it lies between low 8 and high 9"),
        (lambda: Beta(0, 1), "a 0 and b 1 must both be above 0"),
        (
            lambda: Quantiles((0.1, 1.0), (0, 1)),
            "the shares must begin with 0, the lowest value, and end with 1, the highest",
        ),
        (lambda: Quantiles((0.0, 0.5, 0.5, 1.0), (0, 1, 2, 3)), "a share stands there twice"),
        (lambda: Quantiles((0.0, 0.5, 1.0), (0, 2, 1)), "the values must rise with the shares"),
        (lambda: Quantiles((0.0, 1.0), (2, 2)), "low 2 is not below high 2"),
        (lambda: Choice((1.0, 2.0), (0.5, 0.4)), "the probabilities sum to 0.9, not 1"),
        (lambda: Choice((1.0, 2.0), (1.5, -0.5)), "a probability lies outside 0..1"),
    ],
)
def test_what_is_no_distribution_is_refused(make: Callable[[], Quantity], message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        make()


EXTREMES = {
    "of three": (Extreme(Uniform(1, 3), 3, highest=True), 1 + 2 * 0.75, 4 * 0.0375),
    "of some": (Extreme(Uniform(0, 1), 2.5, highest=False), 1 / 3.5, 2.5 / (3.5**2 * 4.5)),
    "of two normal numbers": (
        Extreme(Normal(0, 1), 2, highest=True),
        1 / math.sqrt(math.pi),
        1 - 1 / math.pi,
    ),
}


@pytest.mark.parametrize("name", EXTREMES)
def test_the_highest_or_lowest_of_several_draws_has_the_moments_of_an_order_statistic(name: str) -> None:
    """David & Nagaraja (2003), Order Statistics, chapters 2 and 3."""
    quantity, mean, variance = EXTREMES[name]
    assert quantity.mean == pytest.approx(mean, abs=1e-3)
    assert quantity.variance == pytest.approx(variance, abs=1e-3)
    assert quantity.scaled(2.0).mean == pytest.approx(2 * mean, abs=2e-3)
    assert quantity.moved(2.0).mean == pytest.approx(2 + mean, abs=1e-3)


def test_the_highest_of_three_is_what_the_highest_of_three_draws_is() -> None:
    luck = np.random.default_rng(7).random((DRAWS, 3))
    number = Triangular(0, 1, 5)
    expected = np.sort(number.at(luck.max(axis=1)))
    found = np.sort(Extreme(number, 3, highest=True).at(np.random.default_rng(8).random(DRAWS)))
    assert np.abs(found - expected).max() < 0.05


def test_a_number_that_leans_keeps_its_ends_also_where_it_has_none() -> None:
    shares = np.linspace(0, 1, 1001)
    for among in (Quantiles((0.0, 0.5, 1.0), (0, 1, 3)), Normal(0, 1), Normal(0, 1, low=-1)):
        leaning = Extreme(among, 16, highest=True)
        assert (leaning.support, leaning.span) == (among.support, among.span)
        assert np.all(np.isfinite(leaning.at(shares)))
        assert np.all(np.diff(leaning.at(shares)) >= 0)
