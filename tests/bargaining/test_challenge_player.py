"""The challenge model on whole scenarios: every issue is decided at the option nearest to its median."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import SHIPPED

from sim.bargaining.inspect.trace import trace
from sim.bargaining.protocols.challenge.trajectory import trajectory
from sim.bargaining.run.batch import play
from sim.bargaining.setup.sampling import draw
from sim.bargaining.setup.streams import Streams
from sim.scenario.reading import read, scenario_of
from sim.scenario.schema import Scenario
from sim.validation.emissions import MEDIANS

EMISSIONS = SHIPPED / "theory" / "bueno_de_mesquita_1994_emission_standards.yaml"
SCALE = {"from": 0, "to": 10, "step": 1}


def best_at(number: float) -> dict[float, float]:
    """A curve with its top there."""
    ends = {end: 1 - abs(end - number) / 10 for end in (0, 10)}
    return ends | {number: 1}


def quarrel(issues: dict[str, dict[str, Any]], capability: dict[str, float], **rest: Any) -> Scenario:
    """issues: for each the best number of every actor on it, and what else the issue says."""
    written = {
        name: {"range": SCALE, "value": {who: best_at(x) for who, x in issue.pop("best").items()}, **issue}
        for name, issue in issues.items()
    }
    actors: dict[str, dict[str, object]] = {who: {"capability": c} for who, c in capability.items()}
    days = {"protocol": "challenge", "horizon_days": 8, "round_days": 1}
    return scenario_of({**days, "actors": actors, "issues": written, **rest})


def decided(scenario: Scenario) -> dict[str, str]:
    """By issue: the option."""
    outcomes = play(scenario, 1, seed=1, workers=1)
    assert outcomes.settled.all(), "there is always a decision"
    return {
        name: scenario.issues[name].options[o]
        for name, o in zip(outcomes.names.issues, outcomes.terms[0], strict=True)
    }


@pytest.mark.parametrize("rounds", range(1, 11))
def test_emission_standards_are_decided_at_the_option_nearest_to_the_median_of_the_last_round(
    rounds: int,
) -> None:
    assert decided(read(EMISSIONS, [f"horizon_days={rounds}"])) == {
        "delay": f"{MEDIANS[rounds]:.1f}".removesuffix(".0")
    }


def test_nobody_is_heard_on_an_issue_that_it_has_no_values_on() -> None:
    """However strong it is; where it has values it prevails."""

    def with_c(capability: float) -> dict[str, str]:
        pie, war = {"best": {"a": 2, "b": 3, "c": 9}}, {"best": {"a": 2, "b": 7}}
        return decided(quarrel({"pie": pie, "war": war}, {"a": 1, "b": 0.8, "c": capability}))

    assert with_c(0.01)["pie"] != with_c(100)["pie"] == "9"
    assert with_c(0.01)["war"] == with_c(100)["war"]


def test_nobody_moves_or_is_moved_to_on_an_issue_that_it_has_no_values_on() -> None:
    issues = {
        "pie": {"best": {"a": 2, "b": 3, "c": 9}},
        "war": {"best": {"a": 2, "b": 7}, "salience": {"b": 0.1}},
    }
    told = trace(quarrel(issues, {"a": 1, "b": 1, "c": 1}), 1, 0).rounds
    moves = [move for each in told for move in each.happenings if move.issue == "war"]
    assert {(move.who, move.whom) for move in moves} == {("b", "a")}


def test_of_two_options_as_near_to_the_median_the_earlier_is_decided() -> None:
    assert decided(quarrel({"pie": {"best": {"a": 2, "b": 7}}}, {"a": 1, "b": 1})) == {"pie": "4"}


def test_salience_is_as_stated_else_the_weight_beside_the_greatest() -> None:
    both = {"a": 2, "b": 7}
    issues = {
        "pie": {"best": dict(both), "weight": {"a": 1, "b": 3}},
        "war": {"best": dict(both), "weight": {"a": 4, "b": 3}, "salience": {"b": 0.1}},
    }
    drawn, _ = draw(quarrel(issues, {"a": 1, "b": 1}), 8, Streams(1, 0, 1))
    assert drawn.salience[0] == pytest.approx(np.array([[0.25, 1], [1, 0.1]]))


def test_who_is_said_to_care_less_yields() -> None:
    def told(salience: dict[str, float]) -> str:
        issue = {"best": {"a": 0, "b": 10}, "salience": salience}
        return decided(quarrel({"pie": issue}, {"a": 1, "b": 1}))["pie"]

    assert told({}) == "5"
    assert float(told({"a": 0.9, "b": 0.1})) < 5 < float(told({"a": 0.1, "b": 0.9}))


SHARES = st.integers(0, 10).map(lambda tenth: tenth / 10)


@st.composite
def quarrels(draw: st.DrawFn) -> tuple[dict[str, dict[str, Any]], dict[str, float]]:
    who = ["a", "b", "c", "d"][: draw(st.integers(2, 4))]
    capability = {name: draw(SHARES) for name in who}
    number = st.integers(0, 10).map(float)
    issues = {
        name: {"best": {w: draw(number) for w in who}, "salience": {w: draw(SHARES) for w in who}}
        for name in ("k1", "k2", "k3")
    }
    return issues, capability


@settings(deadline=None, max_examples=40)
@given(quarrels())
def test_issues_are_decided_one_by_one(drawn: tuple[dict[str, dict[str, Any]], dict[str, float]]) -> None:
    """Also if one comes to rest before another; each at the option nearest to the median of its course."""
    issues, capability = drawn
    together = decided(quarrel({name: dict(issue) for name, issue in issues.items()}, capability))
    for name, issue in issues.items():
        assert decided(quarrel({name: dict(issue)}, capability)) == {name: together[name]}
        columns = [list(column.values()) for column in (issue["best"], capability, issue["salience"])]
        median = trajectory(*columns, 8).medians[-1]
        assert abs(float(together[name]) - median) <= 0.5


def test_it_is_told_who_moves_towards_whom_and_to_where() -> None:
    """The first round of the emission standards."""
    first = trace(read(EMISSIONS), 1, 0).rounds[0]
    assert {(each.what, each.who, each.whom, each.option) for each in first.happenings} == {
        ("meets", "belgium", "france", "8.4"),
        ("yields", "luxembourg", "belgium", "7"),
        ("yields", "ireland", "luxembourg", "4"),
    }
