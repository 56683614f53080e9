"""One negotiation, however it is played: on any threads, in any chunk, alone, in any order, through Mesa."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from bytewise import SEED, differing, rows
from hypothesis import HealthCheck, given, settings
from strategies import protocols, scenarios
from worlds import SHIPPED, shipped, world

from sim.bargaining.agents.studying import play_mesa
from sim.bargaining.outcomes import Names, Outcomes, columns
from sim.bargaining.run.batch import play
from sim.scenario.reading import read
from sim.scenario.schema import Scenario

TURNS = "protocol=alternating_offers"
# Each party of Dayton bargains in a way of its own.
MINDS = (
    "actors.bosniaks.strategy=micro",
    "actors.serbs.strategy=tit_for_tat",
    "actors.croats.strategy=random",
)
SLIPS = (
    "actors.ukraine.precision=20",
    "actors.russia.precision={uniform: [5, 40]}",
)
EVENTS = """events=[
 {name: winter, day: 60, until: {uniform: [90, 200]}, cost: {ukraine: 1.5}, sets: {war: {noise: 0.001}}},
 {name: vote, rate: 0.01, if: {not: {ceasefire: in_force}},
  sets: {issues: {land: {weight: {ukraine: {uniform: [0, 1]}}}}}},
 {name: fall, day: 90, chance: 0.5, sets: {actors: {russia: {optimism: {uniform: [-1, 0]}, red_lines: {land: []}}}}},
 {name: end, day: 150, if: {event: fall, not: {ceasefire: broken}}, ends_talks: true}]""".replace("\n", "")
ALONE = (
    "actors.russia.unilateral={rate: 0.02, days: {uniform: [1, 9]}, gesture: 0.01}",
    "actors.ukraine.unilateral={rate: 0.05, days: 10, halts: {uniform: [0.2, 0.5]}, gesture: 0.01}",
)
TWO = (
    "actors.us.proposal_rate=0.5",
    "actors.ankara={role: mediator, proposal_rate: {uniform: [0, 1]}, bias: {uniform: [-1, 1]}, patience_days: 90, "
    "leverage: {russia: {probability: 0.4, cost: 1.3}, ukraine: {probability: 0.2, balance: 0.2}}}",
)
# By name: the file, and what is set over it.
CASES: dict[str, tuple[str, ...]] = {
    **{name: (name,) for name in ("ceasefire30", "dayton_1995", "korea_1951", "camp_david_1978", "minimal")},
    "ceasefire30, with events": ("ceasefire30", EVENTS),
    "korea_1953": ("korea_1953",),
    "dayton_1995, two of three": ("dayton_1995", "signatures={quota: 0.6}"),
    "minimal, voted on": (
        "minimal",
        "actors.union.ratify={by: {members: {floor: 0.4, slope: 8}}, on_no: reopen}",
        "actors.union.deadline_days=60",
    ),
    "minimal, of several minds": (
        "minimal",
        "actors.union.factions={young: {say: 2, floor: 0.45}, old: {value: {raise: {0: 0.4, 8: 1}}, floor: 0.5}}",
        "actors.union.decision=majority",
        "actors.company.factions={owners: {value: {raise: {0: 1, 8: 0.2}}}, managers: {say: {uniform: [1, 2]}}}",
    ),
    "oslo_1995": ("oslo_1995",),
    "ceasefire30, who is not exact": ("ceasefire30", *SLIPS),
    "minimal, who is not exact": ("minimal", "actors.union.precision=12", "actors.company.precision=0"),
    "ceasefire30, ceasefires of one side alone": ("ceasefire30", *ALONE),
    "ceasefire30, two mediators": ("ceasefire30", *TWO),
    "ceasefire30 in turns": ("ceasefire30", TURNS),
    "ceasefire30 in turns, who is not exact": ("ceasefire30", TURNS, *SLIPS),
    "dayton_1995 in turns": ("dayton_1995", TURNS, *MINDS),
    "korea_1951 in turns, from the menu": ("korea_1951", TURNS, "alternating_offers.packages=menu"),
    "ceasefire30 by challenge": ("ceasefire30", "protocol=challenge"),
    "emission standards": ("theory/bueno_de_mesquita_1994_emission_standards",),
    "minimal in turns": (
        "minimal",
        TURNS,
        "actors.union.strategy=random",
        "actors.company.strategy=exponential",
    ),
    "minimal in turns, by clocks that differ": (
        "minimal",
        TURNS,
        "actors.union.concession={uniform: [0.2, 4]}",
        "actors.union.deadline_days={uniform: [60, 200]}",
        "actors.company.strategy=exponential",
        "actors.company.initial_concession={uniform: [0.01, 0.5]}",
    ),
}
RUNS = 60
every_case = pytest.mark.parametrize("case", CASES)
any_scenario = settings(
    max_examples=10, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)


@cache
def case_of(case: str) -> Scenario:
    name, *overrides = CASES[case]
    return read(SHIPPED / f"{name}.yaml", overrides)


def whole(case: str) -> Outcomes:
    """More replications than some chunks hold."""
    return shipped(*CASES[case], runs=RUNS)


# --- In the batch


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize(("chunk", "runs"), [(1, 8), (7, 20), (50, RUNS)])
@every_case
def test_threads_and_chunks_change_nothing(case: str, chunk: int, runs: int, threads: int) -> None:
    again = play(case_of(case), runs, SEED, workers=threads, chunk=chunk)
    assert differing(again, rows(whole(case), 0, runs)) == []


@every_case
@pytest.mark.parametrize("replication", [0, 49, 50])
def test_a_replication_alone_is_the_one_in_the_batch(case: str, replication: int) -> None:
    alone = play(case_of(case), 1, SEED, first=replication)
    assert differing(alone, rows(whole(case), replication, replication + 1)) == []


@every_case
def test_more_replications_leave_the_first_ones_as_they_were(case: str) -> None:
    assert differing(rows(play(case_of(case), 2 * RUNS, SEED), 0, RUNS), whole(case)) == []


@pytest.mark.parametrize("case", [case for case in CASES if case != "emission standards"])
def test_another_seed_is_another_negotiation(case: str) -> None:
    assert differing(play(case_of(case), RUNS, SEED + 1), whole(case)) != []


def test_no_two_replications_are_alike() -> None:
    assert len(np.unique(whole("ceasefire30").balance)) == RUNS


SOMETIMES = {
    "a doubtful red line": [
        "actors.a.red_lines={cake: {options: [b], probability: {choice: {0.5: 0.5, 1: 0.5}}}}"
    ],
    "a threat": ["actors.m={role: mediator, leverage: {a: {probability: {choice: {0: 0.5, 1: 0.5}}}}}"],
    "a weight": ["weight_spread=2", "issues.cake.weight={a: {choice: {0: 0.5, 1: 0.5}}, b: 1}"],
    "a small weight": ["weight_spread=0.1", "issues.cake.weight={a: 0.01, b: 0.01}"],
}


@pytest.mark.parametrize("what", SOMETIMES)
def test_what_is_only_sometimes_there_is_the_same_in_every_chunk(tmp_path: Path, what: str) -> None:
    """One replication alone may see nothing uncertain in what another cannot be sure of."""
    issues = [f"  {name}: {{options: [a, b], value: {{a: [1, 0], b: [0, 1]}}}}\n" for name in ("cake", "pie")]
    scenario = world(tmp_path, f"actors: {{a: {{}}, b: {{}}}}\nissues:\n{''.join(issues)}", *SOMETIMES[what])
    outcomes = play(scenario, 40, SEED)
    assert not np.isnan(outcomes.inputs).any()
    assert differing(play(scenario, 40, SEED, chunk=1), outcomes) == []


# --- In another order

AXES = {
    "ceasefire_terms": ("ceasefire_issues",),
    "terms": ("issues",),
    "signed": ("parties",),
    "utility": ("actors",),
    "war_value": ("parties",),
    "reservation": ("parties",),
    "reason": ("actors",),
    "ceasefire_reason": ("actors",),
    "would_sign": ("proposals", "actors"),
    "would_sign_ceasefire": ("ceasefire_proposals", "actors"),
    "unilateral_day": ("declarers",),
    "unilateral_days": ("declarers",),
    "inputs": ("inputs",),
    "below_floor": ("factions",),
    "collapses": ("causes",),
}


def along(names: Names, axis: str) -> tuple[Any, ...]:
    """What stands along an axis; of the causes of collapses the parties come first, where there are spoilers."""
    if axis == "causes":
        return ("the parties", *names.spoilers) if names.spoilers else ()
    return tuple(getattr(names, axis))


def by_name(outcomes: Outcomes) -> Iterator[tuple[tuple[str, ...], bytes]]:
    """Every column, under the names of its axes."""
    for column in columns():
        labels = product(*(along(outcomes.names, axis) for axis in AXES.get(column, ())))
        values = getattr(outcomes, column).reshape(len(outcomes), -1).T
        yield from (((column, *label), each.tobytes()) for label, each in zip(labels, values, strict=True))


def backwards(scenario: Scenario) -> Scenario:
    """The same file, its actors, issues and proposals written from the last to the first."""
    turned = {
        key: dict(reversed(getattr(scenario, key).items())) for key in ("actors", "issues", "proposals")
    }
    if truce := scenario.ceasefire:
        kept = {key: dict(reversed(getattr(truce, key).items())) for key in ("issues", "proposals")}
        turned["ceasefire"] = truce.replaced(**kept)
    return scenario.replaced(**turned)


@every_case
def test_the_order_in_the_file_is_the_order_of_the_columns_and_nothing_else(case: str) -> None:
    turned = play(backwards(case_of(case)), RUNS, SEED)
    assert turned.names.actors == whole(case).names.actors[::-1]
    assert dict(by_name(turned)) == dict(by_name(whole(case)))


# --- Through Mesa


@every_case
def test_agents_of_mesa_negotiate_as_the_batch_does(case: str) -> None:
    assert differing(play_mesa(case_of(case), 3, SEED, first=48), rows(whole(case), 48, 51)) == []


@any_scenario
@given(scenarios(), protocols)
def test_whatever_the_scenario_mesa_and_batch_agree(scenario: Scenario, protocol: str) -> None:
    scenario = scenario.replaced(protocol=protocol)
    batch = play(scenario, 4, SEED)
    assert differing(play_mesa(scenario, 2, SEED, first=1), rows(batch, 1, 3)) == []
