"""Why a package was tabled, and how near a replication came, are the engine's own numbers."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest
from worlds import SHIPPED

from sim.analysis.examples import closest_miss
from sim.bargaining.agents.behaviour import load_agents
from sim.bargaining.inspect.choice import Prospect, Rationale
from sim.bargaining.inspect.near_misses import best_day, near_misses
from sim.bargaining.inspect.rounds import Tabled, Trace
from sim.bargaining.inspect.trace import trace
from sim.bargaining.outcomes import OUTCOMES
from sim.bargaining.rules.rules import HOPELESS
from sim.bargaining.run.batch import play
from sim.scenario.reading import read
from sim.scenario.schema import Scenario


@cache
def told(case: str, replication: int = 31, *overrides: str) -> tuple[Scenario, Trace]:
    scenario = read(SHIPPED / f"{case}.yaml", overrides)
    agents = load_agents(scenario)
    return scenario, trace(scenario, 1, replication, agents=agents, reasons=True)


def choices(found: Trace) -> list[tuple[int, Tabled, Rationale]]:
    return [
        (r.number, tabled, tabled.choice)
        for r in found.rounds
        for tabled in (r.final, r.ceasefire)
        if tabled is not None and tabled.choice is not None
    ]


@pytest.mark.parametrize("case", ["ceasefire30", "camp_david_1978", "minimal", "dayton_1995", "korea_1951"])
@pytest.mark.parametrize("replication", [0, 31])
def test_what_is_tabled_is_what_promises_most(case: str, replication: int) -> None:
    """The greatest product of gain and weighed chances, recomputed from what the story tells."""
    _, found = told(case, replication)
    met = choices(found)
    assert met
    for number, tabled, choice in met:
        assert choice.rule == "product" or (choice.rule == "opening" and number == 1)
        assert choice.chosen.terms == tabled.terms
        if choice.rule == "product" and choice.runner_up is not None:
            assert choice.chosen.score >= choice.runner_up.score
        for prospect in filter(None, (choice.chosen, choice.favourite, choice.runner_up)):
            assert prospect.score == pytest.approx(product(prospect), rel=1e-6)


def product(prospect: Prospect) -> float:
    """Formula 10, from what the story tells."""
    chances = [
        (r.today or (HOPELESS if r.ever is None else HOPELESS * (r.ever or HOPELESS))) ** r.weight
        for r in prospect.readings
    ]
    return float(prospect.gain * np.prod(chances))


def test_values_are_those_of_the_answers() -> None:
    for _, tabled, choice in choices(told("ceasefire30")[1]):
        values = {answer.actor: answer.value for answer in tabled.answers}
        ours = {reading.party: reading.value for reading in choice.chosen.readings}
        assert ours == pytest.approx({party: values[party] for party in ours})


def test_code_of_ones_own_is_told_from_the_rules() -> None:
    """Until it has dug itself out, Stubborn tables nothing that it would refuse; the others table by the rules."""
    _, found = told("behaviours/stubborn")
    rules = {tabled.by: choice.rule for _, tabled, choice in choices(found)}
    assert rules["us"] in ("product", "opening")


def test_reasons_change_nothing() -> None:
    scenario, with_reasons = told("ceasefire30")
    plain = trace(scenario, 1, 31)
    assert [r.parties for r in plain.rounds] == [r.parties for r in with_reasons.rounds]
    assert plain.outcome == with_reasons.outcome


def test_beliefs_narrow_by_answers_and_widen_by_days() -> None:
    scenario, found = told("ceasefire30")
    slack = scenario.drift_guard.typical * scenario.pace_days
    for before, after in zip(found.rounds, found.rounds[1:], strict=False):
        for name, party in after.parties.items():
            low, high = before.parties[name].believed
            assert party.supposed == pytest.approx((low - slack, high + slack), abs=1e-9)
            assert party.believed[0] <= party.believed[1]


@pytest.mark.parametrize("protocol", ["mediated", "alternating_offers"])
def test_how_near_is_the_same_measured_one_by_one(protocol: str) -> None:
    scenario = read(SHIPPED / "ceasefire30.yaml", [f"protocol={protocol}"])
    days = [best_day(scenario, 1, r) for r in range(12)]
    one_by_one = [np.inf if day is None else day.lacking for day in days]
    assert near_misses(scenario, 12, 1, workers=1).tolist() == one_by_one


def test_how_near_is_what_the_story_tells_of_offers() -> None:
    """Two parties: an offer lacks what its refusal falls short by."""
    scenario = read(SHIPPED / "minimal.yaml", ["protocol=alternating_offers"])
    lacking = near_misses(scenario, 5, 1)
    for r in range(5):
        short = [
            answer.demand - answer.value
            for round_ in trace(scenario, 1, r).rounds
            if round_.final is not None
            for answer in round_.final.answers
            if answer.actor != round_.final.by and answer.value is not None and answer.demand is not None
        ]
        assert lacking[r] == min(short)


def test_the_closest_miss_lacks_least_of_all_failures() -> None:
    scenario = read(SHIPPED / "ceasefire30.yaml")
    outcomes = play(scenario, 20, 1)
    lacking = near_misses(scenario, 20, 1)
    nearest = closest_miss(outcomes, lacking)
    signed = {OUTCOMES.index("settlement"), OUTCOMES.index("not_ratified")}
    brute = {}
    for r in range(20):
        day = best_day(scenario, 1, r)
        if outcomes.outcome[r] not in signed and day is not None:
            brute[r] = day.lacking
    assert nearest == min(brute, key=lambda r: (brute[r], r))


def test_where_all_is_signed_nothing_is_missed(tmp_path: Path) -> None:
    scenario = read(SHIPPED / "minimal.yaml")
    assert closest_miss(play(scenario, 10, 1), near_misses(scenario, 10, 1)) is None


def test_positions_are_told_where_actors_stand() -> None:
    scenario = read(SHIPPED / "ceasefire30.yaml", ["protocol=challenge"])
    found = trace(scenario, 1, 31)
    last = found.rounds[-1]
    for issue, terms in last.final.terms.items():
        options = scenario.issues[issue].options
        assert (
            min(last.positions[issue].values()) <= options.index(terms) <= max(last.positions[issue].values())
        )
