"""Where some parties are enough: who signs, who stays out, and what a proposer makes of it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from bytewise import differing
from oracle import Oracle, terms_of
from test_search import BUSY, check
from worlds import SHIPPED

from sim.bargaining.inspect.near_misses import best_day, near_misses
from sim.bargaining.inspect.trace import trace
from sim.bargaining.outcomes import OUTCOMES, REASONS
from sim.bargaining.protocols.mediated.session import Session
from sim.bargaining.run.batch import play
from sim.bargaining.setup.streams import Streams
from sim.report.explain import tell
from sim.scenario.reading import read, scenario_of
from sim.scenario.schema import Scenario

Data = dict[str, Any]

# Two allies and one who is far from them. Terms near the allies leave it with less than no deal.
PACT: Data = {
    "horizon_days": 50,
    "round_days": 5,
    "actors": {
        "ann": {"outside_value": 0.3},
        "ben": {"outside_value": 0.3},
        "eve": {"outside_value": 0.7},
    },
    "issues": {
        "terms": {
            "options": ["west", "middle", "east"],
            "value": {"ann": [1, 0.5, 0], "ben": [0.9, 0.6, 0], "eve": [0, 0.4, 1]},
        }
    },
    "proposals": {"west": {"terms": "west"}, "east": {"terms": "east"}},
}
TWO = {"quota": 0.66}


def pact(signatures: Any, **changed: Any) -> Scenario:
    return scenario_of(PACT | changed | {"signatures": signatures})


MONTHLY = BUSY | {
    "ceasefire": BUSY["ceasefire"] | {"days": 30}
}  # the oracle reckons in periods of thirty days


def third() -> Data:
    """The busy war of four, with a third party in it."""
    worth = [[0.9, 0.6, 0.4, 0.1], [0.8, 1, 0.3], [0.1, 0.9], [0.7, 0.2, 0]]
    ally = {
        "side": "defender",
        "cost_per_day": 0.001,
        "distrust": 0.3,
        "aspiration": 0.8,
        "deadline_days": 45,
        "red_lines": {"sanctions": {"options": ["s2"], "probability": 0.6}},
    }
    issues = {
        name: issue | {"value": issue["value"] | {"c": row}}
        for (name, issue), row in zip(BUSY["issues"].items(), worth, strict=True)
    }
    return MONTHLY | {"actors": BUSY["actors"] | {"c": ally}, "issues": issues}


RULES: dict[str, Data] = {
    "two of three": {"quota": 0.66},
    "a great one and one more": {"quota": 0.5, "weights": {"a": 3, "b": 2, "c": 2}, "required": ["a"]},
    "a double majority": {"quota": 0.7, "weights": {"a": 4, "b": 2}, "members": 0.6},
}


# --- All are a quota, too


@pytest.mark.parametrize("rule", [{"quota": 1}, {"quota": 0.1, "required": ["bosniaks", "croats", "serbs"]}])
def test_a_quota_that_needs_everybody_is_all_to_the_byte(rule: Data) -> None:
    everybody = read(SHIPPED / "dayton_1995.yaml")
    again = everybody.replaced(signatures=type(everybody.signatures)(**rule))
    assert differing(play(everybody, 60, 1), play(again, 60, 1)) == []


@pytest.mark.parametrize("protocol", ["alternating_offers", "challenge"])
def test_the_other_protocols_ask_everybody(protocol: str) -> None:
    rules = [pact(rule, protocol=protocol) for rule in ("all", TWO)]
    assert differing(*(play(rule, 20, 1) for rule in rules)) == []


# --- Against all packages and all coalitions


@pytest.mark.parametrize("replication", range(2))
@pytest.mark.parametrize("rule", RULES)
def test_nothing_better_was_overlooked(rule: str, replication: int) -> None:
    check(scenario_of(third() | {"signatures": RULES[rule]}), replication, 5)


@pytest.mark.parametrize("rule", RULES)
def test_a_proposer_weighs_every_coalition_that_is_enough(rule: str) -> None:
    """The product of formula 10, summed over coalitions one by one."""
    session, found = Session(scenario_of(third() | {"signatures": RULES[rule]}), Streams(1, 0, 1)), 0
    while session.running:
        session.step()
        rows, _ = session.weighed(session.table.actor, False)
        oracle = Oracle(session)
        for m in range(session.talks["packages"]):
            worth = oracle.worth(terms_of(session.menu.terms, m))
            found += worth.score > 0
            assert rows[m].score == pytest.approx(worth.score, rel=1e-6)
    assert found > 20


# --- Who stays out


def test_two_sign_and_the_third_lives_with_what_no_deal_is_worth() -> None:
    assert not play(pact("all"), 20, 1).settled.any()  # nothing is worth 0.7 to eve and 0.3 to the others
    found = play(pact(TWO), 20, 1)
    assert found.settled.all()
    assert found.signed.tolist() == [[True, True, False]] * 20
    assert found.utility[:, 2] == pytest.approx(0.7)
    assert (found.utility[:, 0] == np.array([1, 0.5, 0])[found.terms[:, 0]]).all()
    assert (found.reason[:, 2] == REASONS.index("war_pays")).all()
    assert found.zone.all()


def test_whoever_is_required_must_sign() -> None:
    found = play(pact(TWO | {"required": ["eve"]}), 20, 1)
    assert not found.settled.any()
    assert not found.zone.any()


def test_what_is_told_says_who_stays_out() -> None:
    scenario = pact(TWO)
    told = trace(scenario, 1, 0, reasons=True)
    assert told.rounds[-1].final
    assert told.rounds[-1].final.signed
    story = " ".join(passage.text for passage in tell(scenario, told).passages)
    assert "Those who sign are enough; eve stays out." in story


def test_a_vote_lost_at_home_leaves_one_out_and_the_others_in() -> None:
    """One chance in two, at any utility."""
    actors = {name: {"outside_value": 0} for name in ("ann", "ben", "cat", "dan")}
    actors["dan"] |= {"ratify": {"slope": 0, "mid": 0.5}}
    cake = {"options": ["even", "odd"], "value": {name: [1, 0] for name in actors}}
    data = {"horizon_days": 20, "actors": actors, "issues": {"cake": cake}}
    three, everybody = (play(scenario_of(data | {"signatures": rule}), 400, 1) for rule in (TWO, "all"))
    assert three.settled.all()
    assert (everybody.outcome == OUTCOMES.index("settlement")).tolist() == three.signed[:, 3].tolist()
    assert three.signed[:, 3].mean() == pytest.approx(0.5, abs=0.1)
    assert (three.utility[~three.signed[:, 3], 3] == 0).all()


def test_the_closest_miss_is_that_of_the_coalition_that_lacks_least() -> None:
    patient = {name: actor | {"deadline_days": 500} for name, actor in PACT["actors"].items()}
    scenario = pact(TWO, actors=patient)
    lacking = near_misses(scenario, 5, 1)
    for replication in range(5):
        best = best_day(scenario, 1, replication)
        assert best is not None
        assert best.lacking == pytest.approx(lacking[replication])
        assert best.party != "eve"
