"""What concepts pick, held to the list of all packages in exact fractions; and where nobody can list them."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import prod
from typing import Any

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from road_toll import road_toll

from sim.analysis.terms import weighted_means
from sim.bargaining.solutions import solver
from sim.bargaining.solutions.concepts import CONCEPTS
from sim.bargaining.solutions.solutions import Solutions
from sim.bargaining.solutions.solve import picture, solve
from sim.scenario.reading import scenario_of

Data = dict[str, Any]
RATIONAL = CONCEPTS[:4]
_, _, EGALITARIAN, UTILITARIAN = range(4)
TENTHS = st.integers(0, 10).map(lambda n: n / 10)
TWENTIETHS = st.integers(1, 20).map(lambda n: n / 20)
HAIR = 1e-9


@st.composite
def decimals(draw: st.DrawFn, parties: tuple[int, int], issues: int, options: int) -> Data:
    """Few different decimals, so that much is equal; red lines, and a backer whose consent some options need."""
    names = [f"p{n:02}" for n in range(draw(st.integers(*parties)))]
    topics = {}
    for k in range(draw(st.integers(1, issues))):
        count = draw(st.integers(2, options))
        row = st.lists(TENTHS, min_size=count, max_size=count)
        topics[f"k{k}"] = {
            "options": [f"o{n}" for n in range(count)],
            "weight": {name: draw(TWENTIETHS) for name in [*names, "backer"]},
            "value": {name: draw(row) for name in [*names, "backer"]},
            "consent": {"backer": [f"o{n}" for n in range(count) if draw(st.integers(0, 4)) == 0]},
        }
    without = st.sampled_from([0.0, 0.0, 0.1, 0.2, 0.25, 0.5, 0.55])
    actors: Data = {name: {"outside_value": draw(without)} for name in names}
    if draw(st.booleans()):
        actors[names[0]]["red_lines"] = {"k0": {"options": ["o0"], "probability": 1}}
    actors["backer"] = {"role": "backer", "floor": draw(without)}
    return {"horizon_days": 10, "actors": actors, "issues": topics}


def exactly(number: float) -> Fraction:
    """The decimal that was written down."""
    return Fraction(str(number))


def worth(data: Data, name: str, terms: tuple[int, ...]) -> Fraction:
    """Weighted mean of values."""
    weights = [exactly(topic["weight"][name]) for topic in data["issues"].values()]
    values = [
        exactly(topic["value"][name][o]) for topic, o in zip(data["issues"].values(), terms, strict=True)
    ]
    return sum((w * v for w, v in zip(weights, values, strict=True)), Fraction(0)) / sum(weights)


def signable(data: Data) -> dict[tuple[int, ...], list[Fraction]]:
    """By package: what each party gains, of those that all who must would sign."""
    parties = [name for name in data["actors"] if name != "backer"]
    found = {}
    for terms in product(*(range(len(topic["options"])) for topic in data["issues"].values())):
        named = {k: data["issues"][k]["options"][o] for k, o in zip(data["issues"], terms, strict=True)}
        lines = data["actors"][parties[0]].get("red_lines", {})
        crossed = any(named[k] in line["options"] for k, line in lines.items())
        asked = any(named[k] in topic["consent"]["backer"] for k, topic in data["issues"].items())
        content = worth(data, "backer", terms) >= exactly(data["actors"]["backer"]["floor"])
        gains = [
            worth(data, name, terms) - exactly(data["actors"][name]["outside_value"]) for name in parties
        ]
        if not crossed and (content or not asked) and min(gains) >= 0:
            found[terms] = gains
    return found


def comes_to(concept: str, gains: list[Fraction], ideal: list[Fraction]) -> Fraction:
    """On its yardstick; parties that cannot gain are left out."""
    if concept == "utilitarian":
        return sum(gains, Fraction(0))
    some = [(gain, most) for gain, most in zip(gains, ideal, strict=True) if most > 0]
    if concept == "nash":
        return prod((gain for gain, _ in some), start=Fraction(1))
    return min(
        (gain / (most if concept == "kalai_smorodinsky" else 1) for gain, most in some), default=Fraction(0)
    )


def best(concept: str, found: dict[tuple[int, ...], list[Fraction]]) -> tuple[int, ...]:
    """The package that comes to most; of equals the one with the greatest sum, then the first."""
    ideal = [max(column) for column in zip(*found.values(), strict=True)]
    return min(found, key=lambda terms: (-comes_to(concept, found[terms], ideal), -sum(found[terms]), terms))


def unbettered(found: dict[tuple[int, ...], list[Fraction]]) -> int:
    """How many different worths no other betters."""
    worths = {tuple(gains) for gains in found.values()}
    return sum(
        not any(other != one and all(b >= a for a, b in zip(one, other, strict=True)) for other in worths)
        for one in worths
    )


def asked(data: Data, rows: int | None = None, agreed: Any = None) -> Solutions:
    """One replication. With few rows the frontier is too long to be listed, and each concept searches."""
    scenario = scenario_of(data)
    simplest = [scenario.issues[rule.issue].options.index(rule.nearest) for rule in weighted_means(scenario)]
    with pytest.MonkeyPatch.context() as patch:
        if rows is not None:
            patch.setattr(solver, "MOST_ROWS", rows)
            patch.setattr(solver, "FEWER_ROWS", rows)
        return solve(scenario, 1, 1, simplest, agreed, threads=1)


@pytest.mark.parametrize("rows", [None, 1])
@settings(deadline=None, max_examples=10, suppress_health_check=list(HealthCheck))
@given(data=decimals((2, 4), 3, 4))
def test_concepts_pick_what_exact_fractions_pick(data: Data, rows: int | None) -> None:
    found, solved = signable(data), asked(data, rows)
    for row, concept in enumerate(RATIONAL):
        expected = best(concept, found) if found else (-1,) * len(data["issues"])
        assert tuple(solved.terms[0, row].tolist()) == expected, concept
        assert solved.proven[0, row]
    if rows is None:
        assert solved.size[0] == (unbettered(found) if found else 0)


@settings(deadline=None, max_examples=10, suppress_health_check=list(HealthCheck))
@given(data=decimals((2, 4), 3, 4), at=st.integers(0))
def test_what_was_signed_is_efficient_if_exact_fractions_say_so(data: Data, at: int) -> None:
    found = signable(data)
    if not found:
        return
    terms = list(found)[at % len(found)]
    better = any(
        gains != found[terms] and all(a >= b for a, b in zip(gains, found[terms], strict=True))
        for gains in found.values()
    )
    for rows in (None, 1):
        solved = asked(data, rows, np.array([terms]))
        assert solved.judged[0]
        assert solved.efficient[0] == (not better)


def yardsticks(gain: Any, ideal: Any) -> Any:
    """[concept] what the gains of all parties come to."""
    able = ideal > 0
    some = np.where(gain > HAIR, gain, 0.0)
    shares = (some[able] / ideal[able]).min(initial=np.inf)
    return np.array([some[able].prod(), shares, some[able].min(initial=np.inf), some.sum()])


def loses_nowhere(solved: Solutions) -> None:
    """Does each concept do at least as well on its own yardstick as all others, as far as these can be signed?"""
    ideal = solved.ideal[0]
    rivals = [yardsticks(solved.gain[0, row], ideal) for row in range(len(CONCEPTS)) if solved.exists[0, row]]
    for row in range(4):
        own = yardsticks(solved.gain[0, row], ideal)[row]
        assert all(own >= rival[row] - HAIR for rival in rivals), CONCEPTS[row]
        if (ideal > 0).any():
            assert own == pytest.approx(solved.measure[0, row], abs=HAIR)
            assert solved.bound[0, row] >= own - HAIR


@pytest.mark.parametrize("rows", [None, 1])
@settings(deadline=None, max_examples=10, suppress_health_check=list(HealthCheck))
@given(data=decimals((2, 12), 6, 6))
def test_no_concept_loses_on_its_own_yardstick(data: Data, rows: int | None) -> None:
    solved = asked(data, rows)
    if solved.exists[0, 0]:
        loses_nowhere(solved)
        assert (solved.ideal[0] >= solved.gain[0, :4].max(axis=0) - HAIR).all()


def test_ten_parties_on_six_scales_are_answered_or_bounded() -> None:
    """The best issue by issue is the greatest sum. With mixed packages the least gain is 0.60454 (linear program)."""
    scenario = road_toll()
    simplest = [scenario.issues[rule.issue].options.index(rule.nearest) for rule in weighted_means(scenario)]
    solved = solve(scenario, 1, 1, simplest, threads=1)
    nash, shares, least, total = solved.measure[0, :4]
    assert total == pytest.approx(7.0059, abs=5e-5)
    assert nash >= 0.0221
    assert 0.51 <= least <= 0.6046
    assert solved.ideal[0] == pytest.approx(1.0)
    assert solved.exact[0]
    assert shares == pytest.approx(least)
    assert solved.proven[0, UTILITARIAN]
    assert not solved.proven[0, EGALITARIAN]
    assert 0.6045 <= solved.bound[0, EGALITARIAN] <= 0.62
    loses_nowhere(solved)


def test_the_weighted_mean_counts_capability_times_salience() -> None:
    """Round 0 of the exchange model in decide-exchange-model."""
    found = {rule.issue: rule.position for rule in weighted_means(road_toll())}
    assert 100 * found["inner city"] == pytest.approx(49.3532, abs=5e-5)
    assert 100 * found["investment"] == pytest.approx(49.4883, abs=5e-5)
    assert 100 * found["ring"] == pytest.approx(56.6008, abs=5e-5)


def test_three_packages_are_best_and_not_four() -> None:
    """(0.98, 0.60) (0.44, 0.65) (0.99, 0.55) (0.45, 0.60): the last is no better than the first for b."""
    issues = {
        "x": {
            "options": ["p", "q"],
            "weight": {"a": 0.1, "b": 0.5},
            "value": {"a": [0.8, 0.9], "b": [0.3, 0.2]},
        },
        "y": {"options": ["r", "s"], "weight": {"a": 0.9, "b": 0.5}, "value": {"a": [1, 0.4], "b": [0.9, 1]}},
    }
    scenario = scenario_of({"actors": {n: {"outside_value": 0} for n in "ab"}, "issues": issues})
    assert solve(scenario, 1, 1, [0, 0]).size.tolist() == [3]
    drawn = picture(scenario, [0, 0])
    assert (len(drawn.frontier), drawn.whole) == (3, True)


# Raiffa (1982): points of the United States and of Panama, each issue but the third won or lost.
PANAMA = ((22, 9), (22, 15), (15, 15), (14, 3), (11, 15), (6, 5), (4, 11), (2, 7), (2, 7), (2, 13))


@pytest.mark.parametrize("rows", [None, 4])
def test_of_sixteen_packages_with_the_same_sum_the_earliest_is_picked(rows: int | None) -> None:
    """Land, in fifteenths, is worth 15 points to both: the sum is 132 wherever it is cut."""
    issues = {}
    for k, (us, panama) in enumerate(PANAMA):
        options = 16 if k == 2 else 2
        rising = [n / (options - 1) for n in range(options)]
        values = {"us": rising, "panama": rising[::-1]}
        issues[f"k{k}"] = {
            "options": [str(n) for n in range(options)],
            "weight": {"us": us, "panama": panama},
            "value": values,
        }
    actors = {name: {"outside_value": 0} for name in ("us", "panama")}
    found = asked({"actors": actors, "issues": issues}, rows)
    assert found.terms[0, UTILITARIAN, 2] == 0
    assert found.utility[0, UTILITARIAN].sum() == pytest.approx(1.32)
