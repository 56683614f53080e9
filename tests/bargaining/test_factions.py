"""Factions: what several minds in one party want together, and what each of them, or most, must be able to bear."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from bytewise import differing
from every_package import zones_by_brute_force
from oracle import Oracle
from test_search import BUSY, Checked, check
from test_signatures import MONTHLY, third

from sim.bargaining.agents.studying import play_mesa
from sim.bargaining.inspect.near_misses import near_misses
from sim.bargaining.inspect.trace import trace
from sim.bargaining.outcomes import REASONS, Outcomes
from sim.bargaining.protocols.mediated.session import Session
from sim.bargaining.run.batch import play
from sim.bargaining.setup.start import sit_down
from sim.bargaining.setup.streams import Streams
from sim.report.explain import tell
from sim.report.round_by_round import tell_every_round
from sim.scenario.reading import scenario_of
from sim.scenario.schema import Scenario

Data = dict[str, Any]
SPARED = ("names", "below_floor", "reason", "inputs")  # what says that there are factions, or names them


def inside(talks: Data, party: str, factions: Data, decision: str, **more: Any) -> Data:
    """The talks with factions in one party."""
    mine = talks["actors"][party] | {"factions": factions, "decision": decision} | more
    return talks | {"actors": talks["actors"] | {party: mine}}


def played(talks: Data, runs: int = 30) -> Outcomes:
    return play(scenario_of(talks), runs, 1)


def only(issue: str, worth: list[float], talks: Data = MONTHLY) -> Data:
    """A faction that cares for nothing but one issue."""
    return {"weight": dict.fromkeys(talks["issues"], 0) | {issue: 1}, "value": {issue: worth}}


# --- Weighted


def test_one_faction_with_all_the_say_is_the_party_to_the_byte() -> None:
    assert differing(played(MONTHLY), played(inside(MONTHLY, "a", {"all": {"say": 7}}, "weighted"))) == []


def test_one_faction_with_a_mind_of_its_own_is_a_party_of_that_mind() -> None:
    talks = {key: value for key, value in MONTHLY.items() if key != "weight_spread"}
    weight = {"land": 3, "army": 1, "guarantee": 2, "sanctions": 4}
    issues = {
        name: issue | {"weight": {**dict.fromkeys(issue["value"], 1), "a": weight[name]}}
        for name, issue in talks["issues"].items()
    }
    issues["land"] = issues["land"] | {"value": issues["land"]["value"] | {"a": [0, 0.1, 0.2, 1]}}
    mind = {"weight": weight, "value": {"land": [0, 0.1, 0.2, 1]}}
    one = played(inside(talks, "a", {"all": mind}, "weighted"))
    assert differing(played(talks | {"issues": issues}), one) == []


def test_a_party_wants_what_its_factions_want_on_average() -> None:
    """Three quarters for the text, one for the land: weights of 3 to 1, in every protocol."""
    camps = {"wide": {"say": 3, **only("text", [0, 1], PIE)}, "narrow": only("land", [1, 0], PIE)}
    issues = {
        "text": PIE["issues"]["text"] | {"weight": {"a": 3, "b": 1}, "value": {"a": [0, 1], "b": [1, 0]}},
        "land": PIE["issues"]["land"] | {"weight": {"a": 1, "b": 1}, "value": {"a": [1, 0], "b": [1, 0]}},
    }
    for protocol in ("mediated", "alternating_offers", "challenge"):
        rules = {"protocol": protocol}
        one = played(inside(PIE, "a", camps, "weighted") | rules, 10)
        assert differing(played(PIE | rules | {"issues": issues}, 10), one) == []


PIE: Data = {
    "actors": {"a": {"outside_value": 0.2}, "b": {"outside_value": 0.2}},
    "issues": {
        "text": {"options": ["x", "y"], "value": {"a": [0.3, 0.4], "b": [1, 0]}},
        "land": {"options": ["x", "y"], "value": {"a": [0.3, 0.4], "b": [1, 0]}},
    },
}


def test_uncertain_say_is_drawn_and_moves_the_mean() -> None:
    camps = {
        "wide": {"say": {"uniform": [0.1, 9]}, **only("text", [0, 1], PIE)},
        "narrow": only("land", [1, 0], PIE),
    }
    found = played(inside(PIE, "a", camps, "weighted"), 50)
    say = found.inputs[:, found.names.inputs.index("actors.a.factions.wide.say")].astype(np.float64)
    share, text, land = say / (say + 1), found.terms[:, 0], found.terms[:, 1]
    settled = found.settled
    assert settled.any()
    expected = share * text + (1 - share) * (1 - land)
    np.testing.assert_allclose(found.utility[settled, 0], expected[settled], atol=1e-6)


def test_only_what_is_read_is_drawn() -> None:
    """Nothing else may be told as a cause of what came out."""
    doubtful: Data = {"say": {"uniform": [1, 2]}, "floor": {"uniform": [0, 0.2]}}
    drawn = {
        decision: {path.rsplit(".", 1)[1] for path in found.names.inputs if ".factions." in path}
        for decision in ("weighted", "majority", "veto")
        for found in [played(inside(PIE, "a", {"f": doubtful}, decision), 2)]
    }
    assert drawn == {"weighted": {"say"}, "majority": {"say", "floor"}, "veto": {"floor"}}


# --- Floors: the laws


@pytest.mark.parametrize(
    "talks", [MONTHLY, third() | {"signatures": {"quota": 0.66}}], ids=["all", "two of three"]
)
def test_a_faction_that_minds_one_option_only_is_a_red_line_on_it(talks: Data) -> None:
    lines = {"army": {"options": ["a2"]}, "land": {"options": ["l0", "l1"]}}
    bare = talks | {
        "actors": {
            name: {k: v for k, v in actor.items() if k != "red_lines"}
            for name, actor in talks["actors"].items()
        }
    }
    camps = {
        "generals": only("army", [1, 1, 0]) | {"floor": 0.5},
        "settlers": only("land", [0, 0, 1, 1]) | {"floor": 0.9},
    }
    drawn = bare | {"actors": bare["actors"] | {"a": bare["actors"]["a"] | {"red_lines": lines}}}
    one, two = played(drawn, 40), played(inside(bare, "a", camps, "veto"), 40)
    assert set(differing(one, two)) <= set(SPARED)
    said = np.where(one.reason == REASONS.index("red_line"), REASONS.index("faction"), one.reason)
    np.testing.assert_array_equal(said, two.reason)
    assert differing(played(bare, 40), one)  # the lines do something
    once = played(inside(bare | {"opening": "yours", "horizon_days": 5}, "a", camps, "veto"), 5)
    assert (once.reason[:, 0] == REASONS.index("faction")).all()
    assert once.below_floor.tolist() == [[False, True]] * 5


@pytest.mark.parametrize("decision", ["majority", "veto"])
def test_a_faction_that_everything_is_enough_for_changes_no_byte(decision: str) -> None:
    worth = {
        name: [0.5 + k / 10 for k in range(len(issue["options"]))]
        for name, issue in MONTHLY["issues"].items()
    }
    camps: Data = {"meek": {"floor": 0}, "mild": {"value": worth, "floor": 0.5, "say": 3}}
    assert set(differing(played(MONTHLY), played(inside(MONTHLY, "a", camps, decision)))) <= {
        "names",
        "below_floor",
    }


def test_a_faction_of_less_than_half_binds_nobody_by_majority() -> None:
    camps: Data = {"few": {"floor": 1, "say": 0.49}, "many": {"say": 0.51}}
    one = played(inside(MONTHLY, "a", camps, "majority"))
    assert set(differing(played(MONTHLY), one)) <= {"names", "below_floor"}
    half: Data = {"few": {"floor": 1, "say": 0.5}, "many": {"say": 0.5}}
    assert (played(inside(MONTHLY, "a", half, "majority")).reason == REASONS.index("faction")).any()


# --- Floors: nothing is overlooked

# What is best for the party is bad for most of them.
CAMPS: Data = {
    "conscripts": {"weight": {"army": 3}, "value": {"army": [1, 0.5, 0]}, "floor": {"uniform": [0.4, 0.6]}},
    "bankers": {"weight": {"sanctions": 4}, "value": {"sanctions": [0.9, 0.2, 0]}, "floor": 0.45},
    "settlers": {"value": {"land": [1, 0.3, 0.6, 0]}, "floor": {"uniform": [0.4, 0.6]}},
}


def split(talks: Data, decision: str) -> Data:
    """Both sides are of several minds."""
    tired = {
        "poor": {"weight": {"land": 2}, "value": {"land": [0.1, 0.7, 0.5, 0]}, "floor": 0.4},
        "proud": {"floor": 0.4},
    }
    return inside(inside(talks, "a", CAMPS, decision), "b", tired, "veto")


SOME = third() | {"signatures": {"quota": 0.66, "required": ["a"]}}
LINKED = MONTHLY | {
    "links": [
        {"when": {"land": "l2", "guarantee": "g1"}, "value": {"a": 0.1, "b": 0.15}},
        {"never": {"army": "a2", "sanctions": "s0"}},
    ]
}


@pytest.mark.parametrize("decision", ["majority", "veto"])
@pytest.mark.parametrize("talks", [MONTHLY, SOME, LINKED], ids=["all", "two of three", "linked"])
def test_nothing_better_was_overlooked(talks: Data, decision: str) -> None:
    Checked.met.clear()
    for replication in range(3):
        check(scenario_of(split(talks, decision)), replication, 3)
    assert Checked.met["package"] >= 3


def test_three_equal_factions_by_majority_against_every_package() -> None:
    """Zones in every round, and aspirations, in exact fractions."""
    scenario, held = scenario_of(inside(MONTHLY, "a", CAMPS, "majority")), 0
    for replication in range(6):
        session = Session(scenario, Streams(1, replication, 1))
        oracle = Oracle(session)
        for i in oracle.parties:
            assert float(oracle.aspiration(i)) == pytest.approx(
                session.table.actor[i]["aspiration"], abs=1e-9
            )
        held += sum(oracle.held_back(0, terms) for terms in oracle.packages())
        found = list(zones_by_brute_force(scenario, replication))
        outcomes = play(scenario, 1, 1, first=replication)
        assert outcomes.zone[0] == any(found)
        assert outcomes.zone_at_end[0] == found[-1]
    assert held > 100


def test_what_a_party_asks_for_is_within_what_its_factions_can_bear() -> None:
    talks = {key: value for key, value in BUSY.items() if key != "ceasefire"}
    for decision in ("majority", "veto"):
        session = Session(scenario_of(split(talks, decision)), Streams(3, 1, 1))
        sit_down(session.finals, session.talks, session.table.actor, session.table.lever)
        oracle = Oracle(session)
        for i in oracle.parties:
            assert float(oracle.aspiration(i)) == pytest.approx(
                session.table.actor[i]["aspiration"], abs=1e-9
            )


def test_no_text_that_is_signed_gives_a_faction_less_than_its_veto_asks() -> None:
    found = played(split(MONTHLY, "veto"), 60)
    assert found.settled.any()
    assert not found.below_floor[found.settled].any()
    assert found.below_floor[~found.settled].any()


# --- As it is played and told


@pytest.mark.parametrize("decision", ["majority", "veto"])
def test_agents_that_decide_by_the_rules_play_the_same_negotiation(decision: str) -> None:
    scenario = scenario_of(split(SOME, decision))
    assert differing(play_mesa(scenario, 6, 1), play(scenario, 6, 1)) == []


def test_near_misses_are_within_what_factions_can_bear() -> None:
    impossible: Data = {"never": {"floor": 1, "value": {"land": [0, 0, 0, 0]}}}
    assert np.isinf(near_misses(scenario_of(inside(MONTHLY, "a", impossible, "veto")), 4, 1)).all()


def refused() -> Scenario:
    """The opening is fine for the party, and not for those behind it."""
    camps = {
        "hawks": only("text", [0, 1], PIE) | {"floor": 0.6},
        "doves": only("land", [1, 0], PIE) | {"floor": 0.2},
    }
    talks = inside(PIE, "a", camps, "veto", outside_value=0)
    opening = {"proposals": {"soft": {"text": "x", "land": "x"}}, "opening": "soft", "horizon_days": 7}
    return scenario_of(talks | opening)


def test_what_is_told_says_who_held_the_party_back() -> None:
    scenario = refused()
    told = trace(scenario, 1, 0, reasons=True)
    for story in (tell(scenario, told), tell_every_round(scenario, told)):
        text = " ".join(passage.text for passage in story.passages)
        assert "gives less than they need to hawks, which hold it back" in text
        assert "doves" not in text


def test_another_veto_never_makes_agreement_likelier() -> None:
    """Putnam (1988)."""
    hard, shares = inside(MONTHLY, "a", {"f": {"floor": 0.6}}, "veto"), []
    for floor in (0, 0.4, 0.5, 0.8):
        shares.append(played(inside(hard, "b", {"f": {"floor": floor}}, "veto"), 20).zone.mean())
    assert shares == sorted(shares, reverse=True)
    assert shares[0] > shares[-1]
