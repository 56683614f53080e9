"""Quotas that cannot be counted, and votes at home that cannot be held, are told with what is allowed."""

from __future__ import annotations

from typing import Any

import pytest

from sim.scenario.reading import ScenarioError, scenario_of

TALKS: dict[str, Any] = {
    "actors": {"ann": {}, "bob": {}},
    "issues": {
        "cake": {"options": ["half", "all"], "value": {"ann": [0.5, 1], "bob": [0.5, 0]}},
        "pie": {
            "range": {"from": 0, "to": 4, "step": 1},
            "value": {"ann": {0: 0, 4: 1}, "bob": {0: 1, 4: 0}},
        },
    },
}


def body(**said: Any) -> dict[str, Any]:
    return {"by": {"voters": {"floor": 0.5, **said}}}


@pytest.mark.parametrize(
    ("signatures", "said"),
    [
        ("some", "`all`, or a table with a `quota`, is needed here"),
        ({"quota": 0}, "signatures.quota: 0 is out of range: it must lie in 0..1"),
        ({"weights": {"cat": 1}}, "there is no actor cat"),
        ({"required": ["ann", "ann"]}, "ann is required already"),
        ({"weights": {"ann": 0, "bob": 0}}, "at least one party needs a weight above 0"),
    ],
)
def test_a_quota_that_cannot_be_counted(signatures: Any, said: str) -> None:
    with pytest.raises(ScenarioError, match="signatures") as told:
        scenario_of(TALKS | {"signatures": signatures})
    assert said in str(told.value)


def test_votes_of_which_all_sums_differ_are_too_many() -> None:
    actors = {f"p{i}": {} for i in range(26)}
    cake = {"options": ["half", "all"], "value": {name: [0.5, 1] for name in actors}}
    weights = {name: (7919 * (i + 3) ** 3) % 10007 for i, name in enumerate(actors)}
    talks = {"actors": actors, "issues": {"cake": cake}, "signatures": {"quota": 0.5, "weights": weights}}
    with pytest.raises(ScenarioError, match="round the weights"):
        scenario_of(talks)


@pytest.mark.parametrize(
    ("ratify", "said"),
    [
        ({"slope": 3}, "how is it decided? give `slope` and `mid`, or `by`"),
        ({"by": {}}, "how is it decided?"),
        (body() | {"slope": 3}, "`by` and `slope` exclude one another"),
        (body(weight={"tart": 1}), "there is no issue tart"),
        (body(value={"cake": [1]}), "1 value for 2 options (half, all)"),
        (body(value={"cake": {"half": 1, "al": 0}}), "there is no option al; did you mean all?"),
        (body(value={"cake": {"half": 1}}), "says nothing about all"),
        (body(value={"cake": [1, 2]}), "2 is out of range"),
        (body(value={"pie": {"0": 1, "3": 0}}), "says nothing about 4"),
        (body(value={"pie": {"0": 1, "4": {"uniform": [0, 1]}}}), "give one for every option"),
    ],
)
def test_a_vote_that_cannot_be_held(ratify: Any, said: str) -> None:
    with pytest.raises(ScenarioError, match="ratify") as told:
        scenario_of(TALKS | {"actors": {"ann": {"ratify": ratify}, "bob": {}}})
    assert said in str(told.value)


def test_on_a_range_the_ends_are_enough() -> None:
    found = scenario_of(
        TALKS | {"actors": {"ann": {"ratify": body(value={"pie": {"0": 1, "4": 0}})}, "bob": {}}}
    )
    ratify = found.parties["ann"].ratify
    assert ratify
    assert [number.typical for number in ratify.by["voters"].value["pie"].values()] == [1, 0.75, 0.5, 0.25, 0]


@pytest.mark.parametrize(
    ("faction", "said"),
    [
        ({"say": 0}, "actors.ann.factions.young.say: 0 is out of range: it must be above 0"),
        ({"floor": 1.5}, "actors.ann.factions.young.floor: 1.5 is out of range: it must lie in 0..1"),
        ({"weight": {"cak": 1}}, "there is no issue cak; did you mean cake?"),
        (
            {"value": {"cake": [0.5]}},
            "actors.ann.factions.young.value.cake: 1 value for 2 options (half, all)",
        ),
        ({"value": {"cake": {"hal": 0.5, "all": 1}}}, "there is no option hal; did you mean half?"),
        ({"values": {}}, "unknown key; did you mean value?"),
    ],
)
def test_a_faction_that_does_not_fit(faction: Any, said: str) -> None:
    ann = {"factions": {"young": faction}, "decision": "veto"}
    with pytest.raises(ScenarioError, match="factions") as told:
        scenario_of(TALKS | {"actors": {"ann": ann, "bob": {}}})
    assert said in str(told.value)


@pytest.mark.parametrize(
    ("actors", "said"),
    [
        (
            {"ann": {"decision": "vote"}},
            "actors.ann.decision: the text vote is not allowed here; allowed: weighted, majority, veto",
        ),
        ({"mob": {"role": "spoiler", "hazard": 0.5}}, "actors.mob.hazard: 0.5 is out of range"),
        ({"mob": {"role": "spoler"}}, "did you mean spoiler?"),
        ({"mob": {"role": "spoiler", "optimism": 1}}, "actors.mob.optimism: unknown key"),
    ],
)
def test_an_actor_that_does_not_fit(actors: Any, said: str) -> None:
    with pytest.raises(ScenarioError) as told:
        scenario_of(TALKS | {"actors": TALKS["actors"] | actors})
    assert said in str(told.value)


def test_nobody_asks_a_spoiler_for_its_consent_or_its_word() -> None:
    issue = TALKS["issues"]["cake"] | {
        "consent": {"mob": ["all"]},
        "guards": [0, 1],
        "guarantor": "mob",
        "protects": "ann",
    }
    actors = TALKS["actors"] | {"mob": {"role": "spoiler"}}
    with pytest.raises(ScenarioError) as told:
        scenario_of(TALKS | {"actors": actors, "issues": TALKS["issues"] | {"cake": issue}})
    assert str(told.value).count("mob is a spoiler, not a") == 2
