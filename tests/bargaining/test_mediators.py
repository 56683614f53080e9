"""Several mediators: who tables, whose counsel is heard, what their threats add up to, who leaves."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from test_search import BUSY
from worlds import CRISIS, SHIPPED, TRUCE, played, world

from sim.bargaining.inspect.rounds import Round
from sim.bargaining.inspect.trace import trace
from sim.bargaining.outcomes import Outcomes
from sim.bargaining.run.batch import play
from sim.report.round_by_round import tell_every_round
from sim.scenario.reading import read, scenario_of
from sim.scenario.schema import Scenario

Data = dict[str, Any]
OF_ACTORS = {"utility", "reason", "ceasefire_reason", "would_sign", "would_sign_ceasefire"}
# Both sides are sure to win and sign nothing, so that the talks go on to their end.
HOSTS = TRUCE.split("ceasefire:")[0]
SHORT = "horizon_days=2"


def differing(one: Outcomes, two: Outcomes) -> set[str]:
    """Columns that are not the same to the last byte, as far as both have them: of those of actors the parties'."""
    parties, found = list(one.names.parties), set()
    for name in ("outcome", "settlement_day", "full_ceasefire_day", "full_ceasefire_end", "zone_day", "balance",
                 "terms", "ceasefire_terms", "war_value", "reservation", "signed", "fighting_days"):  # fmt: skip
        if getattr(one, name).tobytes() != getattr(two, name).tobytes():
            found.add(name)
    for name in OF_ACTORS:
        columns = [
            getattr(of, name)[..., [of.names.actors.index(party) for party in parties]] for of in (one, two)
        ]
        if columns[0].tobytes() != columns[1].tobytes():
            found.add(name)
    return found


def rounds(scenario: Scenario, replication: int = 0) -> tuple[Round, ...]:
    return trace(scenario, 1, replication).rounds


# --- One is what there was before


def test_one_that_never_tables_and_has_nothing_to_say_changes_no_byte() -> None:
    file = SHIPPED / "ceasefire30.yaml"
    one, more = (
        play(read(file, ["actors.us.proposal_rate=0.6", *second]), 300, 1)
        for second in ([], ["actors.ankara={role: mediator, proposal_rate: 0}"])
    )
    assert differing(one, more) == set()


def twins(**changed: Any) -> tuple[Scenario, Scenario]:
    """The busy war with one mediator, and with its twin beside it, which values everything as it does."""
    busy = {key: block for key, block in BUSY.items() if key != "weight_spread"}
    us = BUSY["actors"]["us"] | {"credibility": 0.5} | changed
    truce = BUSY["ceasefire"] | {"issues": doubled(BUSY["ceasefire"]["issues"], "worth")}
    one = busy | {"actors": BUSY["actors"] | {"us": us}}
    two = one | {"actors": one["actors"] | {"zz": us}, "issues": doubled(BUSY["issues"], "value")}
    return scenario_of(one), scenario_of(two | {"ceasefire": truce})


def doubled(issues: Data, key: str) -> Data:
    """Worth to zz what it is worth to us."""
    return {
        name: issue | {key: issue[key] | {"zz": issue[key]["us"]}} if "us" in issue.get(key, {}) else issue
        for name, issue in issues.items()
    }


@pytest.mark.parametrize("rate", [0.3, 1])
def test_two_that_are_alike_are_as_one(rate: float) -> None:
    one, two = (play(scenario, 300, 1) for scenario in twins(proposal_rate=rate))
    assert one.settled.any()
    assert differing(one, two) == set()


# --- Who tables


def test_at_the_greatest_rate_a_mediator_tables_and_it_is_one_of_them_in_proportion(tmp_path: Path) -> None:
    hosts = [
        "actors.cuba={role: mediator, proposal_rate: 0.2}",
        "actors.norway={role: mediator, proposal_rate: 0.6}",
    ]
    scenario = world(tmp_path, HOSTS, "horizon_days=1000", *hosts)
    turns = Counter(round_.turn for round_ in rounds(scenario))
    expected = {"norway": 0.45, "cuba": 0.15, "a": 0.2, "b": 0.2}
    assert {name: count / 1000 for name, count in turns.items()} == pytest.approx(expected, abs=0.045)


