from __future__ import annotations

import handmade
import numpy as np
import pytest

from sim.analysis import terms


def test_terms_are_counted_among_settlements_only() -> None:
    scenario = handmade.scenario()
    outcomes = handmade.outcomes(
        scenario,
        4,
        outcome=handmade.codes("settlement", "settlement", "settlement", "no_agreement"),
        terms=[[1, 0], [1, 0], [2, 1], [-1, -1]],
    )
    house, piano = terms.settlement_terms(scenario, outcomes)
    assert [share.hits for share in house.shares] == [0, 2, 1]
    assert [share.of for share in piano.shares] == [3, 3]


def test_each_partys_ideal_is_its_best_option_and_counts_one() -> None:
    scenario = handmade.scenario()
    outcomes = handmade.outcomes(scenario, 1, outcome=handmade.codes("settlement"), terms=[[2, 0]])
    house, piano = terms.settlement_terms(scenario, outcomes)
    assert house.ideal == {"ann": "ann's", "bob": "bob's"}
    assert (house.reached["bob"].mean, piano.reached["ann"].mean) == (1.0, 1.0)
    assert (house.reached["ann"].mean, piano.reached["bob"].mean) == (0.0, 0.0)


def test_an_issue_on_which_all_is_the_same_to_a_party_has_no_ideal() -> None:
    issues = handmade.BUILDINGS["issues"] | {
        "dog": {"options": ["stays", "goes"], "value": {"ann": [0.5, 0.5], "bob": [0, 1]}}
    }
    scenario = handmade.scenario(issues=issues, proposals={})
    dog = terms.settlement_terms(scenario, handmade.outcomes(scenario, 1))[-1]
    assert set(dog.ideal) == {"bob"}


def test_ceasefire_terms_leave_out_replications_without_one() -> None:
    scenario = handmade.with_truce()
    (scope,) = terms.ceasefire_terms(handmade.outcomes(scenario, 3, ceasefire_terms=[[-1], [1], [1]]))
    assert [share.hits for share in scope.shares] == [0, 2]
    assert scope.shares[0].of == 2


def test_the_weighted_mean_lies_where_salience_pulls_it() -> None:
    """Ann (3 of 4 on the house) wants 0, Bob (1 of 2) wants 1; the notary has no weight."""
    house, piano = terms.weighted_means(handmade.scenario())
    assert house.position == pytest.approx(0.5 / (0.75 + 0.5))
    assert house.nearest == "sold"
    assert piano.position == pytest.approx(0.5 / (0.25 + 0.5))
    assert piano.nearest == "bob's"


def test_equally_good_options_put_an_actor_between_them() -> None:
    assert terms._ideal_position(np.array([1.0, 1.0, 0.0])) == 0.25


def test_the_emission_standards_of_1994_come_out_as_published() -> None:
    """Theory note 3.18: positions 4..10 years, mean 7.39 with the capabilities and saliences of the case."""
    states = {  # position, capability times salience
        "nl": (4, 0.064), "be": (7, 0.032), "lu": (4, 0.006), "de": (4, 0.128), "fr": (10, 0.096),
        "it": (10, 0.096), "uk": (10, 0.144), "ie": (7, 0.005), "dk": (4, 0.05), "gr": (7, 0.056),
    }  # fmt: skip
    years = list(range(4, 11))
    delay = {
        "options": [str(year) for year in years],
        "weight": {name: weight for name, (_, weight) in states.items()},
        "value": {name: [1 - abs(y - at) / 6 for y in years] for name, (at, _) in states.items()},
    }
    rest = {  # takes up what is left of each state's attention
        "options": ["a", "b"],
        "weight": {name: 0.2 - weight for name, (_, weight) in states.items()},
        "value": {name: [0, 1] for name in states},
    }
    scenario = handmade.scenario(
        actors={name: {} for name in states}, issues={"delay": delay, "rest": rest}, proposals={}
    )
    found = terms.weighted_means(scenario)[0]
    assert 4 + 6 * found.position == pytest.approx(7.390, abs=5e-4)
    assert found.nearest == "7"
