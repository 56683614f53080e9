from __future__ import annotations

import re

import pytest
import synthetic

from sim.report import assumptions
from sim.report.sparkline import WIDTH, sparkline
from sim.scenario.extremes import Extreme
from sim.scenario.quantities import Beta, Choice, Fixed, Normal, Quantiles, Quantity, Triangular, Uniform
from sim.scenario.reading import numbers


def test_every_number_of_the_scenario_is_listed_once() -> None:
    scenario = synthetic.ceasefire30()
    listed = [row for group in assumptions.groups(scenario) for row in group.rows]
    assert len(listed) == len(numbers(scenario)) == sum(assumptions.bases(scenario).values())


def test_actors_and_issues_each_have_their_own_group() -> None:
    names = [group.name for group in assumptions.groups(synthetic.ceasefire30())]
    assert {"war", "actors.russia", "actors.europe", "issues.land", "ceasefire"} <= set(names)
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("quantity", "said"),
    [
        (Fixed(0.0004), "0.0004"),
        (Fixed(float("inf")), "no limit"),
        (Uniform(0.0, 1.0), "0 to 1, all alike"),
        (Triangular(0.2, 0.5, 0.8), "0.2 to 0.8, most likely 0.5"),
        (Normal(0.0, 1.0), "0 ± 1, normal"),
        (Normal(0.0, 1.0, low=-2.0), "0 ± 1, normal, cut below −2"),
        (Beta(2.0, 5.0), "0 to 1, mean 0.286 (beta 2, 5)"),
        (Choice((0.2, 0.9), (0.7, 0.3)), "0.2 (70%) or 0.9 (30%)"),
        (Quantiles((0.0, 0.5, 1.0), (1.0, 3.0, 9.0)), "1 to 9, half of it below 3"),
        (Extreme(Uniform(0.0, 1.0), 2.5, highest=True), "the highest of 2.5 draws of 0 to 1, all alike"),
        (Extreme(Uniform(0.0, 1.0), 3.0, highest=False), "the lowest of 3 draws of 0 to 1, all alike"),
    ],
)
def test_distributions_are_said_in_words_and_drawn_small(quantity: Quantity, said: str) -> None:
    assert assumptions.in_words(quantity) == said
    drawn = sparkline(quantity)
    assert bool(drawn) is not quantity.fixed
    assert re.fullmatch(r"[MLVZh\d. -]*", drawn)


def test_a_sparkline_peaks_where_the_values_are_likeliest() -> None:
    points = re.findall(r"L([\d.]+) ([\d.]+)", sparkline(Triangular(0.0, 0.75, 1.0)))
    top = min(points, key=lambda point: float(point[1]))
    assert float(top[0]) == pytest.approx(0.75 * WIDTH, abs=4)