PIE = """
horizon_days: 40
round_days: 1
actors:
  a: {aspiration: 1, reciprocity: 0, outside_value: 0.99}
  b: {aspiration: 1, reciprocity: 0, outside_value: 0.99}
  left: {role: mediator, floor: 0.5}
  right: {role: mediator, floor: 0.5}
issues:
  pie: {options: [l, m, r], value: {a: [1, 0.5, 0], b: [0, 0.5, 1], left: [1, 0.2, 0], right: [0, 0.2, 1]}}
proposals: {middle: {pie: m}}
"""


def test_each_tables_what_it_gains_by_itself(tmp_path: Path) -> None:
    tabled = {(r.final.by, r.final.terms["pie"]) for r in rounds(world(tmp_path, PIE)) if r.final}
    assert tabled == {("left", "l"), ("right", "r")}


def test_what_a_mediator_alone_likes_is_looked_at(tmp_path: Path) -> None:
    """Both parties like the middle better than what is best for a mediator, but are content with anything."""
    tastes = "{a: [0.4, 0.5, 0.4], b: [0.4, 0.5, 0.4], left: [1, 0.2, 0], right: [0, 0.2, 1]}"
    content = [f"actors.{name}={{outside_value: -1, deadline_days: 1}}" for name in "ab"]
    easy = world(tmp_path, PIE, *content, f"issues.pie.value={tastes}")
    signed = {(last.by, last.terms["pie"]) for r in range(12) if (last := rounds(easy, r)[-1].final)}
    assert signed == {("left", "l"), ("right", "r")}


@pytest.mark.parametrize("rate", [0, 0.5])
def test_an_opening_is_a_mediators(tmp_path: Path, rate: float) -> None:
    rates = [f"actors.{name}.proposal_rate={rate}" for name in ("left", "right")]
    scenario = world(tmp_path, PIE, *rates, "opening=middle")
    authors = {rounds(scenario, r)[0].final.by for r in range(12)}  # type: ignore[union-attr]
    assert authors == ({"left"} if rate == 0 else {"left", "right"})


def test_each_leans_its_own_way(tmp_path: Path) -> None:
    """Two who care for signatures alone: who leans to the attacker gives its chance to sign more weight."""
    hosts = ["actors.cuba={role: mediator, bias: 1}", "actors.norway={role: mediator, bias: -1}"]
    hidden = ["actors.a.cost_per_day={uniform: [0, 0.006]}", "actors.b.cost_per_day={uniform: [0, 0.006]}"]
    found = world(tmp_path, CRISIS, "horizon_days=6", *hosts, *hidden)
    pie: dict[str, list[float]] = {"cuba": [], "norway": []}
    for r in range(12):
        for round_ in rounds(found, r):
            if round_.final:
                pie[round_.turn].append(float(round_.final.terms["pie"]))
    assert min(map(len, pie.values())) > 5
    assert np.mean(pie["cuba"]) > np.mean(pie["norway"]) + 0.05  # a's share of the pie


# --- Counsel


def test_the_counsel_that_is_believed_most_is_heard_and_not_twice(tmp_path: Path) -> None:
    """A party that is told by two what one of them has said is no wiser."""

    def beliefs(*biases: float) -> list[float]:
        hosts = [
            f"actors.m{n}={{role: mediator, bias: {bias}, insight: 0.5}}" for n, bias in enumerate(biases)
        ]
        first = rounds(world(tmp_path, HOSTS, SHORT, *hosts))[0]
        return [first.parties[name].win for name in ("a", "b")]

    alone, weaker, away = beliefs(0.8), beliefs(0.3), beliefs(-0.6)
    assert beliefs(0.8, 0.8) == beliefs(0.8, 0.3) == alone
    assert alone[0] < weaker[0]
    assert beliefs(0.8, -0.6) == [alone[0], away[1]]


# --- Leverage


def lever(cost: float, sure: float = 1) -> str:
    return f"{{role: mediator, leverage: {{a: {{probability: {sure}, cost: {cost}}}}}}}"


