"""Votes at home in words: how many were lost, when first and by whom, and what came of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np

from sim.analysis.actors import votes
from sim.analysis.statistics import summarise
from sim.bargaining.outcomes import OUTCOMES, Outcomes
from sim.bargaining.run.batch import play
from sim.report import leads
from sim.report import votes as words
from sim.report.terminal import plain
from sim.scenario.reading import scenario_of
from sim.scenario.schema import Scenario


def talks(**ratify: object) -> Scenario:
    """A union that asks its members and its council."""
    union = {
        "label": "The union",
        "ratify": {"by": {"members": {"floor": 0.5}, "council": {"floor": 0.5}}, **ratify},
    }
    issues = {"pay": {"options": ["low", "high"], "value": {"union": [0.5, 1], "firm": [1, 0.5]}}}
    return scenario_of(
        {
            "actors": {"union": union, "firm": {}},
            "issues": issues,
            "horizon_days": 70,
            "start": date(2024, 9, 1),
        }
    )


def four(scenario: Scenario) -> Outcomes:
    """Four replications: no vote lost; one, and settled; three, and settled; two, and not settled."""
    nan = np.nan
    return replace(
        play(scenario, 4, 1),
        outcome=np.array([OUTCOMES.index(each) for each in ("settlement",) * 3 + ("no_agreement",)], np.int8),
        settlement_day=np.array([7, 28, 42, nan]),
        votes_lost=np.array([0, 1, 3, 2], np.int16),
        first_vote_lost_day=np.array([nan, 14, 7, 21]),
        first_vote_lost_by=np.array([-1, 0, 1, 0], np.int16),
    )


def test_how_many_when_by_whom_and_what_then() -> None:
    scenario = talks(on_no="reopen")
    found = votes(scenario, four(scenario))
    assert found is not None
    assert (found.lost.hits, found.lost.of) == (3, 4)
    assert [(share.hits, share.of) for share in found.times] == [(1, 3)] * 3
    assert (found.most, found.first.value, found.later.value) == (3, 14, 24.5)
    assert [(one.party, one.body, one.share.hits) for one in found.by] == [
        ("union", "members", 2),
        ("union", "council", 1),
    ]
    assert found.settled is not None
    assert found.settled.hits == 2
    lost, often, first, then = words.told(scenario, found).split("; ")
    assert lost.startswith("lost at least once in 75%")
    assert often.startswith("of these once in 33%")
    assert often.endswith("at most 3 times")
    assert first.startswith(
        "the first on day 14 (– to –) (median, 15 September 2024), by members (The union) in 67%"
    )
    assert "and council (The union) in 33%" in first
    assert then.startswith("all the same settled in 67%")
    assert then.endswith(", 24 (– to –) days after it (median)")


def test_where_a_no_ends_the_talks_nothing_is_said_of_what_comes_later() -> None:
    scenario = talks()
    found = votes(scenario, four(scenario))
    assert found is not None
    assert found.settled is None
    assert "all the same" not in words.told(scenario, found)


def test_it_stands_on_the_screen_and_on_the_page() -> None:
    scenario = talks(on_no="reopen")
    summary = summarise(scenario, four(scenario))
    assert summary.votes is not None
    said = words.told(scenario, summary.votes)
    assert f"Votes at home  {said}" in plain(scenario, summary, 2000, full=True)
    assert f"Votes at home: {said}." in leads.why_not(scenario, summary)


def test_where_nobody_votes_there_is_nothing_to_tell() -> None:
    scenario = talks(by={}, slope=5, mid=0.5)
    assert votes(scenario, four(scenario)) is not None
    alone = scenario_of(
        {
            "actors": {"a": {}, "b": {}},
            "issues": {"x": {"options": ["p", "q"], "value": {"a": [0, 1], "b": [1, 0]}}},
        }
    )
    assert votes(alone, play(alone, 4, 1)) is None
