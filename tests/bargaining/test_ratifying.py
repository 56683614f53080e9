"""Votes at home: who votes, how often it says no, and what becomes of the talks then."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from bytewise import differing
from test_search import CheckedMediator, CheckedParty, idle
from test_signatures import MONTHLY, third
from worlds import standard_errors

from sim.bargaining.agents.model import NegotiationModel
from sim.bargaining.agents.studying import play_mesa
from sim.bargaining.inspect.trace import trace
from sim.bargaining.outcomes import OUTCOMES
from sim.bargaining.run.batch import play
from sim.report.explain import tell
from sim.report.round_by_round import tell_every_round
from sim.scenario.reading import scenario_of
from sim.scenario.schema import Scenario

Data = dict[str, Any]

# A government that gives away too much for its voters: best for both sides is what they like least.
PEACE: Data = {
    "horizon_days": 60,
    "round_days": 5,
    "actors": {"rebels": {"outside_value": 0.1}, "state": {"outside_value": 0.1}},
    "issues": {
        "text": {
            "options": ["soft", "middling", "hard"],
            "value": {"rebels": [1, 0.8, 0.6], "state": [1, 0.8, 0.6]},
        }
    },
    "proposals": {"soft": {"text": "soft"}},
}
SURE = 10_000  # a slope that leaves nothing to chance


def peace(ratify: Any, **changed: Any) -> Scenario:
    actors = PEACE["actors"] | {"state": {"outside_value": 0.1, "ratify": ratify}}
    return scenario_of(PEACE | {"actors": actors} | changed)


def voters(worth: Any, floor: Any = 0.5, slope: Any = SURE, **on_no: str) -> Data:
    return {"by": {"voters": {"floor": floor, "slope": slope, "value": {"text": worth}}}, **on_no}


def ends(scenario: Scenario, runs: int = 20) -> set[str]:
    return {OUTCOMES[code] for code in play(scenario, runs, 1).outcome}


# --- Closed forms


@pytest.mark.parametrize(("floor", "slope"), [(0.3, 5), (0.5, 2), (0.1, 20)])
def test_each_body_says_yes_as_often_as_the_logistic_curve_says(floor: float, slope: float) -> None:
    """The text that both sides like best is worth 0.2 to the voters."""
    ratify = voters([0.2, 0.1, 0.1], floor, slope)
    expected = 1 / (1 + math.exp(-slope * (0.2 - floor)))
    assert standard_errors(play(peace(ratify), 4000, 1).settled, expected) < 4


def test_two_bodies_must_both_say_yes_and_have_luck_of_their_own() -> None:
    twice = {"by": {name: {"floor": 1, "slope": 2} for name in ("senate", "voters")}}
    found = play(peace(twice), 4000, 1)  # worth 1 to the state, and so to both
    assert standard_errors(found.settled, 0.25) < 4
    assert (found.votes_lost == ~found.settled).all()


def test_without_preferences_of_its_own_a_body_has_the_partys() -> None:
    own = peace({"by": {"voters": {"floor": 0.9, "slope": SURE}}})
    assert ends(own) == {"settlement"}
    assert ends(peace(voters([0, 0, 0], 0.9))) == {"not_ratified"}


def test_weights_of_its_own_turn_a_body_around() -> None:
    """The state cares for the text; its voters for the amnesty that comes with it."""
    issues = PEACE["issues"] | {
        "amnesty": {"options": ["full", "none"], "weight": {"rebels": 0.4, "state": 0.01},
                    "value": {"rebels": [1, 0], "state": [0, 1]}}
    }  # fmt: skip
    body: Data = {"floor": 0.5, "slope": SURE, "value": {"text": [1, 1, 1]}}
    proposals = {"soft": {"text": "soft", "amnesty": "full"}}
    light, heavy = (
        peace({"by": {"voters": body | {"weight": weight}}}, issues=issues, proposals=proposals)
        for weight in ({}, {"amnesty": 3})
    )
    assert ends(light) == {"settlement"}
    assert ends(heavy) == {"not_ratified"}


def test_a_table_by_option_says_what_a_list_says() -> None:
    listed = peace(voters([0.2, 0.4, 0.9]))
    tabled = peace(voters({"hard": 0.9, "soft": 0.2, "middling": 0.4}))
    assert listed == tabled


# --- Talks that go on


def test_a_lost_vote_sends_them_back_until_the_voters_are_content() -> None:
    """Soft and middling are voted down, one after the other, and hard passes."""
    asked = voters([0.2, 0.4, 0.9])
    assert ends(peace(asked)) == {"not_ratified"}
    found = play(peace(asked | {"on_no": "reopen"}), 20, 1)
    assert found.settled.all()
    assert found.votes_lost.tolist() == [2] * 20
    assert found.terms[:, 0].tolist() == [2] * 20
    assert (found.settlement_day > found.first_vote_lost_day).all()


def test_the_first_vote_that_was_lost_is_on_record_and_whose_it_was() -> None:
    """The voters lose the first vote, and the congress, which had nothing against that text, the second."""
    bodies = {
        "voters": {"floor": 0.5, "slope": SURE, "value": {"text": [0.2, 0.9, 0.9]}},
        "congress": {"floor": 0.5, "slope": SURE, "value": {"text": [0.9, 0.2, 0.9]}},
    }
    found = play(peace({"by": bodies, "on_no": "reopen"}), 20, 1)
    told = trace(peace({"by": bodies, "on_no": "reopen"}), 1, 0)
    days = [each.day for each in told.rounds if any(what.what == "reopened" for what in each.happenings)]
    assert found.votes_lost.tolist() == [2] * 20
    assert len(days) == 2
    assert found.first_vote_lost_day[0] == days[0]
    assert found.names.at_home == (("state", "voters"), ("state", "congress"))
    assert found.first_vote_lost_by.tolist() == [0] * 20


def test_no_vote_lost_has_no_day_and_nobody_who_lost_it() -> None:
    found = play(peace(voters([0.9, 0.9, 0.9])), 20, 1)
    assert np.isnan(found.first_vote_lost_day).all()
    assert found.first_vote_lost_by.tolist() == [-1] * 20
    other = play(peace(voters([0.2, 0.2, 0.2]), protocol="challenge"), 20, 1)
    assert other.names.at_home == ()
    assert other.first_vote_lost_by.tolist() == [-1] * 20


def test_what_is_no_better_for_them_is_not_put_to_them_again() -> None:
    """Middling is liked as little as soft, so that the second text is the hard one."""
    found = play(peace(voters([0.2, 0.2, 0.9], on_no="reopen")), 20, 1)
    assert found.settled.all()
    assert found.votes_lost.tolist() == [1] * 20


def test_where_nothing_is_better_nothing_more_is_signed() -> None:
    found = play(peace(voters([0.3, 0.2, 0.1], on_no="reopen")), 20, 1)
    assert (found.outcome == OUTCOMES.index("no_agreement")).all()
    assert found.votes_lost.tolist() == [1] * 20
    assert found.zone.all()
    assert not found.zone_at_end.any()
    assert (found.reason[:, 1] == 7).all()


def test_the_first_vote_has_the_same_luck_whether_or_not_there_may_be_another() -> None:
    once, again = (play(peace(voters([0.4, 0.4, 0.4], 0.4, 5, on_no=no)), 400, 1) for no in ("end", "reopen"))
    assert (once.settled == again.settled).all()
    assert 100 < once.settled.sum() < 300


def test_todays_curve_reopens_too() -> None:
    found = play(peace({"slope": SURE, "mid": 0.9, "on_no": "reopen"}), 20, 1)
    assert found.settled.all()  # the soft text is worth 1
    found = play(peace({"slope": 0, "mid": 0.5, "on_no": "reopen"}), 400, 1)
    assert set(found.votes_lost.tolist()) == {0, 1}  # what is left is worse for the state


def reopened(talks: Data = MONTHLY) -> Data:
    """The busy war, in which nearly every vote is lost."""
    doubtful: Data = {
        "floor": 0.9,
        "slope": 15,
        "weight": {"sanctions": 2},
        "value": {"sanctions": [0.1, 0.5, 1]},
    }
    votes = {
        "a": {"by": {"duma": doubtful}, "on_no": "reopen"},
        "b": {"slope": 5, "mid": 0.7, "on_no": "reopen"},
    }
    actors = {
        name: actor | {"ratify": votes[name], "deadline_days": 15} if name in votes else actor
        for name, actor in talks["actors"].items()
    }
    return talks | {"actors": actors, "horizon_days": 80}


SOME = third() | {"signatures": {"quota": 0.66, "required": ["a"]}}


@pytest.mark.parametrize(("talks", "least"), [(MONTHLY, 4), (SOME, 2)], ids=["all", "two of three"])
def test_nothing_better_was_overlooked_after_a_lost_vote(talks: Data, least: int) -> None:
    lost, replication, scenario = 0, 0, scenario_of(reopened(talks))
    while lost < least:
        agents = dict.fromkeys(scenario.parties, CheckedParty) | {"us": CheckedMediator}
        model = NegotiationModel(scenario, replication=replication, agents=agents)
        while model.running:
            model.step()
        lost += int((model.session.draw.ratifier["least"] > -np.inf).sum())
        replication += 1
    assert replication < 12


def test_idle_things_are_idle_after_a_lost_vote_too() -> None:
    """A text with an anthem in it is not another text."""
    one, two = (play(scenario_of(data), 40, 1) for data in (reopened(), idle(reopened())))
    assert one.votes_lost.any()
    for name in ("outcome", "votes_lost", "settlement_day", "utility", "reason", "zone_at_end"):
        assert getattr(one, name).tobytes() == getattr(two, name).tobytes(), name


def test_agents_that_decide_by_the_rules_play_the_same_negotiation() -> None:
    scenario = scenario_of(reopened())
    assert differing(play_mesa(scenario, 6, 1), play(scenario, 6, 1)) == []


def test_what_is_told_says_who_voted_it_down() -> None:
    scenario = peace(voters([0.2, 0.4, 0.9], on_no="reopen"))
    told = trace(scenario, 1, 0, reasons=True)
    assert told.outcome == "settlement"
    for story in (tell(scenario, told), tell_every_round(scenario, told)):
        text = " ".join(passage.text for passage in story.passages)
        assert text.count("voted down by voters (state): the talks go on without it.") == 2
    assert np.count_nonzero([round_.final is not None and round_.final.signed for round_ in told.rounds]) == 3