def test_what_they_can_do_adds_up(tmp_path: Path) -> None:
    """Fighting on costs a 0.1; half as much again from each is as twice as much from one."""

    def reservation(*hosts: str) -> float:
        named = [f"actors.m{n}={host}" for n, host in enumerate(hosts)]
        return rounds(world(tmp_path, HOSTS, SHORT, *named))[0].parties["a"].reservation

    free = reservation()
    assert reservation(lever(2)) == pytest.approx(free - 0.1)
    assert reservation(lever(1.5), lever(1.5)) == pytest.approx(free - 0.1)
    assert reservation(lever(1.5), lever(2, sure=0.4)) == pytest.approx(free - 0.09)


def test_who_refuses_one_defies_that_one_alone(tmp_path: Path) -> None:
    """Each has patience of its own with who refuses it; both mean what they say."""
    hosts = [
        "actors.m0={role: mediator, defiance_days: 3, leverage: {a: {probability: 1, cost: 2}}}",
        "actors.m1={role: mediator, defiance_days: 9, leverage: {a: {probability: 1, cost: 2}}, proposal_rate: 0}",
    ]
    told = rounds(world(tmp_path, HOSTS, "horizon_days=30", *hosts))
    executed = [(h.whom, h.days) for round_ in told for h in round_.happenings if h.what == "threat_executed"]
    assert executed == [("m0", 3.0)]
    assert told[-1].parties["a"].threats == {"m0": "executed", "m1": "standing"}


# --- Leaving


def test_each_leaves_on_a_day_of_its_own_and_the_rest_goes_on(tmp_path: Path) -> None:
    hosts = [
        "actors.m0={role: mediator, patience_days: 10, bias: 0.9, when_leaves: {cost: {a: 2}}}",
        "actors.m1={role: mediator, patience_days: 20, bias: 0.4, when_leaves: {balance: 1}}",
    ]
    scenario = world(tmp_path, HOSTS, "horizon_days=30", *hosts)
    told = rounds(scenario)
    left = {h.who: h.day for round_ in told for h in round_.happenings if h.what == "mediator_left"}
    assert left == {"m0": 10.0, "m1": 20.0}
    assert play(scenario, 1, 1).mediator_left_day.tolist() == [10.0]  # the first
    assert {round_.turn for round_ in told[10:20]} == {"m1"}
    assert {round_.turn for round_ in told[20:]} == {"a", "b"}
    assert told[-1].balance == pytest.approx(1.0)
    a = [round_.parties["a"] for round_ in told]
    assert a[9].war_value - a[10].war_value > 0.05  # it costs twice as much now, and m1 has its ear
    assert a[9].win < a[10].win < a[20].win


def test_it_is_told_whose_threat_it_was_and_who_left(tmp_path: Path) -> None:
    hosts = [
        "actors.oslo={role: mediator, patience_days: 30, defiance_days: 9, leverage: {a: {probability: 1, cost: 2}}}",
        "actors.doha={role: mediator, label: Qatar, patience_days: 20, leverage: {b: {probability: 0.001, cost: 2}}}",
    ]
    scenario = world(tmp_path, HOSTS, "horizon_days=40", *hosts)
    said = " ".join(passage.text for passage in tell_every_round(scenario, trace(scenario, 1, 0)).passages)
    assert "oslo threatens a" in said.lower()
    assert "Qatar threatens b" in said
    assert re.search(
        r"Oslo carries out its threat against a, which has refused its texts for (9|1\d) days\.", said
    )
    assert "Oslo loses patience and leaves the talks." in said
    assert "Qatar loses patience and leaves the talks." in said


def test_both_can_hold_what_they_guarantee(tmp_path: Path) -> None:
    """Ask both, in a package that needs either."""
    both = ["issues.pie.consent={left: [l], right: [r]}", "actors.left.floor=0.9", "actors.right.floor=0.9"]
    tabled = {r.final.terms["pie"] for r in rounds(world(tmp_path, PIE, *both)) if r.final}
    assert tabled == {"l", "r"}
    played_ = played(tmp_path, PIE, *both, "actors.left.floor=2", runs=20)
    assert not (played_.terms[:, 0] == 0).any()
