"""Simpler models in numbers: which replications count, how far settlements lie, who has power."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import handmade
import numpy as np
import pytest

from sim.analysis.benchmarks import RUNS, benchmarks, distances, simplest
from sim.analysis.plain import plain
from sim.analysis.references import Benchmarks, Concept
from sim.analysis.terms import weighted_means
from sim.bargaining.outcomes import Outcomes
from sim.bargaining.solutions.solve import solve
from sim.results.restored import restored
from sim.scenario.schema import Scenario

SEED = 5


def asked(scenario: Scenario, outcomes: Outcomes) -> Benchmarks:
    """The answer, which is there."""
    found = benchmarks(scenario, outcomes, SEED)
    assert found is not None
    return found


def concept(found: Benchmarks, name: str) -> Concept:
    """One of them."""
    return next(c for c in found.concepts if c.name == name)


def settled_as(scenario: Scenario, row: int, runs: int = 4) -> Outcomes:
    """Every replication settles on what a concept picks in it; nothing where it picks nothing."""
    found = solve(scenario, runs, SEED, simplest(scenario))
    there = found.exists[:, row]
    ended = handmade.codes(*("settlement" if yes else "no_agreement" for yes in there))
    return handmade.outcomes(
        scenario, runs, outcome=ended, terms=found.terms[:, row], utility=found.utility[:, row]
    )


def test_who_settles_where_nash_says_is_no_distance_away_and_leaves_nothing_on_the_table() -> None:
    scenario = handmade.scenario()
    found = asked(scenario, settled_as(scenario, 0))
    assert found.settled > 0
    assert concept(found, "nash").distance.mean == 0.0
    assert found.efficient.hits == found.efficient.of == found.settled


def test_a_settlement_that_all_could_better_is_not_efficient_and_lies_apart() -> None:
    scenario = handmade.scenario()
    worst: Any = {"outcome": handmade.codes("settlement"), "terms": [[0, 1]], "utility": [[0.75, 0.5, 0.0]]}
    found = asked(scenario, handmade.outcomes(scenario, 1, **worst))
    assert found.efficient.of == 1
    utility = solve(scenario, 1, SEED, simplest(scenario))
    apart = (np.array([0.75, 0.5]) - utility.utility[0, 0, :2]) / utility.ideal[0]
    assert concept(found, "nash").distance.mean == pytest.approx(np.linalg.norm(apart))


def test_a_replication_in_which_next_to_nothing_could_be_gained_does_not_drown_the_others() -> None:
    scenario = handmade.scenario()
    outcomes = settled_as(scenario, 1)
    found = solve(scenario, len(outcomes), SEED, simplest(scenario))
    hardly = replace(found, ideal=np.where(np.arange(len(found))[:, None] == 0, 1e-12, found.ideal))
    assert distances(outcomes, hardly, 3).max() < 10.0


def test_without_a_settlement_there_is_no_distance() -> None:
    scenario = handmade.scenario()
    found = asked(scenario, handmade.outcomes(scenario, 3))
    assert found.settled == found.efficient.of == concept(found, "nash").distance.of == 0


def test_where_nobody_can_gain_no_concept_exists_but_the_weighted_mean_still_says_something() -> None:
    parties = {"ann": {"outside_value": 1.0}, "bob": {"outside_value": 1.0}, "notary": {"role": "mediator"}}
    scenario = handmade.scenario(actors=parties)
    found = asked(scenario, handmade.outcomes(scenario, 3))
    assert {c.exists.hits for c in found.concepts} == {0}
    assert concept(found, "nash").gains["ann"].of == 0
    assert concept(found, "weighted_mean").gains["ann"].of == 3
    assert concept(found, "weighted_mean").gains["ann"].mean < 0.0
    assert found.powers[0].shapley_shubik.of == 0


def test_the_weighted_mean_is_the_one_of_the_terms() -> None:
    scenario = handmade.scenario()
    picked = concept(asked(scenario, handmade.outcomes(scenario, 3)), "weighted_mean").terms
    for rule, choice in zip(weighted_means(scenario), picked, strict=True):
        assert choice.shares[choice.options.index(rule.nearest)].share == 1.0


def test_only_the_first_replications_are_asked_and_their_number_is_told() -> None:
    scenario = handmade.scenario()
    found = asked(scenario, handmade.outcomes(scenario, RUNS + 5))
    assert found.runs == RUNS
    assert found.whole.hits == found.whole.of == RUNS


def needing(notary: bool) -> Scenario:
    """Everything needs the notary, who may refuse something; or nothing does."""
    issues = {
        name: issue | {"consent": {"notary": issue["options"]} if notary else {}}
        for name, issue in handmade.BUILDINGS["issues"].items()
    }
    actors = handmade.BUILDINGS["actors"] | {"notary": {"role": "mediator", "floor": {"uniform": [-1, 0.01]}}}
    return handmade.scenario(issues=issues, actors=actors)


def test_who_must_always_consent_has_as_much_power_as_a_party() -> None:
    scenario = needing(notary=True)
    for power in asked(scenario, handmade.outcomes(scenario, 3)).powers:
        assert power.shapley_shubik.mean == pytest.approx(1 / 3)
        assert power.banzhaf.mean == pytest.approx(1 / 4)


def test_who_is_never_asked_has_no_power() -> None:
    scenario = needing(notary=False)
    ann, bob, notary = asked(scenario, handmade.outcomes(scenario, 3)).powers
    assert ann.shapley_shubik.mean == bob.banzhaf.mean == 1 / 2
    assert notary.shapley_shubik.mean == notary.banzhaf.mean == 0.0


def test_more_packages_than_can_be_numbered_are_not_asked() -> None:
    issue = {"options": [str(n) for n in range(16)], "value": {"ann": [0] * 15 + [1], "bob": [1] + [0] * 15}}
    actors = {"ann": {"outside_value": 0}, "bob": {"outside_value": 0}}
    scenario = handmade.scenario(actors=actors, issues={f"k{n}": issue for n in range(17)}, proposals={})
    assert benchmarks(scenario, handmade.outcomes(scenario, 1), SEED) is None


def test_where_all_packages_can_be_compared_nothing_is_a_bound() -> None:
    scenario = handmade.scenario()
    found = asked(scenario, settled_as(scenario, 1))
    for each in found.concepts:
        assert each.proven.hits == each.proven.of
        assert plain(each.reached) == plain(each.at_most)
    assert found.ideals.hits == found.whole.hits == found.runs
    assert found.plane.whole


def test_where_a_list_is_too_long_that_is_told_and_answers_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    scenario = handmade.scenario()
    outcomes = settled_as(scenario, 0)
    listed = asked(scenario, outcomes)
    monkeypatch.setattr("sim.bargaining.solutions.solver.MOST_ROWS", 1)
    searched = asked(scenario, outcomes)
    assert searched.whole.hits < searched.whole.of
    assert not searched.plane.whole
    assert searched.efficient == listed.efficient
    assert plain(searched.powers[0].banzhaf)
    for one, other in zip(listed.concepts, searched.concepts, strict=True):
        assert plain((one.gains, one.terms, one.proven)) == plain((other.gains, other.terms, other.proven))


def test_what_is_written_can_be_read_again() -> None:
    scenario = handmade.scenario()
    found = asked(scenario, settled_as(scenario, 1))
    assert plain(restored(Benchmarks, plain(found))) == plain(found)


def test_where_a_party_cannot_gain_nothing_is_measured_and_nothing_breaks() -> None:
    parties = {"ann": {"outside_value": 1.0}, "bob": {"outside_value": 0.0}, "notary": {"role": "mediator"}}
    scenario = handmade.scenario(actors=parties)
    found = asked(scenario, settled_as(scenario, 0))
    assert found.settled > 0
    assert {c.distance.of for c in found.concepts} == {0}
