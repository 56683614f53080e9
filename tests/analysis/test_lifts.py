from __future__ import annotations

import handmade
import numpy as np
import pytest

from sim.analysis.lifts import Lifts, lifts, without_consent, without_red_line
from sim.bargaining.batch import play

RUNS = 300
# Bob must have the house sold; a line of Ann's and the notary's veto forbid exactly that.
STUCK = {
    "actors": {
        "ann": {"outside_value": 0.2, "red_lines": {"house": {"options": ["sold"], "probability": 0.6}}},
        "bob": {"outside_value": 0.6, "red_lines": {"piano": {"options": ["bob's"], "probability": 0.5}}},
        "notary": {"role": "mediator", "floor": {"uniform": [0.2, 1.8]}},
    },
    "issues": {
        "house": {
            "options": ["ann's", "sold"],
            "weight": {"ann": 1, "bob": 1, "notary": 1},
            "value": {"ann": [1, 0.5], "bob": [0, 1], "notary": [0, 1]},
            "consent": {"notary": ["sold"]},
        },
        "piano": {"options": ["ann's", "bob's"], "value": {"ann": [1, 0], "bob": [0, 1]}},
    },
    "proposals": {},
}


@pytest.fixture(scope="module")
def found() -> Lifts:
    scenario = handmade.scenario(**STUCK)
    return lifts(scenario, play(scenario, RUNS, seed=4), seed=4, runs=RUNS)


def test_every_red_line_and_every_veto_is_lifted_alone(found: Lifts) -> None:
    assert {(lift.kind, lift.actor, lift.issue) for lift in found.lifts} == {
        ("red_line", "ann", "house"),
        ("red_line", "bob", "piano"),
        ("consent", "notary", None),
    }


def test_lifting_what_stands_in_the_way_opens_a_zone_and_never_closes_one(found: Lifts) -> None:
    moved = {lift.actor: lift.difference for lift in found.lifts}
    assert moved["ann"].low > 0.0
    assert moved["notary"].low > 0.0
    assert min(difference.difference for difference in moved.values()) >= 0.0


def test_the_loudest_obstacle_comes_first(found: Lifts) -> None:
    moved = [lift.difference.difference for lift in found.lifts]
    assert moved == sorted(moved, reverse=True)


def test_the_replications_as_they_were_are_the_base(found: Lifts) -> None:
    scenario = handmade.scenario(**STUCK)
    assert found.base.hits == np.count_nonzero(play(scenario, RUNS, seed=4).zone)
    assert found.runs == RUNS


def test_a_lifted_red_line_is_never_genuine_and_the_rest_stays() -> None:
    scenario = handmade.scenario(**STUCK)
    lifted = without_red_line(scenario, "ann", "house")
    assert lifted.parties["ann"].red_lines["house"].probability.typical == 0.0
    assert lifted.parties["bob"] == scenario.parties["bob"]
    assert scenario.parties["ann"].red_lines["house"].probability.typical == 0.6


def test_without_its_veto_an_actor_is_not_asked() -> None:
    lifted = without_consent(handmade.scenario(**STUCK), "notary")
    assert not any(issue.consent for issue in lifted.issues.values())
