"""Issues of numbers: where settlements lie, on page and screen, and as an outcome of sensitivity."""

from __future__ import annotations

from dataclasses import replace
from math import isnan

import numpy as np
import pytest
import synthetic

from sim.analysis.agreements import Terms
from sim.analysis.events import UnknownName, flags, is_event, settled_on, values
from sim.analysis.intervals import share
from sim.report import scale
from sim.report.discovery.sentences import HAPPENS
from sim.report.figures.histogram import MOST_BARS, histograms
from sim.report.sensitivity.sentences import outcome
from sim.report.signing import is_asked
from sim.scenario.reading import read

MINIMAL = read(synthetic.SCENARIOS / "minimal.yaml")
RAISE = MINIMAL.issues["raise"]


def terms(*hits: int) -> Terms:
    """Of the raises 0, 0.5, 1 ...: how many settle on each."""
    counted = [*hits, *[0] * (len(RAISE.options) - len(hits))]
    return Terms("raise", RAISE.options, tuple(share(n, sum(hits)) for n in counted), {}, {})


@pytest.mark.parametrize("hits", [(1,), (5, 3, 2), (1, 0, 0, 8, 1), (10, 0, 10), (3, 4, 0, 5, 0, 0, 1)])
def test_mean_and_tenths_are_those_of_the_numbers_one_by_one(hits: tuple[int, ...]) -> None:
    found = scale.spread(RAISE, terms(*hits))
    every = np.repeat([0.5 * k for k in range(len(hits))], hits)
    assert found is not None
    assert found.mean == pytest.approx(every.mean())
    wanted = [np.quantile(every, level, method="inverted_cdf") for level in (0.1, 0.5, 0.9)]
    assert [found.low, found.median, found.high] == wanted


def test_of_names_and_of_nothing_there_is_no_spread() -> None:
    assert scale.spread(RAISE, terms()) is None
    named = synthetic.ceasefire30().issues["land"]
    assert scale.spread(named, Terms("land", named.options, terms(3).shares[:5], {}, {})) is None


def test_neighbours_share_a_bar_where_there_are_many_numbers() -> None:
    scenario = read(synthetic.SCENARIOS / "theory" / "faratin_1998.yaml")
    (name, topic) = next((n, t) for n, t in scenario.issues.items() if t.range)
    many = Terms(name, topic.options, tuple(share(1, len(topic.options)) for _ in topic.options), {}, {})
    (chart,) = histograms(scenario.issues, (many,), "settlements", "numbers")
    assert len(topic.options) > MOST_BARS >= len(chart.data[0]["x"])
    assert sum(chart.data[0]["y"]) == pytest.approx(1.0)


def test_the_page_draws_numbers_as_a_histogram_and_names_as_before() -> None:
    page = synthetic.page(MINIMAL)
    assert 'id="numbers-0"' in page
    assert 'id="terms"' not in page
    assert "mean " in page
    assert "in 80% of them between" in page
    assert 'id="numbers-0"' not in synthetic.page(synthetic.ceasefire30())


def test_what_is_agreed_is_an_outcome_that_can_be_asked_about() -> None:
    numeric = synthetic.outcomes(MINIMAL, 200)
    found = values(numeric, "terms.raise")
    assert not is_event(numeric, "terms.raise")
    for settled, chosen, value in zip(numeric.settled, numeric.terms[:, 0], found, strict=True):
        assert value == float(RAISE.options[chosen]) if settled else isnan(value)
    named = synthetic.outcomes(synthetic.ceasefire30(), 200)
    held = flags(named, "terms.land.frozen_line")
    assert is_event(named, "terms.land.frozen_line")
    land = [of for name, of in settled_on(named).items() if name.startswith("terms.land.")]
    assert np.array_equal(sum(each.astype(int) for each in land), named.settled.astype(int))
    assert held.sum() <= named.settled.sum()
    with pytest.raises(UnknownName, match=r"did you mean terms\.land\.frozen_line"):
        flags(named, "terms.land.frozen_lin")


def test_it_has_words() -> None:
    assert outcome("terms.raise") == "the terms on raise"
    assert outcome("terms.land.frozen_line") == "a settlement with “land: frozen line”"
    assert "terms.land.frozen_line" not in HAPPENS


def test_whoever_is_not_asked_has_a_dash() -> None:
    scenario = synthetic.ceasefire30()
    assert not is_asked(scenario, "jeddah_30_days", "us", truce=True)
    assert is_asked(scenario, "kremlin_conditions", "us", truce=True)
    assert is_asked(scenario, "jeddah_30_days", "russia", truce=True)
    page = synthetic.page(scenario)
    row = page[page.index('<th scope="row">The American thirty days (Jeddah)</th>') :].partition("</tr>")[0]
    assert row.count("<td>–</td>") == 2


def test_whether_the_ceasefire_that_holds_is_the_first_is_counted() -> None:
    from sim.analysis.timing import life

    scenario = synthetic.ceasefire30()
    played = synthetic.outcomes(scenario)
    holding = played.outcome == 4
    assert life(played).holding_first.share == 1.0
    assert "holds at the end is the first one in 100% (" in synthetic.page(scenario)
    ended = np.where(holding & (np.arange(len(holding)) % 2 == 0), 100.0, played.full_ceasefire_end)
    later = life(replace(played, full_ceasefire_end=ended)).holding_first
    assert (later.of, later.hits) == (holding.sum(), (holding & (np.arange(len(holding)) % 2 == 1)).sum())
